DROP INDEX "notifications_to_mail";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "notice_wishes" jsonb;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "mail_refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "mail_paused_at" bigint;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "letter" text;--> statement-breakpoint
CREATE INDEX "notifications_to_mail" ON "notifications" USING btree ("created_at") WHERE letter = 'at_once' and read_at is null and mailed_at is null;--> statement-breakpoint
UPDATE "notifications" SET "letter" = (SELECT CASE "mail_wish" WHEN 'at_once' THEN 'at_once' WHEN 'never' THEN NULL ELSE 'digest' END FROM "accounts" WHERE "accounts"."id" = "notifications"."account_id") WHERE "read_at" IS NULL AND "reason" IN ('answer', 'post', 'reply', 'quote', 'mention', 'accepted', 'thread', 'solved');