CREATE TABLE `job_runs` (
	`name` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`claim` text,
	`held_until` integer,
	`started_at` integer,
	`finished_at` integer,
	`last_error` text
);
