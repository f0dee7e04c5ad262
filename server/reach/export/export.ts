/** Everything that is public, one JSON object a line, each post with its author's line and label. */
import type { Adda } from '../../platform/adda.ts';
import { affiliationOut, authorLine } from '../../platform/authors/author-line.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { type Poll, pollsOf } from '../../forum/threads/poll-queries.ts';
import { isOver } from '../../rules/polls.ts';
import { filesOf } from '../../forum/files/queries.ts';
import { fileJson } from '../../forum/files/schemas.ts';
import { postsAfter } from './queries.ts';

const BATCH = 500;

/** A poll as everybody may know it: how it stands once it is over. */
function pollOut(poll: Poll | undefined) {
  if (!poll) return null;
  const { question, most, endsAt, voters } = poll;
  const isShown = isOver(poll, Date.now());
  const choices = poll.choices.map(({ words, votes }) => ({ words, votes: isShown ? votes : null }));
  return { question, most, endsAt, voters, choices };
}

/** Yields the lines of an export, in the order in which posts were written. */
export async function* exportLines(adda: Adda): AsyncGenerator<string> {
  const m = messages('en');
  for (let last = 0; ;) {
    const rows = await postsAfter(adda.store.read, last, BATCH);
    const ids = rows.map(({ id }) => id);
    const polls = new Map((await pollsOf(adda.store.read, ids)).map((poll) => [poll.postId, poll]));
    const files = await filesOf(adda.store.read, ids);
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
        poll: pollOut(polls.get(id)),
        files: files.filter(({ postId }) => postId === id).map(fileJson),
        markdown,
      });
    }
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}
