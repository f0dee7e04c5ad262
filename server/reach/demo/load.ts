/** The example community, loaded with one press. */
import type { Adda } from '../../platform/adda.ts';
import { insertAccount, updateAccount } from '../../people/accounts/queries.ts';
import { markIn } from '../../forum/marks/actions.ts';
import { insertBrand, insertGrant } from '../../brands/queries.ts';
import { record } from '../../platform/audit/actions.ts';
import { silent, stepsOf } from '../../platform/progress.ts';
import { forgetHealth } from '../../insight/health/actions.ts';
import { type PostRow, postById } from '../../forum/threads/post-queries.ts';
import { writePost } from '../../forum/posting/write.ts';
import { kindOfPost } from '../../rules/answers.ts';
import { nameSlug } from '../../rules/names.ts';
import { type Actor, actorAs } from '../../rules/roles.ts';
import type { MarkKind } from '../../../shared/words.ts';
import { site, updateSite, wordsFor } from '../../platform/site/queries.ts';
import { insertSpace } from '../../forum/spaces/queries.ts';
import { insertThanks } from '../../forum/threads/thanks-queries.ts';
import type { Exception, BrandIdentity } from '../../brands/identity.ts';
import type { Tx } from '../../platform/store/store.ts';
import { writeThread } from '../../forum/posting/start-thread.ts';
import { lockThread, updateThread } from '../../forum/threads/queries.ts';
import { recountThanks } from '../../forum/threads/recount.ts';
import {
  brands,
  type DemoPost,
  type DemoReply,
  type DemoThread,
  members,
  spaces,
  staff,
  threads,
} from './content/index.ts';
import { ageExample } from './ageing.ts';
import { checkMay, SOURCE } from './may.ts';
import { recountRecent } from '../../forum/upkeep/ageing.ts';
import { rebuildRanks } from '../../forum/upkeep/rebuild.ts';
import { insertPicture } from '../../forum/pictures/queries.ts';
import { insertParticipant } from '../../forum/threads/participant-queries.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { appointKeepers, isReported, keepPeace, saidIn } from './peace.ts';
import { copyPictures } from './pictures.ts';
import { mustHaveRoom } from './room.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const YEAR = 365 * DAY;

/** In one transaction: a commit costs as much as several marks, and who posts meanwhile waits for it. */
const MARKS_AT_ONCE = 25;

/** The example's open hour is told of in the afternoon, for the evening. */
const OPENS_AFTER = 180 * MINUTE;

type People = Map<string, number>;

type PendingMark = { postId: number; by: number; kind: MarkKind };

/** What is said in a thread, in the order of time; replies know what they are under. */
type Said = { item: DemoPost | DemoReply; under: DemoPost | null };

function inOrder(thread: DemoThread): Said[] {
  const said = [...thread.posts, ...saidIn(thread.title)].flatMap((item: DemoPost): Said[] => [
    { item, under: null },
    ...(item.replies ?? []).map((reply) => ({ item: reply, under: item })),
  ]);
  return said.sort((one, other) => one.item.afterMinutes - other.item.afterMinutes);
}

/** @property reported posts that moderators look at, by their words */
type Stage = { people: People; voices: Map<string, BrandIdentity>; reported: Map<string, number> };

async function loadThread(
  tx: Tx,
  spaceId: number,
  { people, voices, reported }: Stage,
  thread: DemoThread,
): Promise<PendingMark[]> {
  const createdAt = Math.round(tx.now - thread.daysAgo * DAY);
  const marks: PendingMark[] = [];
  const pend = (postId: number, kind: MarkKind, names: string[] = []) =>
    marks.push(...names.map((name) => ({ postId, kind, by: people.get(name)! })));
  const dates = datesOf(thread, createdAt);
  const started = await writeThread(tx, {
    spaceId,
    authorId: people.get(thread.by)!,
    identity: voices.get(thread.by) ?? null,
    form: thread.form,
    title: thread.title,
    markdown: thread.body,
    tags: thread.tags,
    ...dates,
    details: detailsOf(thread),
    createdAt,
    source: SOURCE,
  });
  if (thread.door)
    await updateThread(tx, started.threadId, {
      earlyAccessBy: 'asker',
      earlyAccessReason: '',
      earlyAccessAt: createdAt + MINUTE,
    });
  await loadPictures(tx, started, people.get(thread.by)!, thread, createdAt);
  for (const { name, done } of thread.joined ?? [])
    await insertParticipant(tx, started.threadId, people.get(name)!, {
      joinedAt: createdAt + 30 * MINUTE,
      finishedAt: done ? tx.now - DAY : null,
    });
  pend(started.postId, 'me_too', thread.meToo);
  pend(started.postId, 'helpful', thread.helpful);
  const written = new Map<unknown, PostRow>();
  for (const { item, under } of inOrder(thread)) {
    const locked = (await lockThread(tx, started.threadId))!;
    const authorId = people.get(item.by)!;
    const identity = voices.get(item.by) ?? null;
    const parent = under ? await postById(tx, written.get(under)!.id) : null;
    const at = createdAt + item.afterMinutes * MINUTE;
    const post = await writePost(tx, locked, {
      authorId,
      identity,
      exception: exceptionOf(item, thread, identity, locked.answerCount),
      affiliation: 'affiliation' in item ? (item.affiliation ?? null) : null,
      parent,
      kind: kindOfPost({
        thread: locked,
        author: { id: authorId, speaksForBrand: identity !== null },
        isReply: under !== null,
        asOwnAnswer: 'own' in item ? (item.own ?? false) : false,
        takesPart: thread.joined?.some(({ name }) => name === item.by) ?? false,
      }),
      title: 'title' in item ? item.title : null,
      markdown: item.body,
      createdAt: at,
      source: SOURCE,
    });
    written.set(item, post);
    if (isReported(item)) reported.set(item.body, post.id);
    pend(post.id, 'helpful', item.helpful);
    if ('confirmed' in item) pend(post.id, 'worked', item.confirmed);
    if ('accepted' in item && item.accepted) pend(post.id, 'accept', [thread.by]);
    if (item.settled) pend(post.id, 'settled', [thread.by]);
    await thankFor(tx, { people, voices, reported }, started.threadId, post.id, item.thanks ?? []);
  }
  return marks;
}

/** When an open hour is told to be; and a challenge, of whole days. */
function datesOf({ form, lastsDays }: DemoThread, createdAt: number) {
  if (form === 'open_hour')
    return { opensAt: createdAt + OPENS_AFTER, closesAt: createdAt + OPENS_AFTER + 60 * MINUTE };
  if (form !== 'challenge') return { opensAt: null, closesAt: null };
  const opensAt = Math.floor(createdAt / DAY) * DAY;
  return { opensAt, closesAt: opensAt + (lastsDays ?? 30) * DAY };
}

function detailsOf({ goal, wanted }: DemoThread) {
  return goal || wanted ? { ...(goal && { goal }), ...(wanted && { wanted }) } : null;
}

async function loadPictures(
  tx: Tx,
  { threadId, postId }: { threadId: number; postId: number },
  ownerId: number,
  { pictures = [] }: DemoThread,
  createdAt: number,
): Promise<void> {
  for (const [i, { file, ...picture }] of pictures.entries())
    await insertPicture(tx, { ...picture, name: file, ownerId, postId, place: i + 1, bytes: 0, createdAt });
  if (pictures[0]) await updateThread(tx, threadId, { picture: pictures[0].file });
}

function exceptionOf(
  item: DemoPost | DemoReply,
  thread: DemoThread,
  identity: BrandIdentity | null,
  answers: number,
): Exception | null {
  if (item.safety) return { kind: 'safety', reason: item.safety.reference };
  const isEarly = asksForAnswers(thread.form) && answers === 0 && item.afterMinutes < DAY / MINUTE;
  return identity && thread.door && isEarly ? { kind: 'asker', reason: '' } : null;
}

async function thankFor(
  tx: Tx,
  { people, voices }: Stage,
  threadId: number,
  postId: number,
  names: string[],
): Promise<void> {
  for (const name of names) {
    const { brand, label } = voices.get(name)!;
    const isNew = await insertThanks(tx, { postId, brandId: brand.id, accountId: people.get(name)!, label });
    const thread = isNew ? await lockThread(tx, threadId) : null;
    if (thread) await recountThanks(tx, thread);
  }
}

/** The brands with their people, each with a grant as old as it is told. */
async function loadBrands(tx: Tx, people: People): Promise<Map<string, BrandIdentity>> {
  const voices = new Map<string, BrandIdentity>();
  const m = wordsFor(await site(tx));
  for (const { registeredDaysAgo, ...brand } of brands) {
    const { id, name, slug, domains } = await insertBrand(tx, {
      ...brand,
      source: SOURCE,
      createdAt: Math.round(tx.now - registeredDaysAgo * DAY),
    });
    for (const person of staff.filter((one) => one.brand === slug)) {
      const startedAt = Math.round(tx.now - person.grantedDaysAgo * DAY);
      const accountId = people.get(person.name)!;
      await updateAccount(tx, accountId, { role: 'staff' });
      const grantId = await insertGrant(tx, {
        brandId: id,
        accountId,
        address: brand.contact,
        state: 'active',
        mailConfirmedAt: startedAt,
        startedAt,
        expiresAt: startedAt + YEAR,
        createdAt: startedAt,
      });
      const identity = {
        kind: 'staff' as const,
        brand: { id, name, slug, domains },
        grant: { id: grantId, startedAt },
      };
      voices.set(person.name, { ...identity, label: m.staff.label(name) });
    }
  }
  return voices;
}

/** The log says from where its brands and those who speak for them are: nobody in this forum decided on them. */
async function logBrands(tx: Tx, { people, voices }: Stage, actor: Actor): Promise<void> {
  await record(tx, { kind: 'example_loaded', actorId: actor?.id || null, brandId: null });
  const facts = { example: 1 };
  const brandIds = new Set([...voices.values()].map(({ brand }) => brand.id));
  for (const brandId of brandIds) await record(tx, { kind: 'brand_registered', actorId: null, brandId, facts });
  for (const [name, { brand }] of voices)
    await record(tx, { kind: 'grant_started', actorId: people.get(name)!, brandId: brand.id, facts });
}

/**
 * Loads the example community. Its members cannot sign in.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `example_there`, `example_in_way`
 */
export async function loadDemo(adda: Adda, actor: Actor, progress = silent): Promise<{ threads: number }> {
  await checkMay(adda, actor);
  await mustHaveRoom(adda.store.read);
  await copyPictures(adda);
  const { marks, stage } = await adda.store.write(async (tx) => {
    await mustHaveRoom(tx);
    await updateSite(tx, { hasDemo: true, hasBrands: true });
    await forgetHealth(tx);
    const people: People = new Map();
    for (const person of [...members, ...staff]) {
      const { name, bio, language, joinedDaysAgo } = person;
      const account = await insertAccount(tx, {
        name,
        slug: nameSlug(name),
        bio,
        affiliation: 'affiliation' in person ? person.affiliation : '',
        language,
        source: SOURCE,
        externalId: name,
        createdAt: Math.round(tx.now - joinedDaysAgo * DAY),
      });
      people.set(name, account.id);
    }
    const stage = { people, voices: await loadBrands(tx, people), reported: new Map<string, number>() };
    const places = new Map<string, number>();
    for (const { slug, name, kind, charter, access } of spaces) {
      const values = { slug, name, kind, charter, access, source: SOURCE, createdAt: tx.now };
      places.set(slug, (await insertSpace(tx, values)).id);
    }
    await appointKeepers(tx, people, places);
    const pending: PendingMark[] = [];
    const byAge = threads.filter(({ by }) => people.has(by)).sort((a, b) => b.daysAgo - a.daysAgo);
    progress.start('Threads', byAge.length);
    for (const thread of byAge) {
      pending.push(...(await loadThread(tx, places.get(thread.space)!, stage, thread)));
      progress.add(1, 1 + thread.posts.length);
    }
    await logBrands(tx, stage, actor);
    return { marks: pending, stage };
  });
  progress.start('Marks', marks.length);
  for (let at = 0; at < marks.length; at += MARKS_AT_ONCE) {
    const some = marks.slice(at, at + MARKS_AT_ONCE);
    await adda.store.write(async (tx) => {
      for (const { by, postId, kind } of some) await markIn(tx, actorAs(by, 'member')!, postId, kind, true);
    });
    progress.add(some.length, some.length);
  }
  await keepPeace(adda, stage.people, stage.reported);
  await adda.store.write((tx) => ageExample(tx, SOURCE));
  await recountRecent(adda);
  await rebuildRanks(adda, null, stepsOf(progress, 'Ranks'));
  progress.stop();
  return { threads: threads.length };
}
