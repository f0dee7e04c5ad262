/** What a thread page shows: one run of top-level posts, their first replies, and the viewer's own marks. */
import type { Ctx } from '../../platform/http/context.ts';
import { type Audience, seesHidden } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Conn } from '../../platform/store/store.ts';
import { postToRead, threadToRead } from './access.ts';
import { boundPage } from './long-posts.ts';
import { type Thanks, thanksIn } from './thanks-queries.ts';
import { type Silence, silencesIn } from '../../people/accounts/silence-queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { remainingInThread } from '../../brands/remaining.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { MarkKind } from '../../../shared/words.ts';
import { type Cards, cardsOf } from '../cards/cards.ts';
import { keptWith } from '../files/actions.ts';
import type { Brought } from '../files/queries.ts';
import { besidePosts, type BesidePosts, withReplies } from './beside.ts';
import { countParticipants, participantsOf, type Participant, participantOf } from './participant-queries.ts';
import { type Fresh, freshIn, type Visit, visitOf } from '../reading/queries.ts';
import { withNoted } from '../reading/reads.ts';
import { linksOf, type ThreadLink } from './link-queries.ts';
import { votesBy } from './poll-queries.ts';
import * as queries from './queries.ts';

export type DrawnPost = queries.ShownPost & {
  /** Only its beginning is here: it passes what one page draws. */
  isShortened?: boolean;
};
export type PostNode = DrawnPost & { replies: DrawnPost[] };
export type MyMarks = Map<number, Set<MarkKind>>;
/** What staff see besides: what they have left here, and what they kept. */
export type DeskLine = Awaited<ReturnType<typeof deskLine>>;
export type ThreadPage = BesidePosts & {
  thread: queries.Thread;
  page: number;
  pages: number;
  opening: PostNode;
  posts: PostNode[];
  mine: MyMarks;
  thanks: Map<number, Thanks[]>;
  desk: DeskLine;
  /** What the viewer chose in them: the ids of the choices. */
  votes: ReadonlySet<number>;
  /** What links in them lead to. */
  cards: Cards;
  /** Of a challenge: who takes part, as many as are shown, and how many in all. */
  participants: { people: Participant[]; joined: number; finished: number };
  /** The viewer's own part in it. */
  myParticipation: { finishedAt: number | null } | null;
  /** How the viewer follows it, how far they have read it, and what they have not. */
  visit: Omit<Visit, 'step' | 'has'> & { fresh: Fresh | null };
  /** The threads that it is linked with. */
  links: ThreadLink[];
  /** Pictures and files that came with a form that was refused. */
  kept?: Brought;
  /** What the viewer wrote at the end, or under the one post, and has not sent. */
  draft?: Draft | null;
  /** Whose hidden posts were left out of it: for them it is loaded with those. */
  withheldFrom: number[];
  /** Why the viewer may not write here for a time. */
  silences?: Silence[];
  /** When set, only this top-level post with all of its replies. */
  only?: number;
  /** With it, the post that was asked for: the one, or a reply to it. Its form is open. */
  asked?: number;
};

const PER_PAGE = LIMITS.postsPerPage;

/** Posts and their replies without what a moderator hid, and hid from this audience. */
function shownTo(audience: Audience, spaceId: number, rows: queries.ShownPost[]) {
  const isShown = (post: queries.ShownPost) =>
    !post.isHidden || seesHidden(audience, { spaceId, authorId: post.authorId });
  const left = rows.filter((post) => !isShown(post)).flatMap(({ authorId }) => authorId ?? []);
  return { shown: rows.filter(isShown), left };
}

function nest(rows: queries.ShownPost[], replies: queries.ShownPost[]): PostNode[] {
  const nodes = rows.map((row) => ({ ...row, replies: [] as queries.ShownPost[] }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const reply of replies) byId.get(reply.parentId!)?.replies.push(reply);
  return nodes;
}

async function marksBy(ctx: Ctx, threadId: number): Promise<MyMarks> {
  const mine: MyMarks = new Map();
  if (!ctx.viewer) return mine;
  for (const { postId, kind } of await queries.marksOf(ctx.adda.store.read, ctx.viewer.id, threadId)) {
    mine.set(postId, (mine.get(postId) ?? new Set()).add(kind));
  }
  return mine;
}

/** A thread page with what only this viewer sees. @param page from 1 @throws {AddaError} `not_found` also for a page that does not exist */
export async function loadThreadPage(ctx: Ctx, id: number, page: number): Promise<ThreadPage> {
  return forViewer(ctx, await loadSharedPage(ctx.adda.store.read, ctx.audience, id, page));
}

/** Adds the viewer's own marks and own hidden posts, and for staff what they have left to say. */
export async function forViewer(ctx: Ctx, shared: ThreadPage): Promise<ThreadPage> {
  if (!ctx.viewer) return shared;
  const data = shared.withheldFrom.includes(ctx.viewer.id)
    ? await loadSharedPage(ctx.adda.store.read, ctx.audience, shared.thread.id, shared.page)
    : shared;
  const { thread } = data;
  const conn = ctx.adda.store.read;
  const { has, visit } = await myVisit(ctx, thread, `thread:${thread.id}`);
  const silences = has.silences ? await silencesIn(conn, ctx.viewer.id, thread.space.id, Date.now()) : [];
  const mine = has.marks ? await marksBy(ctx, thread.id) : data.mine;
  const drafted = has.draft ? await draftWith(ctx, `thread:${thread.id}`) : { draft: null };
  const [myParticipation, desk] = [await myPartIn(ctx, thread), await deskLine(ctx, thread)];
  return { ...data, ...drafted, mine, votes: await votesIn(ctx, data.polls), desk, silences, myParticipation, visit };
}

type Draft = NonNullable<Awaited<ReturnType<typeof draftAt>>>;

/** What the viewer has not sent yet, with its pictures and files that are still there. */
async function draftWith(ctx: Ctx, place: string): Promise<{ draft: Draft | null; kept?: Brought }> {
  const conn = ctx.adda.store.read;
  const draft = ctx.viewer && (await draftAt(conn, ctx.viewer.id, place));
  return { draft, ...(draft && { kept: await keptWith(conn, ctx.viewer, draft.values) }) };
}

type OwnVisit = { visit: ThreadPage['visit']; has: Visit['has'] };

const NO_VISIT: ThreadPage['visit'] = { level: null, readTo: null, muted: new Set(), kept: new Set(), fresh: null };

/** @param place where the viewer writes on the page */
async function myVisit(ctx: Ctx, { id, nextNumber }: queries.Thread, place: string): Promise<OwnVisit> {
  if (!ctx.viewer) return { visit: NO_VISIT, has: { marks: false, draft: false, silences: false } };
  const conn = ctx.adda.store.read;
  const { step, has, ...visit } = await visitOf(conn, ctx.viewer.id, id, place);
  ctx.trustStep = step;
  const kept = new Map(visit.readTo === null ? [] : [[id, visit.readTo]]);
  const readTo = withNoted(ctx.adda, ctx.viewer.id, [id], kept).get(id) ?? null;
  const begun = readTo !== null && readTo < nextNumber - 1 ? new Map([[id, readTo]]) : new Map<number, number>();
  const fresh = (await freshIn(conn, ctx.audience, ctx.viewer.id, begun)).get(id) ?? null;
  return { has, visit: { ...visit, readTo, fresh } };
}

/** What the viewer chose in the polls of a page. */
async function votesIn(ctx: Ctx, polls: ThreadPage['polls']): Promise<ThreadPage['votes']> {
  if (!ctx.viewer || polls.size === 0) return new Set();
  return votesBy(
    ctx.adda.store.read,
    ctx.viewer.id,
    [...polls.values()].map(({ id }) => id),
  );
}

/** The viewer's own part in a challenge. */
async function myPartIn(ctx: Ctx, { id, form }: queries.Thread): Promise<ThreadPage['myParticipation']> {
  if (form !== 'challenge' || !ctx.viewer) return null;
  return participantOf(ctx.adda.store.read, id, ctx.viewer.id);
}

async function deskLine(ctx: Ctx, thread: queries.Thread) {
  if (!ctx.viewer || !ctx.may.speakForBrand) return null;
  const conn = ctx.adda.store.read;
  const left = await remainingInThread(conn, ctx.viewer, thread);
  return left;
}

const PEOPLE_SHOWN = 100;

async function participantsIn(conn: Conn, thread: queries.Thread): Promise<ThreadPage['participants']> {
  if (thread.form !== 'challenge') return { people: [], joined: 0, finished: 0 };
  return { people: await participantsOf(conn, thread.id, PEOPLE_SHOWN), ...(await countParticipants(conn, thread.id)) };
}

/** The thanks said in a thread, by post. */
async function thanksBy(conn: Conn, thread: queries.Thread): Promise<Map<number, Thanks[]>> {
  const thanks = new Map<number, Thanks[]>();
  if (thread.thankCount === 0) return thanks;
  for (const one of await thanksIn(conn, thread.id)) thanks.set(one.postId, [...(thanks.get(one.postId) ?? []), one]);
  return thanks;
}

/** A thread page as all of an audience see it. @param page from 1 @throws {AddaError} `not_found` */
export async function loadSharedPage(conn: Conn, audience: Audience, id: number, page: number): Promise<ThreadPage> {
  const thread = await threadToRead(conn, audience, id);
  const pages = Math.max(1, Math.ceil(thread.places / PER_PAGE));
  if (page > pages) throw new AddaError('not_found');
  // The opening is the first of the run, so the first page fetches one more.
  const offset = page === 1 ? 0 : 1 + (page - 1) * PER_PAGE;
  const limit = page === 1 ? PER_PAGE + 1 : PER_PAGE;
  const rows = await queries.topPosts(conn, id, offset, limit);
  // Withdrawn replies are shown too, as what they are, so the posts' own counts decide.
  const replies = rows.some((row) => row.replyCount > 0) ? await queries.repliesUnder(conn, id, offset, limit) : [];
  const [top, below] = [shownTo(audience, thread.spaceId, rows), shownTo(audience, thread.spaceId, replies)];
  const nodes = boundPage(nest(top.shown, below.shown));
  const opening = page === 1 ? nodes.shift() : nest(await queries.topPosts(conn, id, 0, 1), [])[0];
  if (opening?.kind !== 'opening') throw new AddaError('not_found');
  return {
    thread,
    page,
    pages,
    opening,
    posts: nodes,
    mine: new Map(),
    withheldFrom: [...top.left, ...below.left],
    links: await linksOf(conn, audience, id),
    thanks: await thanksBy(conn, thread),
    ...(await besidePosts(conn, [opening, ...nodes])),
    votes: new Set(),
    cards: await cardsOf(conn, audience, thread.space.id, withReplies([opening, ...nodes])),
    participants: await participantsIn(conn, thread),
    myParticipation: null,
    visit: NO_VISIT,
    desk: null,
  };
}

const REPLIES = LIMITS.repliesPerPage;

/**
 * One top-level post, whole, with a run of its replies, as a page of its own.
 * @param postId the post, or a reply to it
 * @param page of the replies; without one the page on which the reply stands
 */
export async function loadPostPage(ctx: Ctx, postId: number, page?: number): Promise<ThreadPage> {
  const conn = ctx.adda.store.read;
  const { post, thread } = await postToRead(conn, ctx.audience, { id: postId });
  const { id } = thread;
  const topId = post.parentId ?? post.id;
  const pages = Math.max(1, Math.ceil((await queries.placesUnder(conn, topId)) / REPLIES));
  const number = page ?? (post.parentId === null ? 1 : await pageOfPost(ctx, post));
  if (number > pages) throw new AddaError('not_found');
  const run = { offset: (number - 1) * REPLIES, limit: REPLIES };
  const { shown, left } = shownTo(ctx.audience, thread.spaceId, await queries.postWithReplies(conn, id, topId, run));
  const [top, ...replies] = shown;
  if (top?.id !== topId) throw new AddaError('not_found');
  const [opening] = await queries.topPosts(conn, id, 0, 1);
  const desk = await deskLine(ctx, thread);
  const bound = boundPage([{ ...top, html: '', replies }], postId);
  const node = { ...top, replies: bound[0]!.replies };
  const isOpening = opening!.id === top.id;
  const place = `reply:${post.id}`;
  const { has, visit } = await myVisit(ctx, thread, place);
  const beside = await besidePosts(conn, isOpening ? [node] : [{ ...opening!, replies: [] }, node]);
  return {
    thread,
    page: number,
    pages,
    ...beside,
    votes: await votesIn(ctx, beside.polls),
    opening: isOpening ? node : { ...opening!, replies: [] },
    posts: isOpening ? [] : [node],
    mine: has.marks ? await marksBy(ctx, id) : new Map(),
    withheldFrom: left,
    links: await linksOf(conn, ctx.audience, id),
    thanks: await thanksBy(conn, thread),
    cards: await cardsOf(conn, ctx.audience, thread.space.id, withReplies([node])),
    participants: await participantsIn(conn, thread),
    myParticipation: await myPartIn(ctx, thread),
    visit,
    desk,
    ...(has.draft ? await draftWith(ctx, place) : { draft: null }),
    only: topId,
    asked: post.id,
  };
}

/** On which page a post stands: of its thread, or a reply of the replies. */
export async function pageOfPost(
  ctx: Ctx,
  post: { threadId: number; parentId: number | null; placeKey: number; number: number },
): Promise<number> {
  const before = await queries.placesBefore(ctx.adda.store.read, post);
  if (post.parentId !== null) return 1 + Math.floor(before / REPLIES);
  return before === 0 ? 1 : Math.ceil(before / PER_PAGE);
}
