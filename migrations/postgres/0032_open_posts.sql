CREATE TABLE "open_posts" (
	"post_id" integer PRIMARY KEY NOT NULL,
	"opened_to" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	CONSTRAINT "open_posts_opened_to_known" CHECK ("opened_to" in ('new', 'known', 'regular')),
	CONSTRAINT "open_posts_opened_by_known" CHECK ("opened_by" in ('author', 'moderator'))
);
--> statement-breakpoint
ALTER TABLE "open_posts" ADD CONSTRAINT "open_posts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;