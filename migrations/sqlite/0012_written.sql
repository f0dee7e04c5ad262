ALTER TABLE `spaces` ADD `language` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `maths` integer DEFAULT false NOT NULL;