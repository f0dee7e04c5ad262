CREATE TABLE `ballots` (
	`nomination_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`is_yes` integer NOT NULL,
	PRIMARY KEY(`nomination_id`, `account_id`),
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ballots_account` ON `ballots` (`account_id`);--> statement-breakpoint
CREATE TABLE `nomination_seconds` (
	`nomination_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`nomination_id`, `account_id`),
	FOREIGN KEY (`nomination_id`) REFERENCES `nominations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `nomination_seconds_account` ON `nomination_seconds` (`account_id`);--> statement-breakpoint
CREATE TABLE `nominations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`space_id` integer NOT NULL,
	`nominee_id` integer,
	`nominator_id` integer,
	`why` text NOT NULL,
	`state` text DEFAULT 'proposed' NOT NULL,
	`seconds_needed` integer NOT NULL,
	`accepted_at` integer,
	`voting_at` integer,
	`ends_at` integer NOT NULL,
	`entitled` integer,
	`yes` integer,
	`no` integer,
	`objector_id` integer,
	`objection` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nominee_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`nominator_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`objector_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "nominations_state_known" CHECK("state" in ('proposed', 'voting', 'elected', 'not_elected', 'declined', 'objected', 'lapsed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `nominations_open` ON `nominations` (`space_id`,`nominee_id`) WHERE state in ('proposed', 'voting');--> statement-breakpoint
CREATE INDEX `nominations_space` ON `nominations` (`space_id`,`id`);--> statement-breakpoint
CREATE INDEX `nominations_due` ON `nominations` (`state`,`ends_at`);--> statement-breakpoint
CREATE INDEX `nominations_nominee` ON `nominations` (`nominee_id`);--> statement-breakpoint
CREATE INDEX `nominations_nominator` ON `nominations` (`nominator_id`);--> statement-breakpoint
CREATE TABLE `person_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`author_id` integer,
	`space_id` integer,
	`words` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `person_notes_account` ON `person_notes` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `person_notes_author` ON `person_notes` (`author_id`);--> statement-breakpoint
ALTER TABLE `audit_log` ADD `space_id` integer;--> statement-breakpoint
ALTER TABLE `audit_log` ADD `act` text;--> statement-breakpoint
CREATE INDEX `audit_log_space` ON `audit_log` (`space_id`,`number`);--> statement-breakpoint
CREATE INDEX `audit_log_act` ON `audit_log` (`act`,`number`);--> statement-breakpoint
CREATE INDEX `audit_log_kind` ON `audit_log` (`kind`,`at`);--> statement-breakpoint
CREATE INDEX `acts_created` ON `acts` (`created_at`);--> statement-breakpoint
CREATE INDEX `appeals_decided` ON `appeals` (`decided_at`);--> statement-breakpoint
CREATE INDEX `cases_decided` ON `cases` (`decided_at`);--> statement-breakpoint
CREATE INDEX `notices_confirmed` ON `notices` (`confirmed_at`);--> statement-breakpoint
UPDATE `audit_log` SET `act` = json_extract(`facts`, '$.act') WHERE json_valid(`facts`);--> statement-breakpoint
UPDATE `audit_log` SET `space_id` = (SELECT min(s.`id`) FROM `spaces` s WHERE s.`slug` = json_extract(`audit_log`.`facts`, '$.space')) WHERE json_valid(`facts`) AND `kind` IN ('moderated', 'appeal_decided');--> statement-breakpoint
UPDATE `audit_log` SET `space_id` = (SELECT min(s.`id`) FROM `spaces` s WHERE s.`name` = json_extract(`audit_log`.`facts`, '$.space')) WHERE json_valid(`facts`) AND `kind` IN ('space_kept', 'role_changed', 'space_overridden');--> statement-breakpoint
UPDATE `audit_log` SET `space_id` = (SELECT t.`space_id` FROM `threads` t WHERE t.`id` = json_extract(`audit_log`.`facts`, '$.thread')) WHERE json_valid(`facts`) AND `space_id` IS NULL AND json_extract(`facts`, '$.thread') IS NOT NULL;
