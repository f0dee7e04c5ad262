CREATE TABLE `act_reasons` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text,
	`rule` text DEFAULT '' NOT NULL,
	`is_active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `acts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target` text NOT NULL,
	`verb` text NOT NULL,
	`actor_id` integer,
	`is_automated` integer DEFAULT false NOT NULL,
	`space_id` integer,
	`thread_id` integer,
	`post_id` integer,
	`account_id` integer,
	`reason` text,
	`rule` text,
	`note` text DEFAULT '' NOT NULL,
	`facts` text,
	`until` integer,
	`key_hash` text,
	`undoes_id` integer,
	`undone_by_id` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undoes_id`) REFERENCES `acts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by_id`) REFERENCES `acts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "acts_target_known" CHECK("target" in ('post', 'thread', 'member'))
);
--> statement-breakpoint
CREATE INDEX `acts_account` ON `acts` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `acts_post` ON `acts` (`post_id`,`id`);--> statement-breakpoint
CREATE INDEX `acts_thread` ON `acts` (`thread_id`,`id`);--> statement-breakpoint
CREATE INDEX `acts_actor` ON `acts` (`actor_id`,`id`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`act_id` integer NOT NULL,
	`account_id` integer,
	`words` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`decision` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`act_id`) REFERENCES `acts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeals_state_known" CHECK("state" in ('open', 'upheld', 'dismissed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_act` ON `appeals` (`act_id`);--> statement-breakpoint
CREATE INDEX `appeals_state` ON `appeals` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `post_places` (
	`thread_id` integer NOT NULL,
	`number` integer NOT NULL,
	`post_id` integer NOT NULL,
	`kind` text NOT NULL,
	`parent_id` integer,
	`to_id` integer,
	PRIMARY KEY(`thread_id`, `number`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "post_places_kind_known" CHECK("kind" in ('opening', 'answer', 'note', 'milestone', 'update', 'post', 'reply'))
);
--> statement-breakpoint
CREATE INDEX `post_places_post` ON `post_places` (`post_id`);--> statement-breakpoint
CREATE TABLE `silences` (
	`account_id` integer NOT NULL,
	`space_id` integer NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`account_id`, `space_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `suspended_until` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `spaces` ADD `slow_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `slow_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `pinned_until` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `unlisted_at` integer;--> statement-breakpoint
CREATE INDEX `threads_pinned` ON `threads` (`space_id`,`pinned_until`) WHERE pinned_until is not null;
--> statement-breakpoint
-- A label follows its post into another thread, to where the post stands; nothing else of it ever changes.
DROP TRIGGER post_labels_no_update;--> statement-breakpoint
CREATE TRIGGER post_labels_no_update BEFORE UPDATE ON post_labels
WHEN NEW.post_id IS NOT OLD.post_id OR NEW.brand_id IS NOT OLD.brand_id OR NEW.brand_name IS NOT OLD.brand_name
	OR NEW.label IS NOT OLD.label OR NEW.grant_id IS NOT OLD.grant_id OR NEW.at IS NOT OLD.at
	OR NOT EXISTS (SELECT 1 FROM posts WHERE id = NEW.post_id AND thread_id = NEW.thread_id AND number = NEW.number)
	OR EXISTS (SELECT 1 FROM post_labels WHERE thread_id = NEW.thread_id AND number = NEW.number AND post_id <> OLD.post_id) BEGIN
	SELECT RAISE(ABORT, 'a label never changes');
END;
