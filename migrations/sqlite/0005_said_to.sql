-- To whom each post was said, where a member said it to another member; the rank and the health count by it.
UPDATE posts SET to_id = (
	SELECT other.author_id FROM posts other
	WHERE (other.id = posts.parent_id OR (posts.parent_id IS NULL AND other.thread_id = posts.thread_id AND other.number = 1))
		AND other.author_id <> posts.author_id
		AND NOT EXISTS (SELECT 1 FROM post_labels WHERE post_labels.post_id = other.id)
)
WHERE kind <> 'opening' AND author_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM post_labels WHERE post_labels.post_id = posts.id);
