ALTER TABLE "messages" ADD COLUMN "changed_at" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "taken_back_at" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "earlier" text;--> statement-breakpoint
CREATE INDEX "messages_earlier" ON "messages" USING btree ("created_at") WHERE earlier is not null;