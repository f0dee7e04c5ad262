/** A message as it is kept: checked, drawn, with the label of whoever speaks for a brand. */
import { endDraft, type KeptAs, keepRefused } from '../drafts/drafts.ts';
import { lockedDraft } from '../drafts/queries.ts';
import { checkLinks } from '../posting/render.ts';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import type { Tx } from '../../platform/store/store.ts';
import { drawAside, type Drawn } from '../../platform/worker-pool/render.ts';
import { type PostAuthor, postAuthorOf } from '../../brands/identity.ts';
import { EVERYWHERE, mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { trustIn } from '../../people/accounts/trust-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { isMeantFor, MESSAGES_OPEN } from '../../rules/messages.ts';
import { CONVERSATIONS_PER_MEMBER, MESSAGES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { isStaff } from '../../rules/roles.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { showsSomething } from '../../../shared/markdown.ts';
import { withNotesOf } from '../../../shared/markdown-notes.ts';
import { cleanText } from '../../../shared/text.ts';
import * as queries from './queries.ts';

/** A character may come as two, with another for the end of each line; what is longer is not looked at any closer. */
const FAR = 4;

export type DrawnMessage = { markdown: string; drawn: Drawn };

/** Checks a text and draws it, before the transaction that keeps it. @throws {AddaError} `invalid`, `busy` */
export async function drawMessage(
  adda: Adda,
  actor: NonNullable<Actor>,
  text: string,
  faults: FieldFault[] = [],
): Promise<DrawnMessage> {
  const isNear = text.length <= FAR * LIMITS.message.max;
  const markdown = isNear ? cleanText(text).replace(/^\n+/, '').trimEnd() : text;
  const all = [...faults, ...lengthFaults('body', markdown, LIMITS.message)];
  if (all.length > 0) throw invalid(...all);
  const options = { origin: ownOrigin(), isSponsored: isStaff(actor) };
  const drawn = await drawAside(adda.workerPool, markdown, options);
  if (!showsSomething(drawn.html)) throw invalid({ field: 'body', fault: 'required' });
  return { markdown, drawn };
}

async function openTo(tx: Tx, accountId: number) {
  const { trust } = await trustIn(tx, accountId, tx.now);
  return MESSAGES_OPEN[trust?.step ?? 'new'];
}

/** @throws {AddaError} `too_many` for whoever begins, or brings in, more than the forum trusts them with */
export async function mustHaveRoomToBegin(tx: Tx, accountId: number): Promise<void> {
  const { conversations } = await openTo(tx, accountId);
  await consume(tx, { ...CONVERSATIONS_PER_MEMBER, max: conversations }, accountId);
}

/** Who writes, where they may speak at all. @throws {AddaError} `silenced`, `suspended`, `not_signed_in`, `grant_ended` */
export async function writerOf(tx: Tx, accountId: number): Promise<PostAuthor> {
  await mustNotBeSilent(tx, accountId, EVERYWHERE);
  return postAuthorOf(tx, accountId, tx.now);
}

/**
 * Writes a message into a conversation that is locked.
 * @throws {AddaError} `too_many`; `brand_links`, `referral_code` for what speaks for a brand
 */
export async function writeMessage(
  tx: Tx,
  conversationId: number,
  writer: PostAuthor,
  { markdown, drawn }: DrawnMessage,
): Promise<number> {
  const { identity } = writer;
  const { messages } = await openTo(tx, writer.id);
  await consume(tx, { ...MESSAGES_PER_MEMBER, max: messages }, writer.id);
  if (identity) await checkLinks(tx, drawn.html, identity.brand.domains);
  const id = await queries.insertMessage(tx, {
    conversationId,
    authorId: writer.id,
    role: writer.role,
    label: identity?.label ?? null,
    brandId: identity?.brand.id ?? null,
    brandName: identity?.brand.name ?? null,
    grantId: identity?.grant?.id ?? null,
    markdown,
    html: drawn.html,
  });
  const html = withNotesOf(drawn.html, id);
  if (html !== drawn.html) await queries.setMessageHtml(tx, id, html);
  await queries.updateParticipant(tx, conversationId, writer.id, { readId: id });
  await raise(tx, { kind: 'message.written', actorId: writer.id, conversationId, messageId: id });
  return id;
}

/** What the limits of a brand refuse is kept as a draft, as the refusal says. @throws what `run` throws */
export async function keepingRefused<T>(
  adda: Adda,
  actor: NonNullable<Actor>,
  { place, at, values }: KeptAs & { values: Record<string, unknown> },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await keepRefused(adda, actor, { place, at, values, threadId: null }, error, { isPrivate: true });
    throw error;
  }
}

/** What one may not do, as an error. */
export function mustBe(no: ConstructorParameters<typeof AddaError>[0] | null): void {
  if (no) throw new AddaError(no);
}

/** The draft of what is now sent goes; one that was begun to others stays. */
export async function endKept(
  tx: Tx,
  accountId: number,
  kept: KeptAs,
  to: readonly { slug: string }[],
  body: string,
): Promise<void> {
  // Names are typed in many ways: where the same people are meant, the same is said.
  const typed = (await lockedDraft(tx, accountId, kept.place))?.values.to;
  await endDraft(tx, accountId, {
    ...kept,
    values: { body, ...(isMeantFor(String(typed ?? ''), to) && { to: typed }) },
  });
}
