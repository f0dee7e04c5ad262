CREATE TABLE "post_hosts" (
	"post_id" integer NOT NULL,
	"host" text NOT NULL,
	CONSTRAINT "post_hosts_post_id_host_pk" PRIMARY KEY("post_id","host")
);
--> statement-breakpoint
CREATE INDEX "post_hosts_host" ON "post_hosts" USING btree ("host","post_id");