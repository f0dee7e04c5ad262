ALTER TABLE `accounts` ADD `name_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `stakes` text;--> statement-breakpoint
CREATE INDEX `accounts_name_key` ON `accounts` (`name_key`);--> statement-breakpoint
ALTER TABLE `posts` ADD `stakes` text;--> statement-breakpoint
ALTER TABLE `revisions` ADD `affiliation` text;--> statement-breakpoint
ALTER TABLE `revisions` ADD `stakes` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `stakes` text;--> statement-breakpoint
-- Whoever spoke for a brand before: what the forum says of them from now on.
UPDATE accounts SET stakes = (
	SELECT json_group_array(json_object('brand', g.brand_id, 'name', b.name, 'until', g.until))
	FROM (SELECT brand_id, max(ended_at) AS until FROM grants WHERE account_id = accounts.id AND started_at IS NOT NULL AND ended_at IS NOT NULL GROUP BY brand_id) g
	JOIN brands b ON b.id = g.brand_id
) WHERE erased_at IS NULL AND EXISTS (SELECT 1 FROM grants WHERE account_id = accounts.id AND started_at IS NOT NULL AND ended_at IS NOT NULL);--> statement-breakpoint
-- The sentence that the forum wrote in their own name until now.
UPDATE accounts SET affiliation = '' WHERE stakes IS NOT NULL AND EXISTS (
	SELECT 1 FROM grants g JOIN brands b ON b.id = g.brand_id
	WHERE g.account_id = accounts.id AND accounts.affiliation IN ('Used to speak for ' || b.name, 'আগে ' || b.name || '-এর হয়ে কথা বলতেন')
);
