CREATE TABLE `post_files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`owner_id` integer NOT NULL,
	`post_id` integer,
	`place` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "post_files_kind_known" CHECK("kind" in ('pdf', 'text', 'zip'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_files_name` ON `post_files` (`name`);--> statement-breakpoint
CREATE INDEX `post_files_post` ON `post_files` (`post_id`,`place`);--> statement-breakpoint
CREATE INDEX `post_files_owner` ON `post_files` (`owner_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `revisions` ADD `files` text;