CREATE TABLE `poll_choices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`poll_id` integer NOT NULL,
	`place` integer NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `poll_choices_place` ON `poll_choices` (`poll_id`,`place`);--> statement-breakpoint
CREATE TABLE `poll_votes` (
	`poll_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`choice_id` integer NOT NULL,
	PRIMARY KEY(`poll_id`, `account_id`, `choice_id`),
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`choice_id`) REFERENCES `poll_choices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `poll_votes_account` ON `poll_votes` (`account_id`);--> statement-breakpoint
CREATE INDEX `poll_votes_choice` ON `poll_votes` (`choice_id`);--> statement-breakpoint
CREATE TABLE `polls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` integer NOT NULL,
	`question` text NOT NULL,
	`most` integer DEFAULT 1 NOT NULL,
	`ends_at` integer,
	`ended_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "polls_ended_by_known" CHECK("ended_by" in ('author', 'moderator'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `polls_post` ON `polls` (`post_id`);--> statement-breakpoint
CREATE TABLE `space_templates` (
	`space_id` integer NOT NULL,
	`form` text NOT NULL,
	`words` text NOT NULL,
	PRIMARY KEY(`space_id`, `form`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "space_templates_form_known" CHECK("form" in ('question', 'problem', 'discussion', 'showcase', 'journey', 'challenge', 'resource'))
);
