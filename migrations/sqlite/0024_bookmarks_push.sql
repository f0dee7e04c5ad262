CREATE TABLE `bookmarks` (
	`account_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`remind_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `post_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bookmarks_newest` ON `bookmarks` (`account_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `bookmarks_post` ON `bookmarks` (`post_id`);--> statement-breakpoint
CREATE INDEX `bookmarks_due` ON `bookmarks` (`remind_at`) WHERE remind_at is not null;--> statement-breakpoint
CREATE TABLE `push_devices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`session_hash` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`created_at` integer NOT NULL,
	`refusals` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_devices_endpoint` ON `push_devices` (`endpoint`);--> statement-breakpoint
CREATE INDEX `push_devices_account` ON `push_devices` (`account_id`);--> statement-breakpoint
CREATE INDEX `push_devices_session` ON `push_devices` (`session_hash`);--> statement-breakpoint
CREATE TABLE `push_queue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`device_id` integer NOT NULL,
	`notification_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_queue_once` ON `push_queue` (`device_id`,`notification_id`);--> statement-breakpoint
CREATE INDEX `push_queue_due` ON `push_queue` (`due_at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_notifications` (
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
	`untold_at` integer,
	`letter` text,
	`mailed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notifications_reason_known" CHECK("reason" in ('act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post', 'invitation', 'solved', 'reminder', 'worked', 'helpful', 'thread', 'member', 'tag', 'space', 'duty'))
);
--> statement-breakpoint
INSERT INTO `__new_notifications`("id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "letter", "mailed_at") SELECT "id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "letter", "mailed_at" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`account_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_newest` ON `notifications` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account_id`,`group_key`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_thread` ON `notifications` (`thread_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `notifications_post` ON `notifications` (`post_id`);--> statement-breakpoint
CREATE INDEX `notifications_at` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_to_mail` ON `notifications` (`created_at`) WHERE letter = 'at_once' and read_at is null and mailed_at is null;--> statement-breakpoint
DROP INDEX `follows_target`;--> statement-breakpoint
CREATE INDEX `follows_target` ON `follows` (`kind`,`target_id`,`level`,`account_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `push_kinds` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `shows_writing` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tasks` ADD `done_to` integer DEFAULT 0 NOT NULL;