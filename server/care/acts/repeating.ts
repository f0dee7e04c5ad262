/** Posts that say again what another says, without a link to it: they stay where that is removed, so they are listed. */
import type { Ctx } from '../../platform/http/context.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { askedFor, wordsOf } from '../../platform/store/terms.ts';
import type { Post } from '../../forum/threads/post-queries.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import { repeats, RUNS } from '../../rules/repeats.ts';
import { plainText } from '../../../shared/markdown.ts';
import { withoutWordsOf } from '../../../shared/markdown-quotes.ts';
import { postsSaying, type Saying } from './repeating-queries.ts';

/** Whoever says twelve words in a row says six of them that are asked for together. */
const SLICE = 6;
const SLICES = 100;
const CANDIDATES = 100;
const SHOWN = 20;

/** Those that the moderator may read, twenty at most. */
export async function postsRepeating(ctx: Ctx, post: Post, { space, ...thread }: Thread): Promise<Saying[]> {
  const said = plainText(post.html);
  const words = wordsOf(said).map(({ word }) => word);
  if (words.length < RUNS.posted.least) return [];
  const language = space.language ?? ctx.site.languages[0] ?? null;
  const found = new Map<number, Saying>();
  for (let slice = 0; slice < SLICES && slice * SLICE < words.length && found.size < CANDIDATES; slice++) {
    const part = words.slice(slice * SLICE, (slice + 1) * SLICE);
    // What is left over at the end is too little to ask for by itself.
    if (slice > 0 && part.length < SLICE) break;
    const terms = askedFor(part.join(' '), [language]);
    for (const one of await postsSaying(ctx.adda.store.read, ctx.audience, terms, post.id, CANDIDATES))
      found.set(one.id, one);
  }
  const places = new Set([`p/${post.id}`, `t/${thread.id}/${post.number}`]);
  const left = (markdown: string) => withoutWordsOf(markdown, places, '', ownOrigin() ?? undefined);
  return [...found.values()].filter(({ markdown }) => repeats(left(markdown), said, RUNS.posted)).slice(0, SHOWN);
}
