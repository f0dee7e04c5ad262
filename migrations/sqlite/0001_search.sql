-- Terms are cut by the application (server/search/terms.ts); the tokenizer must only split at spaces.
CREATE VIRTUAL TABLE search USING fts5(title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mc Mn'");
