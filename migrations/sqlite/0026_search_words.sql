CREATE TABLE `known_word_grams` (
	`gram` text NOT NULL,
	`word_id` integer NOT NULL,
	PRIMARY KEY(`gram`, `word_id`),
	FOREIGN KEY (`word_id`) REFERENCES `known_words`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_word_grams_word` ON `known_word_grams` (`word_id`);--> statement-breakpoint
CREATE TABLE `known_words` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term` text NOT NULL,
	`posts` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `known_words_term` ON `known_words` (`term`);--> statement-breakpoint
CREATE INDEX `known_words_posts` ON `known_words` (`posts`);--> statement-breakpoint
CREATE TABLE `post_words` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`length` integer NOT NULL,
	`title` text NOT NULL,
	`often` text NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- Titles and tags by themselves: there are few of them, and a word in one tells most.
CREATE VIRTUAL TABLE search_titles USING fts5(title, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mc Mn'");
