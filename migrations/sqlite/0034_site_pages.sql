CREATE TABLE `site_pages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`page` text NOT NULL,
	`language` text NOT NULL,
	`markdown` text NOT NULL,
	`editor_id` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`editor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "site_pages_page_known" CHECK("page" in ('about', 'rules', 'privacy', 'terms'))
);
--> statement-breakpoint
CREATE INDEX `site_pages_newest` ON `site_pages` (`page`,`language`,`id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`event_id` integer,
	`reason` text NOT NULL,
	`group_key` text NOT NULL,
	`actor_id` integer,
	`thread_id` integer,
	`post_id` integer,
	`space_id` integer,
	`ref_id` integer,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`untold_at` integer,
	`letter` text,
	`mailed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notifications_reason_known" CHECK("reason" in ('act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post', 'message', 'message_request', 'invitation', 'solved', 'reminder', 'edited', 'worked', 'helpful', 'thread', 'member', 'tag', 'space', 'search', 'duty'))
);
--> statement-breakpoint
INSERT INTO `__new_notifications`("id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "untold_at", "letter", "mailed_at") SELECT "id", "account_id", "event_id", "reason", "group_key", "actor_id", "thread_id", "post_id", "space_id", "ref_id", "created_at", "read_at", "untold_at", "letter", "mailed_at" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`account_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_newest` ON `notifications` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account_id`,`group_key`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_thread` ON `notifications` (`thread_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `notifications_post` ON `notifications` (`post_id`);--> statement-breakpoint
CREATE INDEX `notifications_at` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_to_mail` ON `notifications` (`created_at`) WHERE letter = 'at_once' and read_at is null and mailed_at is null;--> statement-breakpoint
INSERT INTO `site_pages` ("page", "language", "markdown", "created_at") SELECT 'rules', coalesce(json_extract("value", '$.languages[0]'), 'en'), json_extract("value", '$.rules'), cast(unixepoch() as integer) * 1000 FROM `settings` WHERE "key" = 'site' AND coalesce(json_extract("value", '$.rules'), '') <> '';--> statement-breakpoint
UPDATE `settings` SET "value" = json_set("value", '$.pages', json_object('rules', json_array(coalesce(json_extract("value", '$.languages[0]'), 'en')))) WHERE "key" = 'site' AND coalesce(json_extract("value", '$.rules'), '') <> '';--> statement-breakpoint
UPDATE `settings` SET "value" = json_remove("value", '$.rules') WHERE "key" = 'site';
