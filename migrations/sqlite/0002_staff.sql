CREATE TABLE `audit_log` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_id` integer,
	`brand_id` integer,
	`is_public` integer NOT NULL,
	`facts` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_brand` ON `audit_log` (`brand_id`,`number`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE TABLE `brands` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`domains` text NOT NULL,
	`products` text NOT NULL,
	`contact` text NOT NULL,
	`source` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `brands_slug` ON `brands` (`slug`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`place` text NOT NULL,
	`thread_id` integer,
	`values` text NOT NULL,
	`because` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_place` ON `drafts` (`account_id`,`place`);--> statement-breakpoint
CREATE TABLE `exceptions` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`brand_id` integer,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exceptions_brand` ON `exceptions` (`brand_id`,`kind`,`at`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`address` text NOT NULL,
	`state` text DEFAULT 'proposed' NOT NULL,
	`proposed_by` integer,
	`confirmed_by` integer,
	`confirmed_at` integer,
	`mail_confirmed_at` integer,
	`confirm_hash` text,
	`end_hash` text,
	`started_at` integer,
	`expires_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brand_id`) REFERENCES `brands`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_open` ON `grants` (`account_id`) WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX `grants_brand` ON `grants` (`brand_id`,`id`);--> statement-breakpoint
CREATE INDEX `grants_confirm` ON `grants` (`confirm_hash`);--> statement-breakpoint
CREATE INDEX `grants_end` ON `grants` (`end_hash`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`invitee_id` integer NOT NULL,
	`inviter_id` integer NOT NULL,
	`label` text,
	`brand_id` integer,
	`declined_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitee_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inviter_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_pair` ON `invitations` (`thread_id`,`invitee_id`);--> statement-breakpoint
CREATE INDEX `invitations_invitee` ON `invitations` (`invitee_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitations_inviter` ON `invitations` (`inviter_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `post_labels` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`number` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`brand_name` text NOT NULL,
	`label` text NOT NULL,
	`grant_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_labels_thread` ON `post_labels` (`thread_id`,`number`);--> statement-breakpoint
CREATE INDEX `post_labels_brand` ON `post_labels` (`brand_id`,`at`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposer_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`charter` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`reason` text,
	`created_at` integer NOT NULL,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `proposals_state` ON `proposals` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` integer NOT NULL,
	`reporter_id` integer,
	`contact` text,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`brand_id` integer,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`decision` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`post_id`,`reporter_id`,`reason`);--> statement-breakpoint
CREATE INDEX `reports_state` ON `reports` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `thanks` (
	`post_id` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`label` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `brand_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `affiliation` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `invitable` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `sender` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `affiliation` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `settled_at` integer;--> statement-breakpoint
CREATE INDEX `posts_created` ON `posts` (`created_at`);--> statement-breakpoint
ALTER TABLE `spaces` ADD `override_reason` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `affiliation` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `note_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `settled_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `thank_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `door_by` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `door_reason` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `door_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `closes_at` integer;