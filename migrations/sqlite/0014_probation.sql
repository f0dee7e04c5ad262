ALTER TABLE `threads` ADD `probation_key` real;--> statement-breakpoint
ALTER TABLE `threads` ADD `space_probation_key` real;--> statement-breakpoint
ALTER TABLE `threads` DROP COLUMN `probation_weight`;