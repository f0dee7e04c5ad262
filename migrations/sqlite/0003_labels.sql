-- A label is evidence: once written it never changes and never goes. REPLACE deletes without asking the
-- delete trigger, so inserting over a label is refused as well.
CREATE TRIGGER post_labels_no_update BEFORE UPDATE ON post_labels BEGIN
	SELECT RAISE(ABORT, 'a label never changes');
END;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_delete BEFORE DELETE ON post_labels BEGIN
	SELECT RAISE(ABORT, 'a label is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_replace BEFORE INSERT ON post_labels
WHEN EXISTS (SELECT 1 FROM post_labels WHERE post_id = NEW.post_id OR (thread_id = NEW.thread_id AND number = NEW.number)) BEGIN
	SELECT RAISE(ABORT, 'a label never changes');
END;
--> statement-breakpoint
-- Nobody is staff and moderator or admin at once.
CREATE TRIGGER grants_staff_only_insert BEFORE INSERT ON grants
WHEN NEW.state = 'active' AND (SELECT role FROM accounts WHERE id = NEW.account_id) IS NOT 'staff' BEGIN
	SELECT RAISE(ABORT, 'only an account that is nothing but staff has an active grant');
END;
--> statement-breakpoint
CREATE TRIGGER grants_staff_only_update BEFORE UPDATE ON grants
WHEN NEW.state = 'active' AND (SELECT role FROM accounts WHERE id = NEW.account_id) IS NOT 'staff' BEGIN
	SELECT RAISE(ABORT, 'only an account that is nothing but staff has an active grant');
END;
--> statement-breakpoint
-- REPLACE takes a row away unasked, and a row can be moved by its rowid: so it is asked whose the new id is as well.
CREATE TRIGGER accounts_staff_stays BEFORE UPDATE ON accounts
WHEN (NEW.role IS NOT OLD.role OR NEW.id <> OLD.id) AND (
	(NEW.role IS NOT 'staff' AND EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.id AND state = 'active'))
	OR (NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM grants WHERE account_id = OLD.id AND state = 'active'))
) BEGIN
	SELECT RAISE(ABORT, 'an account with an active grant is staff and nothing else');
END;
--> statement-breakpoint
CREATE TRIGGER accounts_staff_insert BEFORE INSERT ON accounts
WHEN NEW.role IS NOT 'staff' AND EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.id AND state = 'active') BEGIN
	SELECT RAISE(ABORT, 'an account with an active grant is staff and nothing else');
END;
