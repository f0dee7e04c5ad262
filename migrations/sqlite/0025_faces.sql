ALTER TABLE `accounts` ADD `picture` text;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_picture` ON `accounts` (`picture`) WHERE picture is not null;--> statement-breakpoint
ALTER TABLE `threads` ADD `first_participants` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `helpers_account` ON `helpers` (`account_id`);--> statement-breakpoint
CREATE INDEX `posts_helped` ON `posts` (`author_id`,`worked_count`,`id`) WHERE worked_count > 0 or accepted_at is not null;--> statement-breakpoint
UPDATE `job_runs` SET `due_at` = 0 WHERE `name` = 'counts';
