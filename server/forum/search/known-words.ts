/** Which words the forum uses is counted now and then: it weighs words, and knows what was mistyped. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { commonTerms } from '../../platform/store/known-words.ts';
import { isRun } from '../../platform/store/runs.ts';
import { allKnown, countPosts, deleteKnown, insertKnown, readByAll, recountKnown } from './known-queries.ts';

/** So many are kept: what few people write is known by nobody. */
const KEPT = 20_000;
/** In a forum of some size what only one post has is a slip of the pen as often as a word. */
const SOME_SIZE = 500;
const TOGETHER = 100;
/** Counts that moved by less than this part stay as they were. */
const MOVED = 0.1;

async function inParts<T>(list: T[], work: (part: T[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < list.length; at += TOGETHER) await besideOthers(() => work(list.slice(at, at + TOGETHER)));
}

/**
 * Brings what is known of the forum's words to what the posts that everybody reads hold now: a word of others would
 * tell visitors of itself, by what is offered to them and by what is not.
 */
export async function countKnownWords({ store, aside }: Adda): Promise<void> {
  const all = await countPosts(store.read);
  const counted = await commonTerms(aside, {
    among: readByAll(aside),
    limit: KEPT,
    least: all > SOME_SIZE ? 2 : 1,
    all,
  });
  const now = new Map(counted.filter(({ term }) => !isRun(term)).map(({ term, posts }) => [term, posts]));
  const known = await allKnown(store.read);
  const gone = known.filter(({ term }) => !now.has(term)).map(({ id }) => id);
  const moved = known.flatMap(({ id, term, posts }) => {
    const count = now.get(term);
    return count !== undefined && Math.abs(count - posts) > posts * MOVED ? [{ id, posts: count }] : [];
  });
  const there = new Set(known.map(({ term }) => term));
  const fresh = [...now].flatMap(([term, posts]) => (there.has(term) ? [] : [{ term, posts }]));
  await inParts(gone, (ids) => store.write((tx) => deleteKnown(tx, ids)));
  await inParts(moved, (words) => store.write((tx) => recountKnown(tx, words)));
  await inParts(fresh, (words) => store.write((tx) => insertKnown(tx, words)));
}
