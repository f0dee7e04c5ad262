/** A watch rule tried on old posts, beside those who are served: what it would have found. */
import type { Ctx } from '../../platform/http/context.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { fold } from '../../platform/store/fold.ts';
import { compile, hitsOf } from '../../rules/watch.ts';
import { readPost } from './reading.ts';
import { type OlderPost, olderPosts, type WatchRow } from './watch-queries.ts';

/** So many of the newest posts are looked at, so many at a time, and so many hits are shown. */
const LOOKED_AT = 5_000;
const PART = 100;
const SHOWN = 20;

export type Tried = { looked: number; count: number; hits: (OlderPost & { found: string })[] };

/** @throws {AddaError} `busy` */
export async function tryRule(ctx: Ctx, rule: WatchRow): Promise<Tried> {
  const rules = compile([rule], fold);
  const usual = ctx.site.languages[0] ?? null;
  const tried: Tried = { looked: 0, count: 0, hits: [] };
  let before: number | null = null;
  while (tried.looked < LOOKED_AT) {
    const posts: OlderPost[] = await olderPosts(ctx.adda.aside, ctx.audience, before, PART);
    await besideOthers(async () => {
      for (const post of posts) {
        const [hit] = hitsOf(readPost(post.isOpening ? post.title : '', post.html), post.language ?? usual, rules);
        if (!hit) continue;
        tried.count++;
        if (tried.hits.length < SHOWN) tried.hits.push({ ...post, found: hit.found });
      }
    });
    tried.looked += posts.length;
    before = posts.at(-1)?.id ?? null;
    if (posts.length < PART) break;
  }
  return tried;
}
