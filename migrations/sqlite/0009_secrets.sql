CREATE TABLE `known_devices` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_devices_account` ON `known_devices` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_ups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`language` text,
	`link_hash` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_ups_email` ON `sign_ups` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ups_link` ON `sign_ups` (`link_hash`);--> statement-breakpoint
-- Tokens from before could do everything and had no end: they keep the first, and end in 90 days.
CREATE TABLE `__new_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`scope` text,
	`email` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tokens_purpose_known" CHECK("purpose" in ('verify', 'reset', 'api', 'back')),
	CONSTRAINT "tokens_scope_known" CHECK("scope" in ('read', 'write', 'office'))
);
--> statement-breakpoint
INSERT INTO `__new_tokens`("hash", "account_id", "purpose", "label", "scope", "email", "created_at", "expires_at", "used_at") SELECT "hash", "account_id", "purpose", "label",
	CASE WHEN "purpose" = 'api' THEN 'office' END, "email", "created_at",
	CASE WHEN "purpose" = 'api' THEN coalesce("expires_at", CAST(strftime('%s', 'now') AS integer) * 1000 + 7776000000) ELSE "expires_at" END,
	"used_at" FROM `tokens`;--> statement-breakpoint
DROP TABLE `tokens`;--> statement-breakpoint
ALTER TABLE `__new_tokens` RENAME TO `tokens`;--> statement-breakpoint
CREATE INDEX `tokens_account` ON `tokens` (`account_id`,`purpose`);