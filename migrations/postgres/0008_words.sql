-- The database says what the code says: tables and columns have the names that the code uses, each closed set of words
-- is checked, and what points at a row is a key.
ALTER TABLE "entries" RENAME TO "participants";
--> statement-breakpoint
ALTER TABLE "participants" RENAME CONSTRAINT "entries_thread_id_account_id_pk" TO "participants_thread_id_account_id_pk";
--> statement-breakpoint
ALTER TABLE "participants" RENAME CONSTRAINT "entries_thread_id_threads_id_fk" TO "participants_thread_id_threads_id_fk";
--> statement-breakpoint
ALTER TABLE "participants" RENAME CONSTRAINT "entries_account_id_accounts_id_fk" TO "participants_account_id_accounts_id_fk";
--> statement-breakpoint
ALTER INDEX "entries_account" RENAME TO "participants_account";
--> statement-breakpoint
ALTER TABLE "attempts" RENAME TO "rate_limit_tries";
--> statement-breakpoint
ALTER TABLE "rate_limit_tries" RENAME CONSTRAINT "attempts_pkey" TO "rate_limit_tries_pkey";
--> statement-breakpoint
ALTER SEQUENCE "attempts_id_seq" RENAME TO "rate_limit_tries_id_seq";
--> statement-breakpoint
ALTER INDEX "attempts_bucket" RENAME TO "rate_limit_tries_bucket";
--> statement-breakpoint
ALTER INDEX "attempts_at" RENAME TO "rate_limit_tries_at";
--> statement-breakpoint
ALTER TABLE "outbox" RENAME TO "mail_queue";
--> statement-breakpoint
ALTER TABLE "mail_queue" RENAME CONSTRAINT "outbox_pkey" TO "mail_queue_pkey";
--> statement-breakpoint
ALTER SEQUENCE "outbox_id_seq" RENAME TO "mail_queue_id_seq";
--> statement-breakpoint
ALTER INDEX "outbox_due" RENAME TO "mail_queue_due";
--> statement-breakpoint
ALTER TABLE "once_keys" RENAME TO "idempotency_keys";
--> statement-breakpoint
ALTER TABLE "idempotency_keys" RENAME CONSTRAINT "once_keys_account_id_key_pk" TO "idempotency_keys_account_id_key_pk";
--> statement-breakpoint
ALTER INDEX "once_keys_at" RENAME TO "idempotency_keys_at";
--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "door_by" TO "early_access_by";
--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "door_reason" TO "early_access_reason";
--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "door_at" TO "early_access_at";
--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "fresh_weight" TO "probation_weight";
--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "needs_turn_at" TO "rotates_at";
--> statement-breakpoint
ALTER TABLE "posts" RENAME COLUMN "is_fresh" TO "is_on_probation";
--> statement-breakpoint
ALTER TABLE "marks" RENAME COLUMN "is_fresh" TO "is_on_probation";
--> statement-breakpoint
ALTER INDEX "threads_needs_turn" RENAME TO "threads_rotation";
--> statement-breakpoint
-- What was decided by, said to or marked by nobody who is there is decided by, said to or marked by nobody.
UPDATE "accounts" SET "merged_into" = NULL WHERE "merged_into" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "accounts"."merged_into");
--> statement-breakpoint
UPDATE "claims" SET "decided_by" = NULL WHERE "decided_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "claims"."decided_by");
--> statement-breakpoint
UPDATE "mail_queue" SET "account_id" = NULL WHERE "account_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "mail_queue"."account_id");
--> statement-breakpoint
UPDATE "threads" SET "hidden_by" = NULL WHERE "hidden_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "threads"."hidden_by");
--> statement-breakpoint
UPDATE "threads" SET "moved_to_id" = NULL WHERE "moved_to_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "threads" AS "there" WHERE "there"."id" = "threads"."moved_to_id");
--> statement-breakpoint
UPDATE "posts" SET "parent_id" = NULL WHERE "parent_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "posts" AS "there" WHERE "there"."id" = "posts"."parent_id");
--> statement-breakpoint
UPDATE "posts" SET "to_id" = NULL WHERE "to_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "posts"."to_id");
--> statement-breakpoint
UPDATE "posts" SET "hidden_by" = NULL WHERE "hidden_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "posts"."hidden_by");
--> statement-breakpoint
UPDATE "revisions" SET "editor_id" = NULL WHERE "editor_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "revisions"."editor_id");
--> statement-breakpoint
UPDATE "grants" SET "proposed_by" = NULL WHERE "proposed_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "grants"."proposed_by");
--> statement-breakpoint
UPDATE "grants" SET "confirmed_by" = NULL WHERE "confirmed_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "grants"."confirmed_by");
--> statement-breakpoint
UPDATE "reports" SET "reporter_id" = NULL WHERE "reporter_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "reports"."reporter_id");
--> statement-breakpoint
UPDATE "reports" SET "decided_by" = NULL WHERE "decided_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "reports"."decided_by");
--> statement-breakpoint
UPDATE "proposals" SET "decided_by" = NULL WHERE "decided_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" AS "there" WHERE "there"."id" = "proposals"."decided_by");
--> statement-breakpoint
DELETE FROM "idempotency_keys" WHERE NOT EXISTS (SELECT 1 FROM "accounts" WHERE "accounts"."id" = "idempotency_keys"."account_id");
--> statement-breakpoint
-- A mark that was taken back is one with a time; when it was, nobody knows any more.
DELETE FROM "marks" WHERE "kind" LIKE 'un\_%' AND EXISTS (
	SELECT 1 FROM "marks" AS "again" WHERE "again"."post_id" = "marks"."post_id" AND "again"."account_id" = "marks"."account_id"
		AND "again"."kind" = substr("marks"."kind", 4)
);
--> statement-breakpoint
UPDATE "marks" SET "kind" = substr("kind", 4), "taken_back_at" = "at" WHERE "kind" LIKE 'un\_%';
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_merged_into_accounts_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_confirmed_by_accounts_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_proposed_by_accounts_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "mail_queue" ADD CONSTRAINT "mail_queue_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_labels" ADD CONSTRAINT "post_labels_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_hidden_by_accounts_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_parent_id_posts_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_to_id_accounts_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposer_id_accounts_id_fk" FOREIGN KEY ("proposer_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_accounts_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_editor_id_accounts_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_hidden_by_accounts_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_moved_to_id_threads_id_fk" FOREIGN KEY ("moved_to_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_role_known" CHECK ("role" in ('member', 'staff', 'moderator', 'admin'));
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_theme_known" CHECK ("theme" in ('auto', 'light', 'dark'));
--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_state_known" CHECK ("state" in ('open', 'granted', 'refused'));
--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_kind_known" CHECK ("kind" in ('asker', 'moderator', 'safety'));
--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_kind_known" CHECK ("kind" in ('space', 'tag', 'member'));
--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_state_known" CHECK ("state" in ('proposed', 'active', 'ended'));
--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_ended_by_known" CHECK ("ended_by" in ('admin', 'brand', 'member', 'time', 'erased'));
--> statement-breakpoint
ALTER TABLE "health_periods" ADD CONSTRAINT "health_periods_unit_known" CHECK ("unit" in ('week', 'month'));
--> statement-breakpoint
ALTER TABLE "marks" ADD CONSTRAINT "marks_kind_known" CHECK ("kind" in ('accept', 'settled', 'worked', 'helpful', 'me_too', 'outdated'));
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_kind_known" CHECK ("kind" in ('opening', 'answer', 'note', 'milestone', 'update', 'post', 'reply'));
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_kind_known" CHECK ("kind" in ('problem', 'belief', 'craft', 'aspiration'));
--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_state_known" CHECK ("state" in ('open', 'granted', 'refused'));
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reason_known" CHECK ("reason" in ('undisclosed_affiliation', 'advertising', 'unkind', 'other'));
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_state_known" CHECK ("state" in ('open', 'upheld', 'dismissed'));
--> statement-breakpoint
ALTER TABLE "space_roles" ADD CONSTRAINT "space_roles_role_known" CHECK ("role" in ('moderator'));
--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_kind_known" CHECK ("kind" in ('problem', 'belief', 'craft', 'aspiration'));
--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_access_known" CHECK ("access" in ('public', 'members', 'private'));
--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_form_known" CHECK ("form" in ('question', 'problem', 'discussion', 'showcase', 'journey', 'challenge', 'resource', 'prompt', 'open_hour'));
--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_state_known" CHECK ("state" in ('open', 'noted', 'answered', 'settled', 'solved', 'finished'));
--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_early_access_by_known" CHECK ("early_access_by" in ('asker', 'moderator'));
--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_purpose_known" CHECK ("purpose" in ('verify', 'reset', 'api'));
--> statement-breakpoint
-- Nobody speaks for a brand and holds an office in a space. The lock on the account lets no role change meanwhile.
CREATE FUNCTION adda_office_is_for_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM accounts WHERE id = NEW.account_id AND role <> 'staff' FOR SHARE;
	IF NOT FOUND OR EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.account_id AND state = 'active') THEN
		RAISE EXCEPTION 'brand staff hold no office in a space';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER space_roles_not_staff BEFORE INSERT OR UPDATE ON space_roles FOR EACH ROW EXECUTE FUNCTION adda_office_is_for_members();
--> statement-breakpoint
ALTER TABLE space_roles ENABLE ALWAYS TRIGGER space_roles_not_staff;
--> statement-breakpoint
CREATE FUNCTION adda_office_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.role = 'staff' AND EXISTS (SELECT 1 FROM space_roles WHERE account_id = NEW.id) THEN
		RAISE EXCEPTION 'whoever holds an office in a space is no brand staff';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_office_stays BEFORE INSERT OR UPDATE OF role, id ON accounts FOR EACH ROW EXECUTE FUNCTION adda_office_stays();
--> statement-breakpoint
ALTER TABLE accounts ENABLE ALWAYS TRIGGER accounts_office_stays;
