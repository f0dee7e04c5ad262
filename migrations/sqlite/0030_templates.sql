CREATE TABLE `space_templates` (
	`space_id` integer NOT NULL,
	`form` text NOT NULL,
	`words` text NOT NULL,
	PRIMARY KEY(`space_id`, `form`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "space_templates_form_known" CHECK("form" in ('question', 'problem', 'discussion', 'showcase', 'journey', 'challenge', 'resource'))
);
