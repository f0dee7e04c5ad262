/** How a post will look where it is being written: its words as they are drawn once posted, and all that goes with them. */
import { AddaError, type FieldFault } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { plainPreview, type Previewed } from '../../platform/http/draw-preview.ts';
import type { Values } from '../../platform/http/form-state.ts';
import { html, trusted } from '../../platform/http/html.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { makeTries } from '../../platform/rate-limit/tries.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { zoneOf } from '../../platform/layout/parts.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { kindOfPost } from '../../rules/answers.ts';
import { PREVIEWS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { pollOf } from '../../rules/polls.ts';
import { arePicturesFirst } from '../../rules/thread-forms.ts';
import type { PostKind } from '../../../shared/words.ts';
import { cardsOf } from '../cards/cards.ts';
import { wordsWithCards } from '../cards/shown.ts';
import { waitingBy } from '../drafts/waiting-queries.ts';
import { keptForChange, keptWith } from '../files/actions.ts';
import { wordsAbout } from '../files/field.ts';
import { fileList } from '../files/shown.ts';
import { gallery, wordsWith } from '../pictures/shown.ts';
import { allSpaces } from '../spaces/queries.ts';
import { wordsToRead } from '../threads/access.ts';
import { splitBeside } from '../threads/beside.ts';
import { participantOf } from '../threads/participant-queries.ts';
import { plannedPoll } from '../threads/poll-fields.ts';
import { type Thread, threadById } from '../threads/queries.ts';
import { type Post, postById } from '../threads/post-queries.ts';
import { drawAsPosted } from './render.ts';

const PLACE = /^\/(t|p|waiting)\/(\d+)(?:\/|#|$)/;

/** Where a text is being written. @property at the address to which its form goes @property space the one that was chosen */
export type Where = { space?: unknown; at?: string };
/** @property post the one that is changed; null for a new one */
type Place = { spaceId: number; thread: Thread | null; post: Post | null };

/** The post that is being changed, as far as the viewer may read it. */
async function changedPost(ctx: Ctx, id: number): Promise<Place | null> {
  try {
    const { post, thread } = await wordsToRead(ctx.adda.store.read, ctx.audience, id);
    return { spaceId: thread.space.id, thread, post };
  } catch (error) {
    if (error instanceof AddaError) return null;
    throw error;
  }
}

async function inThread(ctx: Ctx, id: number): Promise<Place | null> {
  const thread = await threadById(ctx.adda.store.read, ctx.audience, id);
  return thread ? { spaceId: thread.space.id, thread, post: null } : null;
}

/** The thread in which a post of the viewer's waits for its time; null for one that begins a thread. */
async function threadOfWaiting({ adda, viewer }: Ctx, id: number): Promise<number | null> {
  const row = viewer && (await waitingBy(adda.store.read, viewer.id, id));
  return row?.threadId ?? null;
}

async function placeIn(ctx: Ctx, where: Where): Promise<Place | null> {
  const [, kind, number] = PLACE.exec(where.at ?? '') ?? [];
  const id = idOf(number);
  if (id !== null && kind === 'p') return changedPost(ctx, id);
  const threadId = id !== null && kind === 'waiting' ? await threadOfWaiting(ctx, id) : id;
  if (threadId !== null) return inThread(ctx, threadId);
  const spaces = where.space ? await allSpaces(ctx.adda.store.read, ctx.audience) : [];
  const space = spaces.find(({ slug }) => slug === where.space);
  return space ? { spaceId: space.id, thread: null, post: null } : null;
}

/** The space into which a text is being written, and its thread where it has one; null where neither is known. */
export async function placeOf(ctx: Ctx, where: Where): Promise<{ spaceId: number; threadId: number | null } | null> {
  const { at = '' } = where;
  const [, kind, number] = PLACE.exec(at) ?? [];
  const id = idOf(number);
  // Who completes a name in a post that is hidden from them is told nothing of its thread.
  const post = id !== null && kind === 'p' ? await postById(ctx.adda.store.read, id) : null;
  const place = await (kind === 'p' ? inThread(ctx, post?.threadId ?? 0) : placeIn(ctx, where));
  return place && { spaceId: place.spaceId, threadId: place.thread?.id ?? null };
}

/** What kind of post it will be, by what its form says. */
async function kindIn({ adda, viewer, may }: Ctx, { thread, post }: Place, values: Values): Promise<PostKind> {
  if (post) return post.kind;
  if (!thread || !viewer) return 'opening';
  const isPart = thread.form === 'challenge' && (await participantOf(adda.store.read, thread.id, viewer.id)) !== null;
  return kindOfPost({
    ...{ thread, author: { id: viewer.id, speaksForBrand: may.speakForBrand } },
    ...{ isReply: idOf(values.parentId) !== null, asOwnAnswer: values.ownAnswer === 'true', takesPart: isPart },
  });
}

/** Whose words it will be: what decides whether its links become cards. */
async function stakesIn({ adda, viewer, may }: Ctx, post: Post | null) {
  const author = may.speakForBrand ? null : await postAuthorOf(adda.store.read, viewer!.id, Date.now());
  return {
    isLabelled: post ? post.isLabelled : may.speakForBrand,
    stakes: [...(post?.stakes ?? []), ...(author?.stakes ?? [])],
  };
}

const WORDS = 40_000;

/** The words as they will be kept, with cards of links that are known already: nothing is looked up for a preview. */
async function drawnWords(ctx: Ctx, { spaceId, thread, post }: Place, markdown: string): Promise<string> {
  const conn = ctx.adda.store.read;
  const of = { threadId: thread?.id ?? null, postId: post?.id ?? null, isForBrand: ctx.may.speakForBrand };
  const { html: drawn } = await drawAsPosted(ctx.adda, { spaceId, ...of }, markdown);
  const linking = { id: 0, revision: 1, html: drawn, ...(await stakesIn(ctx, post)) };
  return wordsWithCards(ctx, linking, await cardsOf(conn, ctx.audience, spaceId, [linking]));
}

const textsOf = (value: unknown): string[] => [value ?? []].flat().map(String);

/** The poll that was typed, as far as it is one, and what is wrong with it. */
function pollTyped(ctx: Ctx, values: Values, faults: FieldFault[]) {
  const [pollQuestion = ''] = textsOf(values.pollQuestion);
  if (pollQuestion.trim() === '' || ctx.may.speakForBrand) return null;
  const input = { pollQuestion, pollChoices: textsOf(values.pollChoices), pollEndsOn: textsOf(values.pollEndsOn)[0] };
  const poll = pollOf({ ...input, pollMost: Number(values.pollMost || 1) || 1 }, zoneOf(ctx), Date.now(), faults);
  return poll && plannedPoll(ctx, poll);
}

const tries = new WeakMap<Ctx['adda']['store'], ReturnType<typeof makeTries>>();

/** Each is drawn as a post is, and nothing comes of it. @throws {AddaError} `too_many` */
function mustNotDrawTooMany({ adda, viewer }: Ctx): void {
  const own = tries.get(adda.store) ?? makeTries(PREVIEWS_PER_MEMBER);
  tries.set(adda.store, own);
  const now = Date.now();
  const retry = own.take(String(viewer!.id), now);
  if (retry !== null) throw new AddaError('too_many', { retryAfter: Math.ceil((retry - now) / 1000) });
}

/** The words, and beside them pictures, files and the poll, as the form has them. @throws {AddaError} `too_many` */
export async function previewOf(ctx: Ctx, where: Where, values: Values): Promise<Previewed> {
  mustNotDrawTooMany(ctx);
  const conn = ctx.adda.store.read;
  const markdown = textsOf(values.body).join('\n').slice(0, WORDS);
  const place = await placeIn(ctx, where);
  const kept = place?.post
    ? await keptForChange(conn, ctx.viewer, place.post.id, values)
    : await keptWith(conn, ctx.viewer, values);
  const words = place ? await drawnWords(ctx, place, markdown) : (await plainPreview(ctx, { values })).words.text;
  const about = wordsAbout(values);
  const pictures = kept.pictures.map((one) => ({ ...one, alt: about(one) }));
  const { beside, within } = splitBeside(words, pictures);
  const leads = place === null || arePicturesFirst(await kindIn(ctx, place, values));
  const title = textsOf(values.title)[0] || place?.thread?.title || '';
  const shown = gallery(ctx, beside, { title, leads, isFirst: false });
  const faults: FieldFault[] = [];
  const poll = pollTyped(ctx, values, faults);
  return {
    faults,
    words: wordsWith(ctx, trusted(words).text, within),
    before: leads ? shown : null,
    after: html`${poll}${!leads && shown}${fileList(ctx, kept.files, title)}`,
  };
}

/** As a page that draws no form has it: what would be refused stands over what stands after the words. */
export const previewJson = (ctx: Ctx, { words, before, after, faults = [] }: Previewed) => ({
  ...{ html: words.text, before: before?.text ?? '' },
  after: html`${faults.map((fault) => html`<p class="field__error">${faultSentence(fault, ctx.m)}</p>`)}${after}`.text,
});
