CREATE TABLE `entries` (
	`thread_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`joined_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`thread_id`, `account_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entries_account` ON `entries` (`account_id`);--> statement-breakpoint
CREATE TABLE `follows` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `target_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `health_periods` (
	`space_id` integer NOT NULL,
	`unit` text NOT NULL,
	`start` integer NOT NULL,
	`is_final` integer DEFAULT false NOT NULL,
	`figures` text NOT NULL,
	`computed_at` integer NOT NULL,
	PRIMARY KEY(`space_id`, `unit`, `start`)
);
--> statement-breakpoint
CREATE TABLE `pictures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`owner_id` integer NOT NULL,
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
CREATE UNIQUE INDEX `pictures_name` ON `pictures` (`name`);--> statement-breakpoint
CREATE INDEX `pictures_post` ON `pictures` (`post_id`,`place`);--> statement-breakpoint
CREATE INDEX `pictures_owner` ON `pictures` (`owner_id`,`created_at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`invitee_id` integer NOT NULL,
	`inviter_id` integer,
	`because` text,
	`label` text,
	`brand_id` integer,
	`declined_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitee_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inviter_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_invitations`("id", "thread_id", "invitee_id", "inviter_id", "because", "label", "brand_id", "declined_at", "created_at") SELECT "id", "thread_id", "invitee_id", "inviter_id", NULL, "label", "brand_id", "declined_at", "created_at" FROM `invitations`;--> statement-breakpoint
DROP TABLE `invitations`;--> statement-breakpoint
ALTER TABLE `__new_invitations` RENAME TO `invitations`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_pair` ON `invitations` (`thread_id`,`invitee_id`);--> statement-breakpoint
CREATE INDEX `invitations_invitee` ON `invitations` (`invitee_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitations_inviter` ON `invitations` (`inviter_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `heard_at` integer;--> statement-breakpoint
ALTER TABLE `marks` ADD `is_fresh` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `marks_thread` ON `marks` (`thread_id`,`at`);--> statement-breakpoint
CREATE INDEX `marks_at` ON `marks` (`at`);--> statement-breakpoint
ALTER TABLE `posts` ADD `to_id` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `is_fresh` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `title` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `outdated_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `worked_recent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `forms` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `half_life_hours` integer;--> statement-breakpoint
ALTER TABLE `spaces` ADD `usual_wait` integer;--> statement-breakpoint
ALTER TABLE `thread_tags` ADD `rank_key` real;--> statement-breakpoint
ALTER TABLE `thread_tags` ADD `space_rank_key` real;--> statement-breakpoint
ALTER TABLE `thread_tags` ADD `needs_key` integer;--> statement-breakpoint
CREATE INDEX `thread_tags_rank` ON `thread_tags` (`tag_id`,`space_rank_key`,`thread_id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `thread_tags_forum_rank` ON `thread_tags` (`tag_id`,`rank_key`,`thread_id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `thread_tags_needs` ON `thread_tags` (`tag_id`,`needs_key`,`thread_id`) WHERE needs_key is not null;--> statement-breakpoint
ALTER TABLE `threads` ADD `me_too_recent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `finished_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `details` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `picture` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `rank_key` real;--> statement-breakpoint
ALTER TABLE `threads` ADD `space_rank_key` real;--> statement-breakpoint
ALTER TABLE `threads` ADD `rank_facts` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `fresh_weight` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `needs_turn_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `first_seen_at` integer;--> statement-breakpoint
CREATE INDEX `threads_rank` ON `threads` (`rank_key`,`id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `threads_space_rank` ON `threads` (`space_id`,`space_rank_key`,`id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `threads_space_forum_rank` ON `threads` (`space_id`,`rank_key`,`id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `threads_author_rank` ON `threads` (`author_id`,`rank_key`,`id`) WHERE rank_key is not null;--> statement-breakpoint
CREATE INDEX `threads_needs_turn` ON `threads` (`needs_turn_at`) WHERE needs_answer;