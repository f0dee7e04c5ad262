CREATE TABLE "job_runs" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" bigint NOT NULL,
	"claim" text,
	"held_until" bigint,
	"started_at" bigint,
	"finished_at" bigint,
	"last_error" text
);
