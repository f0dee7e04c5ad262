/** Everything that is public, one JSON object a line, each post with its author's line and label. */
import type { Adda } from '../../platform/adda.ts';
import { affiliationOut, authorLine } from '../../platform/authors/author-line.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { filesOf } from '../../forum/files/queries.ts';
import { fileJson } from '../../forum/files/schemas.ts';
import { postsAfter } from './queries.ts';

const BATCH = 500;

/** Yields the lines of an export, in the order in which posts were written. */
export async function* exportLines(adda: Adda): AsyncGenerator<string> {
  const m = messages('en');
  for (let last = 0; ;) {
    const rows = await postsAfter(adda.store.read, last, BATCH);
    const files = await filesOf(
      adda.store.read,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      const { id, number, kind, parentId, markdown, createdAt, editedAt, threadId, title, form, state } = row;
      yield JSON.stringify({
        ...{ id, number, kind, parentId, createdAt, editedAt },
        accepted: row.acceptedAt !== null,
        settled: row.settledAt !== null,
        thread: {
          ...{ id: threadId, title, form, state, space: row.spaceSlug, tags: row.tagNames },
          closed: row.closedAt === null ? null : { at: row.closedAt, reason: row.closeReason },
        },
        author: {
          line: authorLine(m, row, 'export').text,
          formerly: authorLine(m, row, 'export').stake,
          affiliation: affiliationOut(m, row),
          declares: row.label === null ? row.affiliation || null : null,
        },
        files: files.filter(({ postId }) => postId === id).map(fileJson),
        markdown,
      });
    }
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}
