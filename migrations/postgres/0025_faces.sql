ALTER TABLE "accounts" ADD COLUMN "picture" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "first_participants" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_picture" ON "accounts" USING btree ("picture") WHERE picture is not null;--> statement-breakpoint
UPDATE "job_runs" SET "due_at" = 0 WHERE "name" = 'counts';
