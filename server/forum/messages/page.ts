/** What the pages of messages are made of. */
import type { Ctx } from '../../platform/http/context.ts';
import { AddaError } from '../../platform/errors.ts';
import { participantsOf } from '../drafts/people-queries.ts';
import { draftAt } from '../drafts/queries.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { nameSlug } from '../../rules/names.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { ErrorCode } from '../../../shared/faults.ts';
import {
  readsConversation,
  whyNotBegin,
  whyNotReach,
  whyNotWriteInto,
  writesFromOffice,
} from '../../rules/messages.ts';
import { readCursor } from '../../platform/http/schemas.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { threadsNamed } from '../cards/cards.ts';
import { readConversation } from './actions.ts';
import { blocksAmong, recipientsBy } from './people-queries.ts';
import * as queries from './queries.ts';
import * as reading from './reading-queries.ts';

/**
 * What is known of the one whom somebody wants to write to, before they write.
 * @property goOnIn the conversation that the two have @property whyNot what sending would be answered
 */
export type Towards = { goOnIn: number | null; whyNot: ErrorCode | null };

/** @param to as it is typed; of several names, and of nobody's, nothing is known */
export async function towards(ctx: Ctx, to: string): Promise<Towards> {
  const conn = ctx.adda.store.read;
  const viewer = ctx.viewer!;
  const slug = nameSlug(cleanLine(to).replace(/^@/, '').trim());
  const [found] = slug === '' ? [] : await recipientsBy(conn, viewer.id, [slug]);
  if (!found || found.id === viewer.id || whyNotBegin(viewer)) return { goOnIn: null, whyNot: null };
  const id = await queries.conversationOfTwo(conn, viewer.id, found.id);
  const me = id === null ? null : await queries.participantIn(conn, id, viewer.id);
  const whyNot = whyNotReach(viewer, found);
  return { goOnIn: me && !writesFromOffice(viewer) && readsConversation(me.state) ? id : null, whyNot };
}

export type ListQuery = { show?: 'requests'; before?: string };

/** One's conversations, or the requests that wait for one. */
export async function loadList(ctx: Ctx, { show, before }: ListQuery) {
  const conn = ctx.adda.store.read;
  const { id } = ctx.viewer!;
  const size = LIMITS.conversationsPerPage;
  const state = show === 'requests' ? 'requested' : 'accepted';
  const rows = await reading.conversationsOf(conn, id, state, readCursor(before), size + 1);
  const shown = rows.slice(0, size);
  const ids = shown.map((row) => row.id);
  const people = await participantsOf(conn, ids);
  const newest = await reading.newestOfEach(conn, id, ids);
  const last = shown.at(-1);
  return {
    conversations: shown.map((row) => ({
      ...row,
      people: people.filter((one) => one.conversationId === row.id),
      newest: newest.find((one) => one.conversationId === row.id) ?? null,
    })),
    titles: await namedIn(ctx, newest),
    isRequests: show === 'requests',
    isFirst: before === undefined,
    requests: await queries.countRequests(conn, id),
    next: rows.length > size && last ? `${last.lastAt}-${last.id}` : null,
  };
}

export type ListPage = Awaited<ReturnType<typeof loadList>>;
export type Conversation = ListPage['conversations'][number];

/** One's place in a conversation that one may read. @throws {AddaError} `not_found` */
export async function mustRead(ctx: Ctx, conversationId: number) {
  const me = ctx.viewer && (await queries.participantIn(ctx.adda.store.read, conversationId, ctx.viewer.id));
  if (!me || !readsConversation(me.state)) throw new AddaError('not_found');
  return me;
}

/** What is new to its reader is read once it is shown. */
async function note(ctx: Ctx, me: Awaited<ReturnType<typeof mustRead>>, newest: number | undefined): Promise<void> {
  if (newest === undefined || newest <= me.readId || ctx.viewer!.scope === 'read') return;
  await readConversation(ctx.adda, me.accountId, me.conversationId, newest);
}

/** The threads that messages name by their addresses, as far as their reader may read them. */
const namedIn = (ctx: Ctx, messages: readonly reading.MessageRow[]) =>
  threadsNamed(
    ctx.adda.store.read,
    ctx.audience,
    messages.map(({ html }) => html),
  );

/**
 * A conversation for one who takes part, or is asked to.
 * @param before the id of a message: those said earlier @throws {AddaError} `not_found`
 */
export async function loadConversation(ctx: Ctx, id: number, before?: number) {
  const conn = ctx.adda.store.read;
  const me = await mustRead(ctx, id);
  const size = LIMITS.messagesPerPage;
  const rows = await reading.messagesFor(conn, me, { before }, size + 1);
  const people = await participantsOf(conn, [id]);
  const others = people.filter((one) => one.accountId !== me.accountId);
  const among = await blocksAmong(
    conn,
    me.accountId,
    others.map((one) => one.accountId),
  );
  const isOffice = writesFromOffice(ctx.viewer);
  const known = others.map((one) => ({
    state: one.state,
    blocks: !isOffice && among.blocks.has(one.accountId),
    isBlocked: among.isBlocked.has(one.accountId),
  }));
  await note(ctx, me, rows[0]?.id);
  return {
    ...{ id, me, people, isFirst: before === undefined },
    messages: rows.slice(0, size).reverse(),
    named: await namedIn(ctx, rows),
    older: rows.length > size ? rows[size - 1]!.id : null,
    whyNot: whyNotWriteInto(me.state, known),
    blocked: among.isBlocked,
    draft: await draftAt(conn, me.accountId, `message:${id}`),
    silences: await ownSilences(ctx),
  };
}

export type ConversationPage = Awaited<ReturnType<typeof loadConversation>>;

/** What came into a conversation after a message, and what says something else than it did. @throws {AddaError} `not_found` */
export async function loadSince(ctx: Ctx, id: number, after: number) {
  const me = await mustRead(ctx, id);
  const conn = ctx.adda.store.read;
  const fresh = await reading.messagesFor(conn, me, { after }, LIMITS.messagesPerPage);
  await note(ctx, me, fresh.at(-1)?.id);
  const messages = [...(await reading.changedFor(conn, me, after, LIMITS.messagesPerPage)), ...fresh];
  return { id, messages, named: await namedIn(ctx, messages) };
}
