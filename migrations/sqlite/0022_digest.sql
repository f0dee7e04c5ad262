ALTER TABLE `accounts` ADD `mail_times` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `digest_at` integer;--> statement-breakpoint
CREATE INDEX `accounts_digest` ON `accounts` (`digest_at`) WHERE digest_at is not null;