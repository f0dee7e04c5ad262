CREATE TABLE `join_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`space_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`words` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "join_requests_state_known" CHECK("state" in ('open', 'granted', 'refused'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `join_requests_once` ON `join_requests` (`space_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `join_requests_account` ON `join_requests` (`account_id`);--> statement-breakpoint
CREATE TABLE `seconds` (
	`proposal_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`proposal_id`, `account_id`),
	FOREIGN KEY (`proposal_id`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seconds_account` ON `seconds` (`account_id`);--> statement-breakpoint
ALTER TABLE `spaces` ADD `rules` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `join_code` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `join_question` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `archived_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `spaces_join` ON `spaces` (`join_code`);