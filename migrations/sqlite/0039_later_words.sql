ALTER TABLE `messages` ADD `changed_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `taken_back_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `earlier` text;--> statement-breakpoint
CREATE INDEX `messages_earlier` ON `messages` (`created_at`) WHERE earlier is not null;