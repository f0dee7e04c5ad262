-- The database says what the code says: tables and columns have the names that the code uses, each closed set of words
-- is checked, and what points at a row is a key. SQLite changes neither checks nor keys in place, so tables are
-- built anew; their triggers go with them and are made again at the end. Keys are off meanwhile (store/migrate-sqlite.ts).
DROP TRIGGER `post_labels_no_update`;
--> statement-breakpoint
DROP TRIGGER `post_labels_no_delete`;
--> statement-breakpoint
DROP TRIGGER `post_labels_no_replace`;
--> statement-breakpoint
DROP TRIGGER `grants_staff_only_insert`;
--> statement-breakpoint
DROP TRIGGER `grants_staff_only_update`;
--> statement-breakpoint
DROP TRIGGER `accounts_staff_stays`;
--> statement-breakpoint
DROP TRIGGER `accounts_staff_insert`;
--> statement-breakpoint
ALTER TABLE `entries` RENAME TO `participants`;
--> statement-breakpoint
DROP INDEX `entries_account`;
--> statement-breakpoint
CREATE INDEX `participants_account` ON `participants` (`account_id`);
--> statement-breakpoint
ALTER TABLE `attempts` RENAME TO `rate_limit_tries`;
--> statement-breakpoint
DROP INDEX `attempts_bucket`;
--> statement-breakpoint
DROP INDEX `attempts_at`;
--> statement-breakpoint
CREATE INDEX `rate_limit_tries_bucket` ON `rate_limit_tries` (`bucket`,`at`);
--> statement-breakpoint
CREATE INDEX `rate_limit_tries_at` ON `rate_limit_tries` (`at`);
--> statement-breakpoint
-- What was decided by, said to or marked by nobody who is there is decided by, said to or marked by nobody.
UPDATE `accounts` SET `merged_into` = NULL WHERE `merged_into` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `claims` SET `decided_by` = NULL WHERE `decided_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `outbox` SET `account_id` = NULL WHERE `account_id` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `threads` SET `hidden_by` = NULL WHERE `hidden_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `threads` SET `moved_to_id` = NULL WHERE `moved_to_id` NOT IN (SELECT `id` FROM `threads`);
--> statement-breakpoint
UPDATE `posts` SET `parent_id` = NULL WHERE `parent_id` NOT IN (SELECT `id` FROM `posts`);
--> statement-breakpoint
UPDATE `posts` SET `to_id` = NULL WHERE `to_id` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `posts` SET `hidden_by` = NULL WHERE `hidden_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `revisions` SET `editor_id` = NULL WHERE `editor_id` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `grants` SET `proposed_by` = NULL WHERE `proposed_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `grants` SET `confirmed_by` = NULL WHERE `confirmed_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `reports` SET `reporter_id` = NULL WHERE `reporter_id` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `reports` SET `decided_by` = NULL WHERE `decided_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
UPDATE `proposals` SET `decided_by` = NULL WHERE `decided_by` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
DELETE FROM `once_keys` WHERE `account_id` NOT IN (SELECT `id` FROM `accounts`);
--> statement-breakpoint
-- A mark that was taken back is one with a time; when it was, nobody knows any more.
DELETE FROM `marks` WHERE `kind` LIKE 'un\_%' ESCAPE '\' AND EXISTS (
	SELECT 1 FROM `marks` AS `again` WHERE `again`.`post_id` = `marks`.`post_id` AND `again`.`account_id` = `marks`.`account_id`
		AND `again`.`kind` = substr(`marks`.`kind`, 4)
);
--> statement-breakpoint
UPDATE `marks` SET `kind` = substr(`kind`, 4), `taken_back_at` = `at` WHERE `kind` LIKE 'un\_%' ESCAPE '\';
--> statement-breakpoint
CREATE TABLE `__new_accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`email` text,
	`email_verified_at` integer,
	`password_hash` text,
	`role` text DEFAULT 'member' NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`affiliation` text DEFAULT '' NOT NULL,
	`invitable` integer DEFAULT true NOT NULL,
	`language` text,
	`theme` text,
	`solved_count` integer DEFAULT 0 NOT NULL,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`helpful_count` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`merged_into` integer,
	`heard_at` integer,
	`erased_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`merged_into`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "accounts_role_known" CHECK("role" in ('member', 'staff', 'moderator', 'admin')),
	CONSTRAINT "accounts_theme_known" CHECK("theme" in ('auto', 'light', 'dark'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_accounts', `seq` FROM `sqlite_sequence` WHERE `name` = 'accounts';
--> statement-breakpoint
INSERT INTO `__new_accounts` (`id`, `name`, `slug`, `email`, `email_verified_at`, `password_hash`, `role`, `bio`, `affiliation`, `invitable`, `language`, `theme`, `solved_count`, `worked_count`, `helpful_count`, `version`, `source`, `external_id`, `merged_into`, `heard_at`, `erased_at`, `created_at`) SELECT `id`, `name`, `slug`, `email`, `email_verified_at`, `password_hash`, `role`, `bio`, `affiliation`, `invitable`, `language`, `theme`, `solved_count`, `worked_count`, `helpful_count`, `version`, `source`, `external_id`, `merged_into`, `heard_at`, `erased_at`, `created_at` FROM `accounts`;
--> statement-breakpoint
DROP TABLE `accounts`;
--> statement-breakpoint
ALTER TABLE `__new_accounts` RENAME TO `accounts`;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_slug` ON `accounts` (`slug`);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email`);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_external` ON `accounts` (`source`,`external_id`);
--> statement-breakpoint
CREATE TABLE `__new_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`email` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tokens_purpose_known" CHECK("purpose" in ('verify', 'reset', 'api'))
);
--> statement-breakpoint
INSERT INTO `__new_tokens` (`hash`, `account_id`, `purpose`, `label`, `email`, `created_at`, `expires_at`, `used_at`) SELECT `hash`, `account_id`, `purpose`, `label`, `email`, `created_at`, `expires_at`, `used_at` FROM `tokens`;
--> statement-breakpoint
DROP TABLE `tokens`;
--> statement-breakpoint
ALTER TABLE `__new_tokens` RENAME TO `tokens`;
--> statement-breakpoint
CREATE INDEX `tokens_account` ON `tokens` (`account_id`,`purpose`);
--> statement-breakpoint
CREATE TABLE `__new_claims` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`imported_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`evidence` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`imported_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claims_state_known" CHECK("state" in ('open', 'granted', 'refused'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_claims', `seq` FROM `sqlite_sequence` WHERE `name` = 'claims';
--> statement-breakpoint
INSERT INTO `__new_claims` (`id`, `imported_id`, `account_id`, `evidence`, `state`, `decided_by`, `created_at`, `decided_at`) SELECT `id`, `imported_id`, `account_id`, `evidence`, `state`, `decided_by`, `created_at`, `decided_at` FROM `claims`;
--> statement-breakpoint
DROP TABLE `claims`;
--> statement-breakpoint
ALTER TABLE `__new_claims` RENAME TO `claims`;
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_pair` ON `claims` (`imported_id`,`account_id`);
--> statement-breakpoint
CREATE INDEX `claims_state` ON `claims` (`state`,`id`);
--> statement-breakpoint
CREATE TABLE `__new_mail_queue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recipient` text NOT NULL,
	`sender` text,
	`template` text,
	`facts` text,
	`language` text,
	`account_id` integer,
	`event_id` integer,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`sent_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_mail_queue', `seq` FROM `sqlite_sequence` WHERE `name` = 'outbox';
--> statement-breakpoint
INSERT INTO `__new_mail_queue` (`id`, `recipient`, `sender`, `template`, `facts`, `language`, `account_id`, `event_id`, `subject`, `body`, `created_at`, `due_at`, `attempts`, `last_error`, `sent_at`) SELECT `id`, `recipient`, `sender`, `template`, `facts`, `language`, `account_id`, `event_id`, `subject`, `body`, `created_at`, `due_at`, `attempts`, `last_error`, `sent_at` FROM `outbox`;
--> statement-breakpoint
DROP TABLE `outbox`;
--> statement-breakpoint
ALTER TABLE `__new_mail_queue` RENAME TO `mail_queue`;
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_queue_once` ON `mail_queue` (`event_id`,`recipient`);
--> statement-breakpoint
CREATE INDEX `mail_queue_due` ON `mail_queue` (`due_at`) WHERE sent_at is null;
--> statement-breakpoint
CREATE TABLE `__new_idempotency_keys` (
	`account_id` integer NOT NULL,
	`key` text NOT NULL,
	`content_hash` text,
	`result` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_idempotency_keys` (`account_id`, `key`, `content_hash`, `result`, `at`) SELECT `account_id`, `key`, `content_hash`, `result`, `at` FROM `once_keys`;
--> statement-breakpoint
DROP TABLE `once_keys`;
--> statement-breakpoint
ALTER TABLE `__new_idempotency_keys` RENAME TO `idempotency_keys`;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_at` ON `idempotency_keys` (`at`);
--> statement-breakpoint
CREATE TABLE `__new_spaces` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`charter` text NOT NULL,
	`access` text DEFAULT 'public' NOT NULL,
	`override_reason` text,
	`forms` text,
	`half_life_hours` integer,
	`usual_wait` integer,
	`thread_count` integer DEFAULT 0 NOT NULL,
	`post_count` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`created_at` integer NOT NULL,
	CONSTRAINT "spaces_kind_known" CHECK("kind" in ('problem', 'belief', 'craft', 'aspiration')),
	CONSTRAINT "spaces_access_known" CHECK("access" in ('public', 'members', 'private'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_spaces', `seq` FROM `sqlite_sequence` WHERE `name` = 'spaces';
--> statement-breakpoint
INSERT INTO `__new_spaces` (`id`, `slug`, `name`, `kind`, `charter`, `access`, `override_reason`, `forms`, `half_life_hours`, `usual_wait`, `thread_count`, `post_count`, `version`, `source`, `created_at`) SELECT `id`, `slug`, `name`, `kind`, `charter`, `access`, `override_reason`, `forms`, `half_life_hours`, `usual_wait`, `thread_count`, `post_count`, `version`, `source`, `created_at` FROM `spaces`;
--> statement-breakpoint
DROP TABLE `spaces`;
--> statement-breakpoint
ALTER TABLE `__new_spaces` RENAME TO `spaces`;
--> statement-breakpoint
CREATE UNIQUE INDEX `spaces_slug` ON `spaces` (`slug`);
--> statement-breakpoint
CREATE TABLE `__new_space_roles` (
	`space_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`granted_by` integer,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`space_id`, `account_id`, `role`),
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`granted_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "space_roles_role_known" CHECK("role" in ('moderator'))
);
--> statement-breakpoint
INSERT INTO `__new_space_roles` (`space_id`, `account_id`, `role`, `granted_by`, `granted_at`) SELECT `space_id`, `account_id`, `role`, `granted_by`, `granted_at` FROM `space_roles`;
--> statement-breakpoint
DROP TABLE `space_roles`;
--> statement-breakpoint
ALTER TABLE `__new_space_roles` RENAME TO `space_roles`;
--> statement-breakpoint
CREATE INDEX `space_roles_account` ON `space_roles` (`account_id`);
--> statement-breakpoint
CREATE TABLE `__new_threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`space_id` integer NOT NULL,
	`author_id` integer,
	`author_label` text,
	`form` text NOT NULL,
	`affiliation` text,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`excerpt` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`tag_names` text NOT NULL,
	`next_number` integer DEFAULT 1 NOT NULL,
	`top_count` integer DEFAULT 0 NOT NULL,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`answer_count` integer DEFAULT 0 NOT NULL,
	`accepted_count` integer DEFAULT 0 NOT NULL,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`me_too_count` integer DEFAULT 0 NOT NULL,
	`me_too_recent` integer DEFAULT 0 NOT NULL,
	`note_count` integer DEFAULT 0 NOT NULL,
	`settled_count` integer DEFAULT 0 NOT NULL,
	`thank_count` integer DEFAULT 0 NOT NULL,
	`early_access_by` text,
	`early_access_reason` text,
	`early_access_at` integer,
	`opens_at` integer,
	`closes_at` integer,
	`finished_at` integer,
	`details` text,
	`picture` text,
	`participant_count` integer DEFAULT 1 NOT NULL,
	`rank_key` real,
	`space_rank_key` real,
	`rank_facts` text,
	`probation_weight` real DEFAULT 0 NOT NULL,
	`needs_answer` integer DEFAULT false NOT NULL,
	`needs_key` integer DEFAULT 0 NOT NULL,
	`rotates_at` integer,
	`first_seen_at` integer,
	`visible` integer DEFAULT true NOT NULL,
	`hidden_at` integer,
	`hidden_by` integer,
	`hidden_reason` text,
	`locked_at` integer,
	`moved_to_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`created_at` integer NOT NULL,
	`last_post_at` integer NOT NULL,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hidden_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`moved_to_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "threads_form_known" CHECK("form" in ('question', 'problem', 'discussion', 'showcase', 'journey', 'challenge', 'resource', 'prompt', 'open_hour')),
	CONSTRAINT "threads_state_known" CHECK("state" in ('open', 'noted', 'answered', 'settled', 'solved', 'finished')),
	CONSTRAINT "threads_early_access_by_known" CHECK("early_access_by" in ('asker', 'moderator'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_threads', `seq` FROM `sqlite_sequence` WHERE `name` = 'threads';
--> statement-breakpoint
INSERT INTO `__new_threads` (`id`, `space_id`, `author_id`, `author_label`, `form`, `affiliation`, `title`, `slug`, `excerpt`, `state`, `tag_names`, `next_number`, `top_count`, `reply_count`, `answer_count`, `accepted_count`, `worked_count`, `me_too_count`, `me_too_recent`, `note_count`, `settled_count`, `thank_count`, `early_access_by`, `early_access_reason`, `early_access_at`, `opens_at`, `closes_at`, `finished_at`, `details`, `picture`, `participant_count`, `rank_key`, `space_rank_key`, `rank_facts`, `probation_weight`, `needs_answer`, `needs_key`, `rotates_at`, `first_seen_at`, `visible`, `hidden_at`, `hidden_by`, `hidden_reason`, `locked_at`, `moved_to_id`, `version`, `source`, `external_id`, `created_at`, `last_post_at`) SELECT `id`, `space_id`, `author_id`, `author_label`, `form`, `affiliation`, `title`, `slug`, `excerpt`, `state`, `tag_names`, `next_number`, `top_count`, `reply_count`, `answer_count`, `accepted_count`, `worked_count`, `me_too_count`, `me_too_recent`, `note_count`, `settled_count`, `thank_count`, `door_by`, `door_reason`, `door_at`, `opens_at`, `closes_at`, `finished_at`, `details`, `picture`, `participant_count`, `rank_key`, `space_rank_key`, `rank_facts`, `fresh_weight`, `needs_answer`, `needs_key`, `needs_turn_at`, `first_seen_at`, `visible`, `hidden_at`, `hidden_by`, `hidden_reason`, `locked_at`, `moved_to_id`, `version`, `source`, `external_id`, `created_at`, `last_post_at` FROM `threads`;
--> statement-breakpoint
DROP TABLE `threads`;
--> statement-breakpoint
ALTER TABLE `__new_threads` RENAME TO `threads`;
--> statement-breakpoint
CREATE INDEX `threads_new` ON `threads` (`created_at`,`id`) WHERE visible;
--> statement-breakpoint
CREATE INDEX `threads_space_new` ON `threads` (`space_id`,`created_at`,`id`) WHERE visible;
--> statement-breakpoint
CREATE INDEX `threads_needs` ON `threads` (`needs_key`,`id`) WHERE needs_answer;
--> statement-breakpoint
CREATE INDEX `threads_space_needs` ON `threads` (`space_id`,`needs_key`,`id`) WHERE needs_answer;
--> statement-breakpoint
CREATE INDEX `threads_rank` ON `threads` (`rank_key`,`id`) WHERE rank_key is not null;
--> statement-breakpoint
CREATE INDEX `threads_space_rank` ON `threads` (`space_id`,`space_rank_key`,`id`) WHERE rank_key is not null;
--> statement-breakpoint
CREATE INDEX `threads_space_forum_rank` ON `threads` (`space_id`,`rank_key`,`id`) WHERE rank_key is not null;
--> statement-breakpoint
CREATE INDEX `threads_author_rank` ON `threads` (`author_id`,`rank_key`,`id`) WHERE rank_key is not null;
--> statement-breakpoint
CREATE INDEX `threads_rotation` ON `threads` (`rotates_at`) WHERE needs_answer;
--> statement-breakpoint
CREATE INDEX `threads_author` ON `threads` (`author_id`,`created_at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `threads_external` ON `threads` (`source`,`external_id`);
--> statement-breakpoint
CREATE TABLE `__new_posts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`parent_id` integer,
	`author_id` integer,
	`author_label` text,
	`affiliation` text,
	`kind` text NOT NULL,
	`to_id` integer,
	`is_on_probation` integer DEFAULT false NOT NULL,
	`title` text,
	`number` integer NOT NULL,
	`place_key` integer DEFAULT 0 NOT NULL,
	`markdown` text NOT NULL,
	`html` text NOT NULL,
	`accepted_at` integer,
	`settled_at` integer,
	`outdated_at` integer,
	`worked_count` integer DEFAULT 0 NOT NULL,
	`worked_recent` integer DEFAULT 0 NOT NULL,
	`helpful_count` integer DEFAULT 0 NOT NULL,
	`imported_helpful` integer DEFAULT 0 NOT NULL,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`source` text,
	`external_id` text,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`withdrawn_at` integer,
	`hidden_at` integer,
	`hidden_by` integer,
	`hidden_reason` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hidden_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "posts_kind_known" CHECK("kind" in ('opening', 'answer', 'note', 'milestone', 'update', 'post', 'reply'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_posts', `seq` FROM `sqlite_sequence` WHERE `name` = 'posts';
--> statement-breakpoint
INSERT INTO `__new_posts` (`id`, `thread_id`, `parent_id`, `author_id`, `author_label`, `affiliation`, `kind`, `to_id`, `is_on_probation`, `title`, `number`, `place_key`, `markdown`, `html`, `accepted_at`, `settled_at`, `outdated_at`, `worked_count`, `worked_recent`, `helpful_count`, `imported_helpful`, `reply_count`, `revision`, `source`, `external_id`, `created_at`, `edited_at`, `withdrawn_at`, `hidden_at`, `hidden_by`, `hidden_reason`) SELECT `id`, `thread_id`, `parent_id`, `author_id`, `author_label`, `affiliation`, `kind`, `to_id`, `is_fresh`, `title`, `number`, `place_key`, `markdown`, `html`, `accepted_at`, `settled_at`, `outdated_at`, `worked_count`, `worked_recent`, `helpful_count`, `imported_helpful`, `reply_count`, `revision`, `source`, `external_id`, `created_at`, `edited_at`, `withdrawn_at`, `hidden_at`, `hidden_by`, `hidden_reason` FROM `posts`;
--> statement-breakpoint
DROP TABLE `posts`;
--> statement-breakpoint
ALTER TABLE `__new_posts` RENAME TO `posts`;
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_number` ON `posts` (`thread_id`,`number`);
--> statement-breakpoint
CREATE INDEX `posts_place` ON `posts` (`thread_id`,`place_key`,`number`) WHERE parent_id is null;
--> statement-breakpoint
CREATE INDEX `posts_replies` ON `posts` (`parent_id`,`place_key`) WHERE parent_id is not null;
--> statement-breakpoint
CREATE INDEX `posts_created` ON `posts` (`created_at`);
--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`created_at`,`id`);
--> statement-breakpoint
CREATE INDEX `posts_participants` ON `posts` (`thread_id`,`author_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_external` ON `posts` (`source`,`external_id`);
--> statement-breakpoint
CREATE TABLE `__new_revisions` (
	`post_id` integer NOT NULL,
	`number` integer NOT NULL,
	`editor_id` integer,
	`title` text,
	`tag_names` text,
	`markdown` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `number`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`editor_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_revisions` (`post_id`, `number`, `editor_id`, `title`, `tag_names`, `markdown`, `at`) SELECT `post_id`, `number`, `editor_id`, `title`, `tag_names`, `markdown`, `at` FROM `revisions`;
--> statement-breakpoint
DROP TABLE `revisions`;
--> statement-breakpoint
ALTER TABLE `__new_revisions` RENAME TO `revisions`;
--> statement-breakpoint
CREATE TABLE `__new_marks` (
	`post_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`thread_id` integer NOT NULL,
	`is_on_probation` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL,
	`taken_back_at` integer,
	PRIMARY KEY(`post_id`, `kind`, `account_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "marks_kind_known" CHECK("kind" in ('accept', 'settled', 'worked', 'helpful', 'me_too', 'outdated'))
);
--> statement-breakpoint
INSERT INTO `__new_marks` (`post_id`, `account_id`, `kind`, `thread_id`, `is_on_probation`, `at`, `taken_back_at`) SELECT `post_id`, `account_id`, `kind`, `thread_id`, `is_fresh`, `at`, `taken_back_at` FROM `marks`;
--> statement-breakpoint
DROP TABLE `marks`;
--> statement-breakpoint
ALTER TABLE `__new_marks` RENAME TO `marks`;
--> statement-breakpoint
CREATE INDEX `marks_mine` ON `marks` (`account_id`,`thread_id`);
--> statement-breakpoint
CREATE INDEX `marks_thread` ON `marks` (`thread_id`,`at`);
--> statement-breakpoint
CREATE INDEX `marks_at` ON `marks` (`at`);
--> statement-breakpoint
CREATE TABLE `__new_follows` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `target_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follows_kind_known" CHECK("kind" in ('space', 'tag', 'member'))
);
--> statement-breakpoint
INSERT INTO `__new_follows` (`account_id`, `kind`, `target_id`, `created_at`) SELECT `account_id`, `kind`, `target_id`, `created_at` FROM `follows`;
--> statement-breakpoint
DROP TABLE `follows`;
--> statement-breakpoint
ALTER TABLE `__new_follows` RENAME TO `follows`;
--> statement-breakpoint
CREATE TABLE `__new_grants` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`address` text NOT NULL,
	`state` text DEFAULT 'proposed' NOT NULL,
	`proposed_by` integer,
	`confirmed_by` integer,
	`confirmed_at` integer,
	`mail_confirmed_at` integer,
	`confirm_hash` text,
	`end_hash` text,
	`started_at` integer,
	`expires_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brand_id`) REFERENCES `brands`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "grants_state_known" CHECK("state" in ('proposed', 'active', 'ended')),
	CONSTRAINT "grants_ended_by_known" CHECK("ended_by" in ('admin', 'brand', 'member', 'time', 'erased'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_grants', `seq` FROM `sqlite_sequence` WHERE `name` = 'grants';
--> statement-breakpoint
INSERT INTO `__new_grants` (`id`, `brand_id`, `account_id`, `address`, `state`, `proposed_by`, `confirmed_by`, `confirmed_at`, `mail_confirmed_at`, `confirm_hash`, `end_hash`, `started_at`, `expires_at`, `ended_at`, `ended_by`, `created_at`) SELECT `id`, `brand_id`, `account_id`, `address`, `state`, `proposed_by`, `confirmed_by`, `confirmed_at`, `mail_confirmed_at`, `confirm_hash`, `end_hash`, `started_at`, `expires_at`, `ended_at`, `ended_by`, `created_at` FROM `grants`;
--> statement-breakpoint
DROP TABLE `grants`;
--> statement-breakpoint
ALTER TABLE `__new_grants` RENAME TO `grants`;
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_open` ON `grants` (`account_id`) WHERE state <> 'ended';
--> statement-breakpoint
CREATE INDEX `grants_brand` ON `grants` (`brand_id`,`id`);
--> statement-breakpoint
CREATE INDEX `grants_confirm` ON `grants` (`confirm_hash`);
--> statement-breakpoint
CREATE INDEX `grants_end` ON `grants` (`end_hash`);
--> statement-breakpoint
CREATE TABLE `__new_post_labels` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`number` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`brand_name` text NOT NULL,
	`label` text NOT NULL,
	`grant_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_post_labels` (`post_id`, `thread_id`, `number`, `brand_id`, `brand_name`, `label`, `grant_id`, `at`) SELECT `post_id`, `thread_id`, `number`, `brand_id`, `brand_name`, `label`, `grant_id`, `at` FROM `post_labels`;
--> statement-breakpoint
DROP TABLE `post_labels`;
--> statement-breakpoint
ALTER TABLE `__new_post_labels` RENAME TO `post_labels`;
--> statement-breakpoint
CREATE UNIQUE INDEX `post_labels_thread` ON `post_labels` (`thread_id`,`number`);
--> statement-breakpoint
CREATE INDEX `post_labels_brand` ON `post_labels` (`brand_id`,`at`);
--> statement-breakpoint
CREATE TABLE `__new_exceptions` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`brand_id` integer,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exceptions_kind_known" CHECK("kind" in ('asker', 'moderator', 'safety'))
);
--> statement-breakpoint
INSERT INTO `__new_exceptions` (`post_id`, `kind`, `brand_id`, `reason`, `at`) SELECT `post_id`, `kind`, `brand_id`, `reason`, `at` FROM `exceptions`;
--> statement-breakpoint
DROP TABLE `exceptions`;
--> statement-breakpoint
ALTER TABLE `__new_exceptions` RENAME TO `exceptions`;
--> statement-breakpoint
CREATE INDEX `exceptions_brand` ON `exceptions` (`brand_id`,`kind`,`at`);
--> statement-breakpoint
CREATE TABLE `__new_reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` integer NOT NULL,
	`reporter_id` integer,
	`contact` text,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`brand_id` integer,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`decision` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_reason_known" CHECK("reason" in ('undisclosed_affiliation', 'advertising', 'unkind', 'other')),
	CONSTRAINT "reports_state_known" CHECK("state" in ('open', 'upheld', 'dismissed'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_reports', `seq` FROM `sqlite_sequence` WHERE `name` = 'reports';
--> statement-breakpoint
INSERT INTO `__new_reports` (`id`, `post_id`, `reporter_id`, `contact`, `reason`, `evidence`, `brand_id`, `state`, `decided_by`, `decision`, `created_at`, `decided_at`) SELECT `id`, `post_id`, `reporter_id`, `contact`, `reason`, `evidence`, `brand_id`, `state`, `decided_by`, `decision`, `created_at`, `decided_at` FROM `reports`;
--> statement-breakpoint
DROP TABLE `reports`;
--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`post_id`,`reporter_id`,`reason`);
--> statement-breakpoint
CREATE INDEX `reports_state` ON `reports` (`state`,`id`);
--> statement-breakpoint
CREATE TABLE `__new_proposals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposer_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`charter` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`reason` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`proposer_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "proposals_kind_known" CHECK("kind" in ('problem', 'belief', 'craft', 'aspiration')),
	CONSTRAINT "proposals_state_known" CHECK("state" in ('open', 'granted', 'refused'))
);
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (`name`, `seq`) SELECT '__new_proposals', `seq` FROM `sqlite_sequence` WHERE `name` = 'proposals';
--> statement-breakpoint
INSERT INTO `__new_proposals` (`id`, `proposer_id`, `name`, `kind`, `charter`, `state`, `decided_by`, `reason`, `created_at`, `decided_at`) SELECT `id`, `proposer_id`, `name`, `kind`, `charter`, `state`, `decided_by`, `reason`, `created_at`, `decided_at` FROM `proposals`;
--> statement-breakpoint
DROP TABLE `proposals`;
--> statement-breakpoint
ALTER TABLE `__new_proposals` RENAME TO `proposals`;
--> statement-breakpoint
CREATE INDEX `proposals_state` ON `proposals` (`state`,`id`);
--> statement-breakpoint
CREATE TABLE `__new_health_periods` (
	`space_id` integer NOT NULL,
	`unit` text NOT NULL,
	`start` integer NOT NULL,
	`is_final` integer DEFAULT false NOT NULL,
	`figures` text NOT NULL,
	`computed_at` integer NOT NULL,
	PRIMARY KEY(`space_id`, `unit`, `start`),
	CONSTRAINT "health_periods_unit_known" CHECK("unit" in ('week', 'month'))
);
--> statement-breakpoint
INSERT INTO `__new_health_periods` (`space_id`, `unit`, `start`, `is_final`, `figures`, `computed_at`) SELECT `space_id`, `unit`, `start`, `is_final`, `figures`, `computed_at` FROM `health_periods`;
--> statement-breakpoint
DROP TABLE `health_periods`;
--> statement-breakpoint
ALTER TABLE `__new_health_periods` RENAME TO `health_periods`;
--> statement-breakpoint
-- A label is evidence: once written it never changes and never goes. REPLACE deletes without asking the
-- delete trigger, so inserting over a label is refused as well.
CREATE TRIGGER post_labels_no_update BEFORE UPDATE ON post_labels BEGIN
	SELECT RAISE(ABORT, 'a label never changes');
END;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_delete BEFORE DELETE ON post_labels BEGIN
	SELECT RAISE(ABORT, 'a label is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER post_labels_no_replace BEFORE INSERT ON post_labels
WHEN EXISTS (SELECT 1 FROM post_labels WHERE post_id = NEW.post_id OR (thread_id = NEW.thread_id AND number = NEW.number)) BEGIN
	SELECT RAISE(ABORT, 'a label never changes');
END;
--> statement-breakpoint
-- Nobody is staff and moderator or admin at once.
CREATE TRIGGER grants_staff_only_insert BEFORE INSERT ON grants
WHEN NEW.state = 'active' AND (SELECT role FROM accounts WHERE id = NEW.account_id) IS NOT 'staff' BEGIN
	SELECT RAISE(ABORT, 'only an account that is nothing but staff has an active grant');
END;
--> statement-breakpoint
CREATE TRIGGER grants_staff_only_update BEFORE UPDATE ON grants
WHEN NEW.state = 'active' AND (SELECT role FROM accounts WHERE id = NEW.account_id) IS NOT 'staff' BEGIN
	SELECT RAISE(ABORT, 'only an account that is nothing but staff has an active grant');
END;
--> statement-breakpoint
-- REPLACE takes a row away unasked, and a row can be moved by its rowid: so it is asked whose the new id is as well.
CREATE TRIGGER accounts_staff_stays BEFORE UPDATE ON accounts
WHEN (NEW.role IS NOT OLD.role OR NEW.id <> OLD.id) AND (
	(NEW.role IS NOT 'staff' AND EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.id AND state = 'active'))
	OR (NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM grants WHERE account_id = OLD.id AND state = 'active'))
) BEGIN
	SELECT RAISE(ABORT, 'an account with an active grant is staff and nothing else');
END;
--> statement-breakpoint
CREATE TRIGGER accounts_staff_insert BEFORE INSERT ON accounts
WHEN NEW.role IS NOT 'staff' AND EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.id AND state = 'active') BEGIN
	SELECT RAISE(ABORT, 'an account with an active grant is staff and nothing else');
END;
--> statement-breakpoint
-- Nobody speaks for a brand and holds an office in a space.
CREATE TRIGGER space_roles_not_staff_insert BEFORE INSERT ON space_roles
WHEN (SELECT role FROM accounts WHERE id = NEW.account_id) IS 'staff'
	OR EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.account_id AND state = 'active') BEGIN
	SELECT RAISE(ABORT, 'brand staff hold no office in a space');
END;
--> statement-breakpoint
CREATE TRIGGER space_roles_not_staff_update BEFORE UPDATE ON space_roles
WHEN (SELECT role FROM accounts WHERE id = NEW.account_id) IS 'staff'
	OR EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.account_id AND state = 'active') BEGIN
	SELECT RAISE(ABORT, 'brand staff hold no office in a space');
END;
--> statement-breakpoint
CREATE TRIGGER accounts_office_update BEFORE UPDATE ON accounts
WHEN NEW.role IS 'staff' AND EXISTS (SELECT 1 FROM space_roles WHERE account_id = NEW.id) BEGIN
	SELECT RAISE(ABORT, 'whoever holds an office in a space is no brand staff');
END;
--> statement-breakpoint
-- REPLACE takes a row away unasked.
CREATE TRIGGER accounts_office_insert BEFORE INSERT ON accounts
WHEN NEW.role IS 'staff' AND EXISTS (SELECT 1 FROM space_roles WHERE account_id = NEW.id) BEGIN
	SELECT RAISE(ABORT, 'whoever holds an office in a space is no brand staff');
END;
