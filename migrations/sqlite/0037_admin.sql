CREATE TABLE `setting_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`before` text,
	`after` text,
	`account_id` integer,
	`undoes` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `setting_changes_newest` ON `setting_changes` (`key`,`id`);--> statement-breakpoint
ALTER TABLE `spaces` ADD `place` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `accounts_affiliated` ON `accounts` (`affiliation`) WHERE affiliation <> '';