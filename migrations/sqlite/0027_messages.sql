CREATE TABLE `blocks` (
	`account_id` integer NOT NULL,
	`blocked_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `blocked_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`blocked_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `blocks_blocked` ON `blocks` (`blocked_id`);--> statement-breakpoint
CREATE TABLE `conversation_participants` (
	`conversation_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`state` text NOT NULL,
	`added_by` integer,
	`added_at` integer NOT NULL,
	`accepted_at` integer,
	`since_id` integer DEFAULT 0 NOT NULL,
	`read_id` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`conversation_id`, `account_id`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conversation_participants_state_known" CHECK("state" in ('requested', 'accepted', 'refused', 'left'))
);
--> statement-breakpoint
CREATE INDEX `conversation_participants_account` ON `conversation_participants` (`account_id`,`state`,`conversation_id`);--> statement-breakpoint
CREATE INDEX `conversation_participants_added` ON `conversation_participants` (`added_by`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`created_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `message_wishes` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`takes_from` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "message_wishes_takes_from_known" CHECK("takes_from" in ('everyone', 'known', 'nobody'))
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`conversation_id` integer NOT NULL,
	`author_id` integer,
	`role` text NOT NULL,
	`label` text,
	`brand_id` integer,
	`brand_name` text,
	`grant_id` integer,
	`markdown` text NOT NULL,
	`html` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`brand_id`) REFERENCES `brands`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "messages_role_known" CHECK("role" in ('member', 'staff', 'moderator', 'admin'))
);
--> statement-breakpoint
CREATE INDEX `messages_conversation` ON `messages` (`conversation_id`,`id`);--> statement-breakpoint
CREATE INDEX `messages_author` ON `messages` (`author_id`,`id`);--> statement-breakpoint
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
	CONSTRAINT "notifications_reason_known" CHECK("reason" in ('act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post', 'message', 'message_request', 'invitation', 'solved', 'reminder', 'worked', 'helpful', 'thread', 'member', 'tag', 'space', 'duty'))
);
--> statement-breakpoint
INSERT INTO `__new_notifications`("id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "untold_at", "letter", "mailed_at") SELECT "id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "untold_at", "letter", "mailed_at" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`account_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_newest` ON `notifications` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account_id`,`group_key`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_thread` ON `notifications` (`thread_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `notifications_post` ON `notifications` (`post_id`);--> statement-breakpoint
CREATE INDEX `notifications_at` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_to_mail` ON `notifications` (`created_at`) WHERE letter = 'at_once' and read_at is null and mailed_at is null;