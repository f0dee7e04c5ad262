-- Terms are cut by the application (server/search/terms.ts); no dictionary of the database is used.
CREATE TABLE search (
	post_id integer PRIMARY KEY REFERENCES posts (id),
	terms tsvector NOT NULL
);
--> statement-breakpoint
CREATE INDEX search_terms ON search USING gin (terms);
