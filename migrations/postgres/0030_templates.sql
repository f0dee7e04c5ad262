CREATE TABLE "space_templates" (
	"space_id" integer NOT NULL,
	"form" text NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "space_templates_space_id_form_pk" PRIMARY KEY("space_id","form"),
	CONSTRAINT "space_templates_form_known" CHECK ("form" in ('question', 'problem', 'discussion', 'showcase', 'journey', 'challenge', 'resource'))
);
--> statement-breakpoint
ALTER TABLE "space_templates" ADD CONSTRAINT "space_templates_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;