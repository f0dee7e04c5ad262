CREATE TABLE `link_previews` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`address` text NOT NULL,
	`host` text NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`line` text DEFAULT '' NOT NULL,
	`is_video` integer DEFAULT false NOT NULL,
	`picture` text,
	`width` integer DEFAULT 0 NOT NULL,
	`height` integer DEFAULT 0 NOT NULL,
	`looked_at` integer,
	`due_at` integer NOT NULL,
	`held_until` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_previews_address` ON `link_previews` (`address`);--> statement-breakpoint
CREATE UNIQUE INDEX `link_previews_picture` ON `link_previews` (`picture`);--> statement-breakpoint
CREATE INDEX `link_previews_due` ON `link_previews` (`due_at`);--> statement-breakpoint
CREATE INDEX `link_previews_host` ON `link_previews` (`host`,`looked_at`);--> statement-breakpoint
CREATE TABLE `post_links` (
	`post_id` integer NOT NULL,
	`preview_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `preview_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`preview_id`) REFERENCES `link_previews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_links_preview` ON `post_links` (`preview_id`);