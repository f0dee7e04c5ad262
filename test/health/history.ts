/** A made-up past with everything in it that health counts, or must not: written as rows, the same for the same seed. */
import { insertAccount } from '../../server/people/accounts/queries.ts';
import { insertBrand } from '../../server/brands/queries.ts';
import { insertPost } from '../../server/forum/threads/post-queries.ts';
import { putSetting } from '../../server/platform/site/queries.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { insertLabel } from '../../server/brands/label-queries.ts';
import type { Store, Tx } from '../../server/platform/store/store.ts';
import { insertThread } from '../../server/forum/threads/queries.ts';
import type { Form, PostKind } from '../../shared/words.ts';
import { random } from '../support/dump.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2024, 0, 10, 15);
/** Some windows are over by then, others are open. */
export const NOW = START + 163 * DAY;
export const WATCHED = START + 60 * DAY;

const MEMBERS = 16;
const THREADS = 300;

type World = { tx: Tx; next: () => number; members: number[]; staff: number[]; brands: number[]; spaces: number[] };

const pick = <T>(world: World, list: T[]): T => list[Math.floor(world.next() * list.length)]!;
/** Often small, seldom large. */
const later = (world: World, days: number) => Math.floor(world.next() ** 3 * days * DAY);

async function onePost(
  world: World,
  thread: { id: number; asks: boolean; asker: number | null; at: number },
  at: number,
  number: number,
  tops: number[],
) {
  const { tx, next } = world;
  const isReply = tops.length > 0 && next() < 0.35;
  const isStaff = next() < 0.15;
  const author = isStaff ? pick(world, world.staff) : next() < 0.08 ? null : pick(world, world.members);
  const top: PostKind = isStaff
    ? 'note'
    : !thread.asks || (author !== null && author === thread.asker && next() < 0.6)
      ? 'post'
      : 'answer';
  const kind = isReply ? 'reply' : top;
  const { id } = await insertPost(tx, {
    threadId: thread.id,
    parentId: isReply ? pick(world, tops) : null,
    authorId: author,
    kind,
    number,
    markdown: 'x',
    html: 'x',
    createdAt: at,
    withdrawnAt: next() < 0.08 ? at + 5 : null,
    acceptedAt: kind === 'answer' && next() < 0.3 ? at + later(world, 60) : null,
    settledAt: kind === 'note' && next() < 0.5 ? at + later(world, 50) : null,
    importedHelpful: next() < 0.2 ? Math.floor(next() * 6) : 0,
  });
  if (!isReply) tops.push(id);
  if (isStaff) {
    const brandId = world.brands[world.staff.indexOf(author!)]!;
    await insertLabel(tx, { postId: id, threadId: thread.id, number, brandId, brandName: 'B', label: 'Staff · B', at });
  }
  const kinds = kind === 'answer' ? (['worked', 'helpful'] as const) : (['helpful'] as const);
  for (const who of world.members)
    if (!isStaff && who !== author && next() < 0.12)
      await tx.q.insert(tx.t.marks).values({
        postId: id,
        accountId: who,
        kind: pick(world, [...kinds]),
        threadId: thread.id,
        at: at + later(world, 45),
      });
}

async function oneThread(world: World): Promise<void> {
  const { tx, next } = world;
  const at = START + Math.floor(next() * 168 * DAY);
  const form = pick<Form>(world, ['question', 'question', 'question', 'problem', 'discussion', 'showcase']);
  const asker = next() < 0.07 ? null : pick(world, world.members);
  const isGone = next() < 0.06;
  const { id } = await insertThread(tx, {
    spaceId: pick(world, world.spaces),
    authorId: asker,
    form,
    title: 'T',
    slug: 't',
    excerpt: 'x',
    tagNames: [],
    visible: !(isGone && next() < 0.5),
    createdAt: at,
    lastPostAt: at,
    firstSeenAt: next() < 0.5 ? at + later(world, 3) : null,
  });
  const opening = {
    threadId: id,
    authorId: asker,
    kind: 'opening' as const,
    number: 1,
    markdown: 'x',
    html: 'x',
    createdAt: at,
  };
  await insertPost(tx, { ...opening, withdrawnAt: isGone ? at + 9 : null });
  const thread = { id, asks: form === 'question' || form === 'problem', asker, at };
  const tops: number[] = [];
  let now = at;
  for (let number = 2; next() < 0.72; number++) {
    now += later(world, next() < 0.6 ? 0.3 : 6);
    await onePost(world, thread, now, number, tops);
  }
}

/** Fills an empty database. */
export async function makeHistory(store: Store, seed: number): Promise<void> {
  await store.write(async (tx) => {
    const world: World = { tx, next: random(seed), members: [], staff: [], brands: [], spaces: [] };
    for (let i = 0; i < MEMBERS; i++)
      world.members.push((await insertAccount(tx, { name: `M${i}`, slug: `m${i}`, createdAt: START })).id);
    for (const slug of ['one', 'two'])
      world.spaces.push(
        (await insertSpace(tx, { slug, name: slug, kind: 'craft', charter: 'x', createdAt: START })).id,
      );
    for (const slug of ['alpha', 'beta']) {
      const brand = {
        slug,
        name: slug,
        domains: [`${slug}.example`],
        products: [],
        contact: 'x@y.example',
        createdAt: START,
      };
      world.brands.push((await insertBrand(tx, brand)).id);
      world.staff.push((await insertAccount(tx, { name: slug, slug, createdAt: START })).id);
    }
    for (let i = 0; i < THREADS; i++) await oneThread(world);
    // Somebody new every few days.
    for (let i = 0; i < 40; i++) {
      const { id } = await insertAccount(tx, { name: `N${i}`, slug: `n${i}`, createdAt: START });
      world.members = [id];
      await oneThread(world);
    }
    await putSetting(tx, 'needs_watched_since', WATCHED);
  });
}
