ALTER TABLE "spaces" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "maths" boolean DEFAULT false NOT NULL;