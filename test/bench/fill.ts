/** A forum of a given size, the same for the same seed, written in bulk. */
import { hashSecret } from '../../server/platform/secrets.ts';
import { render } from '../../shared/render.ts';
import { OPENING_PLACE, placeKey, threadState, UNMARKED } from '../../server/rules/answers.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { noteDrawn } from '../../server/forum/posting/redraw.ts';
import { rebuildAll } from '../../server/forum/upkeep/rebuild.ts';
import { recountStale } from '../../server/forum/upkeep/recount.ts';
import { atOnce } from '../../server/platform/jobs/pace.ts';
import { needsAnswer, needsKey } from '../../server/rules/needs.ts';
import { termsOf } from '../../server/platform/store/terms.ts';
import { countKnownWords } from '../../server/forum/search/known-words.ts';
import { openAside } from '../../server/platform/worker-pool/aside.ts';
import { refreshStatistics } from '../../server/platform/store/statistics.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { searchIndex } from '../../server/platform/store/search.ts';
import type { Store, Tx } from '../../server/platform/store/store.ts';
import { slugify } from '../../shared/text.ts';
import { KINDS } from '../../shared/words.ts';
import { wireConsumers } from '../../server/platform/events/consumers.ts';
import { FEATURES } from '../../server/features.ts';

export type Size = { threads: number; posts: number };

const WORDS =
  'wheel spoke rim hub tension wobble brake pad cable chain sprocket tyre tube patch pump rain mud road hill slow fast tight loose worn new old true round bent straight grease clean dry wet cold summer winter morning night friend neighbour try tried again never always maybe works worked helped better worse after before because without under over left right turn quarter half চাকা তার গাছ মাটি পানি রোদ ছাদ টব বীজ সার'.split(
    ' ',
  );
const MEMBERS = 500;
const BODIES = 200;
const BATCH = 500;
const MINUTE = 60_000;
const START = Date.UTC(2022, 0, 1);
/** Every so many threads one is long enough to fill a page. */
const LONG_EVERY = 20;
const LONG_POSTS = 24;

/** A small generator of random numbers (mulberry32), for equal forums from equal seeds. */
export function randomFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

function makeBody(random: () => number): string {
  const paragraphs = Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => `${words(random, 40 + Math.floor(random() * 40))}.`,
  );
  if (random() < 0.3)
    paragraphs.splice(1, 0, `- ${words(random, 6)}\n- **${words(random, 5)}**\n- ${words(random, 7)}`);
  return paragraphs.join('\n\n');
}

type Body = { markdown: string; html: string; excerpt: string; terms: string[] };

function pick<T>(random: () => number, list: T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

async function people(tx: Tx): Promise<number[]> {
  const rows = Array.from({ length: MEMBERS }, (_, i) => ({
    name: `Member ${i}`,
    slug: `member-${i}`,
    email: `m${i}@example.org`,
    emailVerifiedAt: START,
    solvedCount: i % 7,
    workedCount: i % 11,
    createdAt: START,
  }));
  return (await tx.q.insert(tx.t.accounts).values(rows).returning({ id: tx.t.accounts.id })).map((row) => row.id);
}

/** A session for the first member, so that signed-in pages can be measured; its cookie is `bench`. */
async function session(tx: Tx, accountId: number): Promise<void> {
  await tx.q.insert(tx.t.sessions).values({
    hash: hashSecret('bench'),
    accountId,
    createdAt: tx.now,
    seenAt: tx.now,
    expiresAt: tx.now + 86_400_000,
  });
}

/** Who says the k-th thing in a thread, and to whom. */
function said(random: () => number, authors: number[], asker: number, k: number) {
  const authorId = k === 0 ? asker : pick(random, authors);
  return { authorId, toId: authorId === asker ? null : asker };
}

async function threadBatch(
  tx: Tx,
  random: () => number,
  first: number,
  count: number,
  perThread: number,
  spaceIds: number[],
  authors: number[],
  bodies: Body[],
): Promise<void> {
  const { threads, posts } = tx.t;
  const plans = Array.from({ length: count }, (_, i) => {
    const index = first + i;
    const isLong = index % LONG_EVERY === 0;
    const answers = isLong ? LONG_POSTS : Math.max(0, Math.round((perThread - 1) * 2 * random() - 0.4));
    const createdAt = START + index * MINUTE * 7;
    const accepted = answers > 0 && random() < 0.4;
    return {
      body: pick(random, bodies),
      author: pick(random, authors),
      answers,
      createdAt,
      accepted,
      title: `${words(random, 7)} ${index}`,
      form: isLong || random() < 0.7 ? ('question' as const) : ('discussion' as const),
    };
  });
  const made = await tx.q
    .insert(threads)
    .values(
      plans.map((plan) => {
        const state = threadState(plan.form, {
          notes: 0,
          settled: 0,
          peerAnswers: plan.answers,
          accepted: plan.form === 'question' && plan.accepted ? 1 : 0,
        });
        return {
          spaceId: spaceIds[Math.floor(plan.createdAt / MINUTE) % spaceIds.length]!,
          authorId: plan.author,
          form: plan.form,
          title: plan.title,
          slug: slugify(plan.title),
          excerpt: plan.body.excerpt,
          state,
          tagNames: [],
          nextNumber: plan.answers + 2,
          topCount: plan.answers,
          answerCount: plan.form === 'question' ? plan.answers : 0,
          acceptedCount: state === 'solved' ? 1 : 0,
          participantCount: 1 + plan.answers,
          needsAnswer: needsAnswer(plan.form, state, true, null),
          needsKey: needsKey(plan.createdAt, plan.createdAt),
          createdAt: plan.createdAt,
          lastPostAt: plan.createdAt + plan.answers * MINUTE,
        };
      }),
    )
    .returning({ id: threads.id });
  const rows = plans.flatMap((plan, i) =>
    Array.from({ length: plan.answers + 1 }, (_, k) => {
      const body = k === 0 ? plan.body : pick(random, bodies);
      const kind = k === 0 ? ('opening' as const) : plan.form === 'question' ? ('answer' as const) : ('post' as const);
      const accepted = k === 1 && plan.accepted && plan.form === 'question';
      const worked = k === 0 ? 0 : Math.floor(random() * 3);
      return {
        body,
        title: k === 0 ? termsOf(plan.title) : [],
        row: {
          threadId: made[i]!.id,
          ...said(random, authors, plan.author, k),
          kind,
          number: k + 1,
          placeKey:
            k === 0
              ? OPENING_PLACE
              : placeKey(plan.form, { ...UNMARKED, kind, accepted, worked, workedRecent: worked }),
          markdown: body.markdown,
          html: body.html,
          acceptedAt: accepted ? plan.createdAt : null,
          workedCount: worked,
          createdAt: plan.createdAt + k * MINUTE,
        },
      };
    }),
  );
  for (let at = 0; at < rows.length; at += BATCH) {
    const slice = rows.slice(at, at + BATCH);
    const ids = await tx.q
      .insert(posts)
      .values(slice.map(({ row }) => row))
      .returning({ id: posts.id });
    const terms = slice.map(({ body, title }, i) => ({ postId: ids[i]!.id, terms: { title, body: body.terms } }));
    await searchIndex(tx).putNew(tx, terms);
  }
}

/** Fills an empty, migrated database. About `size.posts` posts in `size.threads` threads. */
export async function fill(store: Store, size: Size, seed = 1): Promise<void> {
  const random = randomFrom(seed);
  const bodies: Body[] = Array.from({ length: BODIES }, () => {
    const markdown = makeBody(random);
    const { html, text, excerpt } = render(markdown);
    return { markdown, html, excerpt, terms: termsOf(text) };
  });
  const { authors, spaceIds } = await store.write(async (tx) => {
    const authors = await people(tx);
    await session(tx, authors[0]!);
    await updateSite(tx, { name: 'Bench', isSetUp: true });
    const rows = Array.from({ length: 8 }, (_, i) => ({
      slug: `space-${i}`,
      name: `Space ${i}`,
      kind: KINDS[i % 4]!,
      charter: 'For people who measure. Say what you found.',
      createdAt: START,
    }));
    const spaceIds = (await tx.q.insert(tx.t.spaces).values(rows).returning({ id: tx.t.spaces.id })).map(
      (row) => row.id,
    );
    return { authors, spaceIds };
  });
  const perThread = (size.posts - (size.threads / LONG_EVERY) * LONG_POSTS) / size.threads;
  for (let first = 0; first < size.threads; first += BATCH) {
    const count = Math.min(BATCH, size.threads - first);
    await store.write((tx) => threadBatch(tx, random, first, count, Math.max(1, perThread), spaceIds, authors, bodies));
  }
  wireConsumers(store, FEATURES);
  await refreshStatistics(store);
  const aside = openAside(store);
  const adda = { store, aside } as Adda;
  // What is not done here the server that is measured does meanwhile.
  await rebuildAll(adda);
  await recountStale(adda, atOnce);
  await countKnownWords(adda);
  await aside.close();
  await store.write(noteDrawn);
  if (store.engine === 'sqlite') await store.write((tx) => tx.raw('analyze'));
  // What PostgreSQL does by itself in time, and not at all in the tests.
  else await store.read.raw('vacuum analyze');
}
