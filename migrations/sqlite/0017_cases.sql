CREATE TABLE `cases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text DEFAULT 'conduct' NOT NULL,
	`target` text NOT NULL,
	`subject_id` integer NOT NULL,
	`space_id` integer,
	`thread_id` integer,
	`post_id` integer,
	`account_id` integer,
	`text` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`report_count` integer DEFAULT 0 NOT NULL,
	`queue_at` integer NOT NULL,
	`claimed_by` integer,
	`claimed_until` integer,
	`decided_by` integer,
	`decision` text,
	`act_id` integer,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claimed_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`act_id`) REFERENCES `acts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cases_kind_known" CHECK("kind" in ('conduct', 'edit')),
	CONSTRAINT "cases_target_known" CHECK("target" in ('post', 'thread', 'member', 'space')),
	CONSTRAINT "cases_state_known" CHECK("state" in ('open', 'upheld', 'dismissed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open` ON `cases` (`kind`,`target`,`subject_id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `cases_queue` ON `cases` (`state`,`queue_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_subject` ON `cases` (`target`,`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_account` ON `cases` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target` text NOT NULL,
	`subject_id` integer NOT NULL,
	`address` text NOT NULL,
	`why` text NOT NULL,
	`name` text,
	`email` text,
	`is_abuse` integer DEFAULT false NOT NULL,
	`language` text,
	`link_hash` text,
	`report_id` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notices_target_known" CHECK("target" in ('post', 'thread', 'member', 'space'))
);
--> statement-breakpoint
CREATE INDEX `notices_link` ON `notices` (`link_hash`);--> statement-breakpoint
CREATE INDEX `notices_report` ON `notices` (`report_id`);--> statement-breakpoint
-- Reports of one post that wait are one case from now on; each that was decided is a case of its own. A case has the
-- number of its first report, by which its reports find it.
INSERT INTO cases (id, kind, target, subject_id, space_id, thread_id, post_id, account_id, text, state, report_count, queue_at, created_at)
SELECT min(r.id), 'conduct', 'post', p.id, t.space_id, t.id, p.id, p.author_id, p.markdown, 'open',
	count(distinct r.reporter_id) + count(distinct r.contact), min(r.created_at), min(r.created_at)
FROM reports r JOIN posts p ON p.id = r.post_id JOIN threads t ON t.id = p.thread_id
WHERE r.state = 'open' GROUP BY p.id, t.space_id, t.id, p.author_id, p.markdown;
--> statement-breakpoint
INSERT INTO cases (id, kind, target, subject_id, space_id, thread_id, post_id, account_id, text, state, report_count, queue_at, decided_by, decision, created_at, decided_at)
SELECT r.id, 'conduct', 'post', p.id, t.space_id, t.id, p.id, p.author_id, p.markdown, r.state, 1, r.created_at,
	r.decided_by, r.decision, r.created_at, r.decided_at
FROM reports r JOIN posts p ON p.id = r.post_id JOIN threads t ON t.id = p.thread_id WHERE r.state <> 'open';
--> statement-breakpoint
CREATE TABLE `__new_reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`post_id` integer,
	`reporter_id` integer,
	`contact` text,
	`language` text,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`proposal` text,
	`brand_id` integer,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`decision` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_reason_known" CHECK("reason" in ('spam', 'unkind', 'harm', 'off_topic', 'duplicate', 'undisclosed_affiliation', 'advertising', 'illegal', 'private_data', 'other')),
	CONSTRAINT "reports_state_known" CHECK("state" in ('open', 'upheld', 'dismissed'))
);
--> statement-breakpoint
INSERT INTO `__new_reports`("id", "case_id", "post_id", "reporter_id", "contact", "reason", "evidence", "brand_id", "state", "decided_by", "decision", "created_at", "decided_at")
SELECT "id", CASE WHEN "state" = 'open' THEN (SELECT min(o.id) FROM reports o WHERE o.post_id = reports.post_id AND o.state = 'open') ELSE "id" END,
	"post_id", "reporter_id", "contact", "reason", "evidence", "brand_id", "state", "decided_by", "decision", "created_at", "decided_at" FROM `reports`;--> statement-breakpoint
DROP TABLE `reports`;--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`case_id`,`reporter_id`,`reason`);--> statement-breakpoint
CREATE INDEX `reports_state` ON `reports` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `reports_reporter` ON `reports` (`reporter_id`,`id`);