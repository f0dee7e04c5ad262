/** What a thread page shows: one run of top-level posts, their first replies, and the viewer's own marks. */
import type { Ctx } from '../../platform/http/context.ts';
import type { Freshness } from '../../platform/http/page-cache.ts';
import { versionSum } from '../../people/accounts/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { type Thanks, thanksIn } from './thanks-queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { remainingInThread } from '../../brands/remaining.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Form, MarkKind } from '../../../shared/words.ts';
import { type Picture, picturesOf } from '../pictures/queries.ts';
import { takesPictures } from '../../rules/thread-forms.ts';
import { countParticipants, participantsOf, type Participant, participantOf } from './participant-queries.ts';
import * as queries from './queries.ts';

export type PostNode = queries.ShownPost & { replies: queries.ShownPost[] };
export type MyMarks = Map<number, Set<MarkKind>>;
/** What staff see besides: what they have left here, and what they kept. */
export type DeskLine = Awaited<ReturnType<typeof deskLine>>;
export type ThreadPage = {
  thread: queries.Thread;
  page: number;
  pages: number;
  opening: PostNode;
  posts: PostNode[];
  mine: MyMarks;
  thanks: Map<number, Thanks[]>;
  desk: DeskLine;
  /** The pictures of the posts, by post. */
  pictures: Map<number, Picture[]>;
  /** Of a challenge: who takes part, as many as are shown, and how many in all. */
  participants: { people: Participant[]; joined: number; finished: number };
  /** The viewer's own part in it. */
  myParticipation: { finishedAt: number | null } | null;
  /** Pictures that came with a form that was refused. */
  kept?: Picture[];
  /** What staff wrote under the one post and could not send. */
  replyDraft?: Record<string, unknown>;
  /** When set, only this top-level post with all of its replies. */
  only?: number;
};

const PER_PAGE = LIMITS.postsPerPage;

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

/** The address of a thread that became part of another leads there. @throws {AddaError} `moved` */
function leadOn({ movedToId, hiddenAt }: queries.Thread): void {
  if (movedToId !== null && hiddenAt === null) throw new AddaError('moved', { movedTo: movedToId });
}

/** The thread if this viewer may see it: a withdrawn one is there for its author only. @throws {AddaError} `not_found`, `moved` */
export async function seeThread(ctx: Ctx, id: number): Promise<queries.Thread> {
  const thread = await queries.threadById(ctx.adda.store.read, id);
  if (!thread) throw new AddaError('not_found');
  leadOn(thread);
  if (!thread.visible && thread.authorId !== ctx.viewer?.id) throw new AddaError('not_found');
  return thread;
}

/** A thread page with what only this viewer sees. @param page from 1 @throws {AddaError} `not_found` also for a page that does not exist */
export async function loadThreadPage(ctx: Ctx, id: number, page: number): Promise<ThreadPage> {
  return forViewer(ctx, await loadSharedPage(ctx, id, page));
}

/** Adds the viewer's own marks, and for staff what they have left to say. @throws {AddaError} `not_found` for a withdrawn thread that is not theirs */
export async function forViewer(ctx: Ctx, data: ThreadPage): Promise<ThreadPage> {
  const { thread } = data;
  if (!thread.visible && thread.authorId !== ctx.viewer?.id) throw new AddaError('not_found');
  if (!ctx.viewer) return data;
  const myParticipation = await myPartIn(ctx, thread);
  return { ...data, mine: await marksBy(ctx, thread.id), desk: await deskLine(ctx, thread), myParticipation };
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
  return left && { ...left, draft: await draftAt(conn, ctx.viewer.id, `thread:${thread.id}`) };
}

async function picturesBy(ctx: Ctx, form: Form, ids: number[]): Promise<Map<number, Picture[]>> {
  const pictures = new Map<number, Picture[]>();
  if (!takesPictures(form)) return pictures;
  for (const { postId, ...picture } of await picturesOf(ctx.adda.store.read, ids))
    pictures.set(postId!, [...(pictures.get(postId!) ?? []), picture]);
  return pictures;
}

const PEOPLE_SHOWN = 100;

async function participantsIn(ctx: Ctx, thread: queries.Thread): Promise<ThreadPage['participants']> {
  if (thread.form !== 'challenge') return { people: [], joined: 0, finished: 0 };
  const conn = ctx.adda.store.read;
  return { people: await participantsOf(conn, thread.id, PEOPLE_SHOWN), ...(await countParticipants(conn, thread.id)) };
}

/** The thanks said in a thread, by post. */
async function thanksBy(ctx: Ctx, thread: queries.Thread): Promise<Map<number, Thanks[]>> {
  const thanks = new Map<number, Thanks[]>();
  if (thread.thankCount === 0) return thanks;
  for (const one of await thanksIn(ctx.adda.store.read, thread.id))
    thanks.set(one.postId, [...(thanks.get(one.postId) ?? []), one]);
  return thanks;
}

/** A thread page as it is for everybody; who may see it is asked by `forViewer`. @throws {AddaError} `not_found` */
export async function loadSharedPage(ctx: Ctx, id: number, page: number): Promise<ThreadPage> {
  const conn = ctx.adda.store.read;
  const thread = await queries.threadById(conn, id);
  if (!thread) throw new AddaError('not_found');
  leadOn(thread);
  const pages = Math.max(1, Math.ceil(thread.places / PER_PAGE));
  if (page > pages) throw new AddaError('not_found');
  // The opening is the first of the run, so the first page fetches one more.
  const offset = page === 1 ? 0 : 1 + (page - 1) * PER_PAGE;
  const limit = page === 1 ? PER_PAGE + 1 : PER_PAGE;
  const rows = await queries.topPosts(conn, id, offset, limit);
  // Withdrawn replies are shown too, as what they are, so the posts' own counts decide.
  const replies = rows.some((row) => row.replyCount > 0) ? await queries.repliesUnder(conn, id, offset, limit) : [];
  const nodes = nest(rows, replies);
  const opening = page === 1 ? nodes.shift() : nest(await queries.topPosts(conn, id, 0, 1), [])[0];
  if (!opening) throw new AddaError('not_found');
  return {
    thread,
    page,
    pages,
    opening,
    posts: nodes,
    mine: new Map(),
    thanks: await thanksBy(ctx, thread),
    pictures: await picturesBy(ctx, thread.form, [opening.id, ...nodes.map(({ id: post }) => post)]),
    participants: await participantsIn(ctx, thread),
    myParticipation: null,
    desk: null,
  };
}

/** One top-level post with all of its replies, as a page of its own. */
export async function loadPostPage(ctx: Ctx, id: number, postId: number): Promise<ThreadPage> {
  const conn = ctx.adda.store.read;
  const thread = await seeThread(ctx, id);
  const [top, ...replies] = await queries.postWithReplies(conn, id, postId);
  if (!top || top.parentId !== null) throw new AddaError('not_found');
  const [opening] = await queries.topPosts(conn, id, 0, 1);
  const desk = await deskLine(ctx, thread);
  const draft = desk && ctx.viewer ? await draftAt(conn, ctx.viewer.id, `reply:${postId}`) : null;
  const node = { ...top, replies };
  const isOpening = opening!.id === top.id;
  return {
    thread,
    page: 1,
    pages: 1,
    opening: isOpening ? node : { ...opening!, replies: [] },
    posts: isOpening ? [] : [node],
    mine: await marksBy(ctx, id),
    thanks: await thanksBy(ctx, thread),
    pictures: await picturesBy(ctx, thread.form, [opening!.id, postId]),
    participants: await participantsIn(ctx, thread),
    myParticipation: await myPartIn(ctx, thread),
    desk,
    ...(draft && { replyDraft: { body: draft.values.body } }),
    only: postId,
  };
}

/** On which page a top-level post stands. */
export async function pageOfPost(
  ctx: Ctx,
  post: { threadId: number; placeKey: number; number: number },
): Promise<number> {
  const before = await queries.placesBefore(ctx.adda.store.read, post);
  return before === 0 ? 1 : Math.ceil(before / PER_PAGE);
}

/** What a page says of a challenge's dates changes when they come. */
function phaseOf({ form, opensAt, closesAt }: queries.Thread, now: number): string {
  if (form !== 'challenge') return '';
  return now < (opensAt ?? 0) ? 'before' : now < (closesAt ?? 0) ? 'while' : 'after';
}

/** The visitor's copy depends on the thread and on the people shown in it. */
export function threadFreshness(ctx: Ctx, { thread, opening, posts }: ThreadPage): Freshness {
  const versions = new Map<number, number>();
  for (const node of [opening, ...posts]) {
    for (const post of [node, ...node.replies])
      if (post.authorId !== null && post.authorVersion !== null) versions.set(post.authorId, post.authorVersion);
  }
  const ids = [...versions.keys()];
  const sum = [...versions.values()].reduce((a, b) => a + b, 0);
  const conn = ctx.adda.store.read;
  return {
    was: `${thread.version}|${sum}|${phaseOf(thread, Date.now())}`,
    now: async () =>
      `${await queries.threadVersion(conn, thread.id)}|${await versionSum(conn, ids)}|${phaseOf(thread, Date.now())}`,
  };
}
