CREATE TABLE "thread_links" (
	"from_id" integer NOT NULL,
	"to_id" integer NOT NULL,
	"kind" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "thread_links_from_id_kind_to_id_pk" PRIMARY KEY("from_id","kind","to_id"),
	CONSTRAINT "thread_links_kind_known" CHECK ("kind" in ('duplicate', 'linked'))
);
--> statement-breakpoint
ALTER TABLE "pictures" ALTER COLUMN "owner_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "editor_label" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "closed_at" bigint;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "thread_links" ADD CONSTRAINT "thread_links_from_id_threads_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_links" ADD CONSTRAINT "thread_links_to_id_threads_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thread_links_to" ON "thread_links" USING btree ("to_id","kind");--> statement-breakpoint
CREATE INDEX "accounts_merged" ON "accounts" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_close_reason_known" CHECK ("close_reason" in ('duplicate', 'off_topic', 'unclear', 'too_broad', 'opinion', 'too_narrow', 'reference', 'other'));