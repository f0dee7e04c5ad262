CREATE TABLE `post_prints` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`a` integer NOT NULL,
	`b` integer NOT NULL,
	`c` integer NOT NULL,
	`d` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_prints_a` ON `post_prints` (`a`,`at`);--> statement-breakpoint
CREATE INDEX `post_prints_b` ON `post_prints` (`b`,`at`);--> statement-breakpoint
CREATE INDEX `post_prints_c` ON `post_prints` (`c`,`at`);--> statement-breakpoint
CREATE INDEX `post_prints_d` ON `post_prints` (`d`,`at`);--> statement-breakpoint
CREATE INDEX `post_prints_at` ON `post_prints` (`at`);--> statement-breakpoint
CREATE INDEX `post_prints_account` ON `post_prints` (`account_id`);--> statement-breakpoint
CREATE TABLE `spam_lessons` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`is_spam` integer NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spam_lessons_language` ON `spam_lessons` (`language`,`is_spam`);--> statement-breakpoint
CREATE TABLE `spam_words` (
	`language` text NOT NULL,
	`word` integer NOT NULL,
	`spam` integer DEFAULT 0 NOT NULL,
	`ham` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`language`, `word`)
);
--> statement-breakpoint
CREATE TABLE `watch_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`action` text NOT NULL,
	`language` text,
	`patterns` text NOT NULL,
	`is_active` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "watch_rules_kind_known" CHECK("kind" in ('words', 'links')),
	CONSTRAINT "watch_rules_action_known" CHECK("action" in ('flag', 'hold', 'refuse'))
);
--> statement-breakpoint
ALTER TABLE `posts` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `held_why` text;--> statement-breakpoint
CREATE INDEX `posts_waiting` ON `posts` (`id`) WHERE held_why is not null;