CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	`actor_id` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`space_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`added_by` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`space_id`, `account_id`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `memberships_account` ON `memberships` (`account_id`);--> statement-breakpoint
CREATE TABLE `space_roles` (
	`space_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`granted_by` integer,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`space_id`, `account_id`, `role`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`granted_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `space_roles_account` ON `space_roles` (`account_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` integer NOT NULL,
	`consumer` text NOT NULL,
	`due_at` integer NOT NULL,
	`held_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`gave_up_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_once` ON `tasks` (`event_id`,`consumer`);--> statement-breakpoint
CREATE INDEX `tasks_due` ON `tasks` (`due_at`) WHERE gave_up_at is null;--> statement-breakpoint
ALTER TABLE `marks` ADD `taken_back_at` integer;--> statement-breakpoint
ALTER TABLE `once_keys` ADD `content_hash` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `template` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `facts` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `language` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `account_id` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `event_id` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `mail_queue_once` ON `outbox` (`event_id`,`recipient`);--> statement-breakpoint
ALTER TABLE `posts` ADD `hidden_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `hidden_by` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `hidden_reason` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `access` text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `hidden_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `hidden_by` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `hidden_reason` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `locked_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `moved_to_id` integer;