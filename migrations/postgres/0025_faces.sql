ALTER TABLE "accounts" ADD COLUMN "picture" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "first_participants" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_picture" ON "accounts" USING btree ("picture") WHERE picture is not null;--> statement-breakpoint
CREATE INDEX "helpers_account" ON "helpers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "posts_helped" ON "posts" USING btree ("author_id","worked_count","id") WHERE worked_count > 0 or accepted_at is not null;--> statement-breakpoint
UPDATE "job_runs" SET "due_at" = 0 WHERE "name" = 'counts';
