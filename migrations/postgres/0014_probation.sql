ALTER TABLE "threads" ADD COLUMN "probation_key" double precision;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "space_probation_key" double precision;--> statement-breakpoint
ALTER TABLE "threads" DROP COLUMN "probation_weight";