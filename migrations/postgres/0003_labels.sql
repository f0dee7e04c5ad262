-- A label is evidence: once written it never changes and never goes. ENABLE ALWAYS lets it hold in every
-- session, also in one that replays.
CREATE FUNCTION adda_label_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'a label never changes and is never deleted';
END $$;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_change BEFORE UPDATE OR DELETE ON post_labels FOR EACH ROW EXECUTE FUNCTION adda_label_stays();
--> statement-breakpoint
ALTER TABLE post_labels ENABLE ALWAYS TRIGGER post_labels_no_change;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_truncate BEFORE TRUNCATE ON post_labels FOR EACH STATEMENT EXECUTE FUNCTION adda_label_stays();
--> statement-breakpoint
ALTER TABLE post_labels ENABLE ALWAYS TRIGGER post_labels_no_truncate;
--> statement-breakpoint
-- Nobody is staff and moderator or admin at once. The lock on the account lets no role change meanwhile.
CREATE FUNCTION adda_grant_is_for_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'active' THEN
		PERFORM 1 FROM accounts WHERE id = NEW.account_id AND role = 'staff' FOR SHARE;
		IF NOT FOUND THEN
			RAISE EXCEPTION 'only an account that is nothing but staff has an active grant';
		END IF;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grants_staff_only BEFORE INSERT OR UPDATE ON grants FOR EACH ROW EXECUTE FUNCTION adda_grant_is_for_staff();
--> statement-breakpoint
ALTER TABLE grants ENABLE ALWAYS TRIGGER grants_staff_only;
--> statement-breakpoint
CREATE FUNCTION adda_staff_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.role <> 'staff' AND EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.id AND state = 'active') THEN
		RAISE EXCEPTION 'an account with an active grant is staff and nothing else';
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM grants WHERE account_id = OLD.id AND state = 'active') THEN
			RAISE EXCEPTION 'an account with an active grant is staff and nothing else';
		END IF;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_staff_stays BEFORE INSERT OR UPDATE OF role, id ON accounts FOR EACH ROW EXECUTE FUNCTION adda_staff_stays();
--> statement-breakpoint
ALTER TABLE accounts ENABLE ALWAYS TRIGGER accounts_staff_stays;
