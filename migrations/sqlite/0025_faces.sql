ALTER TABLE `accounts` ADD `picture` text;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_picture` ON `accounts` (`picture`) WHERE picture is not null;--> statement-breakpoint
ALTER TABLE `threads` ADD `first_participants` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `job_runs` SET `due_at` = 0 WHERE `name` = 'counts';
