CREATE TABLE `mentions` (
	`post_id` integer NOT NULL,
	`slug` text NOT NULL,
	`account_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `slug`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentions_account` ON `mentions` (`account_id`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`event_id` integer,
	`reason` text NOT NULL,
	`group_key` text NOT NULL,
	`actor_id` integer,
	`thread_id` integer,
	`post_id` integer,
	`space_id` integer,
	`ref_id` integer,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`mailed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notifications_reason_known" CHECK("reason" in ('act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post', 'invitation', 'solved', 'worked', 'helpful', 'thread', 'member', 'tag', 'space', 'duty'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`account_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_newest` ON `notifications` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account_id`,`group_key`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_thread` ON `notifications` (`thread_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `notifications_post` ON `notifications` (`post_id`);--> statement-breakpoint
CREATE INDEX `notifications_at` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_to_mail` ON `notifications` (`created_at`) WHERE read_at is null and mailed_at is null;--> statement-breakpoint
CREATE TABLE `thread_reads` (
	`account_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `thread_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_reads_thread` ON `thread_reads` (`thread_id`);--> statement-breakpoint
CREATE TABLE `__new_follows` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` integer NOT NULL,
	`level` text DEFAULT 'mine' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `target_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follows_kind_known" CHECK("kind" in ('space', 'tag', 'member', 'thread')),
	CONSTRAINT "follows_level_known" CHECK("level" in ('all', 'mine', 'muted'))
);
--> statement-breakpoint
INSERT INTO `__new_follows`("account_id", "kind", "target_id", "level", "created_at") SELECT "account_id", "kind", "target_id", 'mine', "created_at" FROM `follows`;--> statement-breakpoint
DROP TABLE `follows`;--> statement-breakpoint
ALTER TABLE `__new_follows` RENAME TO `follows`;--> statement-breakpoint
CREATE INDEX `follows_target` ON `follows` (`kind`,`target_id`,`level`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `mail_wish` text DEFAULT 'at_once' NOT NULL;