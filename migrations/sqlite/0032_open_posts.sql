CREATE TABLE `open_posts` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`opened_to` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "open_posts_opened_to_known" CHECK("opened_to" in ('new', 'known', 'regular')),
	CONSTRAINT "open_posts_opened_by_known" CHECK("opened_by" in ('author', 'moderator'))
);
