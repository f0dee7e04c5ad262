CREATE TABLE `waiting_posts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`thread_id` integer,
	`values` text NOT NULL,
	`due_at` integer,
	`refusal` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `waiting_posts_account` ON `waiting_posts` (`account_id`);--> statement-breakpoint
CREATE INDEX `waiting_posts_due` ON `waiting_posts` (`due_at`);--> statement-breakpoint
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
	CONSTRAINT "notifications_reason_known" CHECK("reason" in ('act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post', 'message', 'message_request', 'invitation', 'solved', 'reminder', 'not_posted', 'edited', 'worked', 'helpful', 'thread', 'member', 'tag', 'space', 'search', 'duty'))
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
CREATE INDEX `notifications_to_mail` ON `notifications` (`created_at`) WHERE letter = 'at_once' and read_at is null and mailed_at is null;--> statement-breakpoint
ALTER TABLE `polls` ADD `planned_end` integer;