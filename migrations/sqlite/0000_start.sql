CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`email` text,
	`email_verified_at` integer,
	`password_hash` text,
	`role` text DEFAULT 'member' NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`language` text,
	`theme` text,
	`solved_count` integer DEFAULT 0 NOT NULL,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`helpful_count` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`merged_into` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_slug` ON `accounts` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_external` ON `accounts` (`source`,`external_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bucket` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempts_bucket` ON `attempts` (`bucket`,`at`);--> statement-breakpoint
CREATE INDEX `attempts_at` ON `attempts` (`at`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`imported_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`evidence` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`imported_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_pair` ON `claims` (`imported_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `claims_state` ON `claims` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `helpers` (
	`space_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`solved` integer DEFAULT 0 NOT NULL,
	`worked` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`space_id`, `account_id`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `helpers_best` ON `helpers` (`space_id`,`solved`,`worked`);--> statement-breakpoint
CREATE TABLE `marks` (
	`post_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`thread_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `kind`, `account_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `marks_mine` ON `marks` (`account_id`,`thread_id`);--> statement-breakpoint
CREATE TABLE `once_keys` (
	`account_id` integer NOT NULL,
	`key` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `once_keys_at` ON `once_keys` (`at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE sent_at is null;--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`parent_id` integer,
	`author_id` integer,
	`author_label` text,
	`kind` text NOT NULL,
	`number` integer NOT NULL,
	`place_key` integer DEFAULT 0 NOT NULL,
	`markdown` text NOT NULL,
	`html` text NOT NULL,
	`accepted_at` integer,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`helpful_count` integer DEFAULT 0 NOT NULL,
	`imported_helpful` integer DEFAULT 0 NOT NULL,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_number` ON `posts` (`thread_id`,`number`);--> statement-breakpoint
CREATE INDEX `posts_place` ON `posts` (`thread_id`,`place_key`,`number`) WHERE parent_id is null;--> statement-breakpoint
CREATE INDEX `posts_replies` ON `posts` (`parent_id`,`place_key`) WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `posts_participants` ON `posts` (`thread_id`,`author_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `posts_external` ON `posts` (`source`,`external_id`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`post_id` integer NOT NULL,
	`number` integer NOT NULL,
	`editor_id` integer,
	`title` text,
	`tag_names` text,
	`markdown` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `number`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `spaces` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`charter` text NOT NULL,
	`thread_count` integer DEFAULT 0 NOT NULL,
	`post_count` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `spaces_slug` ON `spaces` (`slug`);--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`space_id` integer NOT NULL,
	`name` text NOT NULL,
	`thread_count` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name` ON `tags` (`space_id`,`name`);--> statement-breakpoint
CREATE INDEX `tags_busy` ON `tags` (`space_id`,`thread_count`);--> statement-breakpoint
CREATE TABLE `thread_tags` (
	`thread_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `tag_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_tags_feed` ON `thread_tags` (`tag_id`,`created_at`,`thread_id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`space_id` integer NOT NULL,
	`author_id` integer,
	`author_label` text,
	`form` text NOT NULL,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`excerpt` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`tag_names` text NOT NULL,
	`next_number` integer DEFAULT 1 NOT NULL,
	`top_count` integer DEFAULT 0 NOT NULL,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`answer_count` integer DEFAULT 0 NOT NULL,
	`accepted_count` integer DEFAULT 0 NOT NULL,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`me_too_count` integer DEFAULT 0 NOT NULL,
	`participant_count` integer DEFAULT 1 NOT NULL,
	`needs_answer` integer DEFAULT false NOT NULL,
	`needs_key` integer DEFAULT 0 NOT NULL,
	`visible` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`created_at` integer NOT NULL,
	`last_post_at` integer NOT NULL,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `threads_new` ON `threads` (`created_at`,`id`) WHERE visible;--> statement-breakpoint
CREATE INDEX `threads_space_new` ON `threads` (`space_id`,`created_at`,`id`) WHERE visible;--> statement-breakpoint
CREATE INDEX `threads_needs` ON `threads` (`needs_key`,`id`) WHERE needs_answer;--> statement-breakpoint
CREATE INDEX `threads_space_needs` ON `threads` (`space_id`,`needs_key`,`id`) WHERE needs_answer;--> statement-breakpoint
CREATE INDEX `threads_author` ON `threads` (`author_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `threads_external` ON `threads` (`source`,`external_id`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`email` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tokens_account` ON `tokens` (`account_id`,`purpose`);