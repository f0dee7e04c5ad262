ALTER TABLE "accounts" ADD COLUMN "mail_times" jsonb;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "digest_at" bigint;--> statement-breakpoint
CREATE INDEX "accounts_digest" ON "accounts" USING btree ("digest_at") WHERE digest_at is not null;