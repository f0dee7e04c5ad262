ALTER TABLE `accounts` ADD `picture` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `first_participants` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `job_runs` SET `due_at` = 0 WHERE `name` = 'counts';
