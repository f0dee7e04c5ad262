CREATE TABLE `join_link_uses` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`join_link_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`join_link_id`) REFERENCES `join_links`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `join_link_uses_link` ON `join_link_uses` (`join_link_id`);--> statement-breakpoint
CREATE TABLE `join_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`secret_hash` text NOT NULL,
	`made_by` integer,
	`note` text DEFAULT '' NOT NULL,
	`email` text,
	`uses` integer NOT NULL,
	`uses_left` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`made_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `join_links_secret` ON `join_links` (`secret_hash`);--> statement-breakpoint
ALTER TABLE `sign_ups` ADD `join_link_id` integer REFERENCES join_links(id);