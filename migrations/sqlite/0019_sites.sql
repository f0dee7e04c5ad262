CREATE TABLE `post_hosts` (
	`post_id` integer NOT NULL,
	`host` text NOT NULL,
	PRIMARY KEY(`post_id`, `host`)
);
--> statement-breakpoint
CREATE INDEX `post_hosts_host` ON `post_hosts` (`host`,`post_id`);