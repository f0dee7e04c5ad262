-- To whom each post was said, where a member said it to another member; the rank and the health count by it.
UPDATE posts SET to_id = (
	SELECT other.author_id FROM posts other
	WHERE (other.id = posts.parent_id OR (posts.parent_id IS NULL AND other.thread_id = posts.thread_id AND other.number = 1))
		AND other.author_id <> posts.author_id
		AND NOT EXISTS (SELECT 1 FROM post_labels WHERE post_labels.post_id = other.id)
)
WHERE kind <> 'opening' AND author_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM post_labels WHERE post_labels.post_id = posts.id);
--> statement-breakpoint
-- What was said to brand staff moves no thread: the time of the last word among members.
UPDATE threads SET last_post_at = (
	SELECT max(p.created_at) FROM posts p
	WHERE p.thread_id = threads.id AND (p.kind = 'opening' OR (
		p.withdrawn_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM post_labels l WHERE l.post_id = p.id OR l.post_id = p.parent_id
			OR (p.parent_id IS NULL AND l.thread_id = p.thread_id AND l.number = 1))
	))
)
WHERE id IN (SELECT thread_id FROM post_labels);
