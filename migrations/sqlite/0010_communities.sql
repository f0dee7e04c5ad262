-- A picture may be nobody's, and SQLite changes no column in place: the table is built anew (keys are off meanwhile).
CREATE TABLE `thread_links` (
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`from_id`, `kind`, `to_id`),
	FOREIGN KEY (`from_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "thread_links_kind_known" CHECK("kind" in ('duplicate', 'linked'))
);
--> statement-breakpoint
CREATE INDEX `thread_links_to` ON `thread_links` (`to_id`,`kind`);--> statement-breakpoint
CREATE TABLE `__new_pictures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`owner_id` integer,
	`post_id` integer,
	`place` integer DEFAULT 1 NOT NULL,
	`alt` text DEFAULT '' NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`bytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_pictures`("id", "name", "owner_id", "post_id", "place", "alt", "width", "height", "bytes", "created_at") SELECT "id", "name", "owner_id", "post_id", "place", "alt", "width", "height", "bytes", "created_at" FROM `pictures`;--> statement-breakpoint
DROP TABLE `pictures`;--> statement-breakpoint
ALTER TABLE `__new_pictures` RENAME TO `pictures`;--> statement-breakpoint
CREATE UNIQUE INDEX `pictures_name` ON `pictures` (`name`);--> statement-breakpoint
CREATE INDEX `pictures_post` ON `pictures` (`post_id`,`place`);--> statement-breakpoint
CREATE INDEX `pictures_owner` ON `pictures` (`owner_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `revisions` ADD `editor_label` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `close_reason` text CONSTRAINT "threads_close_reason_known" CHECK("close_reason" in ('duplicate', 'off_topic', 'unclear', 'too_broad', 'opinion', 'too_narrow', 'reference', 'other'));--> statement-breakpoint
CREATE INDEX `accounts_merged` ON `accounts` (`merged_into`) WHERE merged_into is not null;
