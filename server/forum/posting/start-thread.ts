/** Starting a thread. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Looked } from '../../platform/feature.ts';
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { followThread } from '../../people/following/queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { checkAffiliation, mustMayPoll, mustNotLookLikeLabel } from './check.ts';
import { keepMentions } from './mentions.ts';
import { checkLinks, drawAhead, type DrawnAhead, nameNotes, renderPost, withNames } from './render.ts';
import { indexNewPost, insertPost } from '../threads/post-queries.ts';
import { mustTakeMore } from './pace.ts';
import { hidingOf, lookAt, raiseHeld } from './looking.ts';
import { threadsOf } from './rates.ts';
import { writeAround } from './write.ts';
import { FIRST_PLACE } from '../../rules/beginnings.ts';
import { placeOfNew } from '../../rules/post-state.ts';
import { needsKey, rotationOf, usualWait } from '../../rules/needs.ts';
import { type Actor, isStaff, whyNotStartThread } from '../../rules/roles.ts';
import { usualWaitOf } from '../spaces/queries.ts';
import { endDraft, type KeptAs, keepRefused } from '../drafts/drafts.ts';
import { exceptionOfMember, tellOfException } from '../early-access/early-access.ts';
import { wordsOfPoll } from '../../rules/polls.ts';
import { attachFiles, namesOfLoose } from '../files/with-post.ts';
import { leadingPicture, wordsOfLoose } from '../pictures/with-post.ts';
import type { TakeKept } from './actions.ts';
import type { Details } from './details.ts';
import { checkThread, type ThreadInput } from './thread-check.ts';
import { type Exception, postAuthorOf, enforceLimitsOnStart, type BrandIdentity } from '../../brands/identity.ts';
import type { Tx } from '../../platform/store/store.ts';
import { slugify } from '../../../shared/text.ts';
import type { Form, HoldWhy, Stake } from '../../../shared/words.ts';
import { insertPoll } from '../threads/poll-queries.ts';
import { insertThread, updateThread } from '../threads/queries.ts';
import { recountThread, retag } from '../threads/recount.ts';
import { raise } from '../../platform/events/raise.ts';

export type Started = { threadId: number; slug: string; postId: number; held: HoldWhy | null };

type Opening = Partial<Details> & {
  spaceId: number;
  authorId: number | null;
  authorLabel?: string | null;
  affiliation?: string | null;
  stakes?: Stake[] | null;
  identity?: BrandIdentity | null;
  /** In their first days, or unheard (rules/rank.ts). */
  isOnProbation?: boolean;
  exception?: Exception | null;
  form: Form;
  title: string;
  markdown: string;
  ahead?: DrawnAhead;
  tags: string[];
  createdAt: number;
  source?: string | null;
  externalId?: string | null;
  importedHelpful?: number;
  /** Looks at what was drawn, before it is written. */
  look?: (html: string) => Promise<Looked>;
};

/** Writes a thread and its opening post with all that goes with them. For actions and importers alike. */
export async function writeThread(tx: Tx, opening: Opening): Promise<Started> {
  const { form, title, createdAt, tags: tagNames, identity = null, isOnProbation = false } = opening;
  const { importedHelpful = 0 } = opening;
  const place = { spaceId: opening.spaceId, threadId: null, postId: null, isForBrand: identity !== null };
  const { html, terms, language, mentions } = await renderPost(tx, place, opening.markdown, opening.ahead);
  if (identity) await checkLinks(tx, html, identity.brand.domains, opening.exception);
  const looked = (await opening.look?.(html)) ?? { held: null, flagged: null };
  const origin = { source: opening.source ?? null, externalId: opening.externalId ?? null };
  const author = {
    authorId: opening.authorId,
    authorLabel: opening.authorLabel ?? null,
    affiliation: opening.affiliation ?? null,
    stakes: opening.stakes ?? null,
  };
  const turns = rotationOf(createdAt, usualWait(await usualWaitOf(tx, opening.spaceId)), tx.now);
  const thread = await insertThread(tx, {
    ...author,
    ...origin,
    spaceId: opening.spaceId,
    form,
    title,
    slug: slugify(title),
    excerpt: '',
    tagNames,
    visible: false,
    needsKey: needsKey(turns.lastAt, createdAt),
    rotatesAt: turns.nextAt,
    details: opening.details ?? null,
    opensAt: opening.opensAt ?? null,
    closesAt: opening.closesAt ?? null,
    createdAt,
    lastPostAt: createdAt,
  });
  const post = await insertPost(tx, {
    ...author,
    ...origin,
    threadId: thread.id,
    kind: 'opening',
    number: 1,
    placeKey: placeOfNew(thread, { kind: 'opening', importedHelpful }, null),
    markdown: opening.markdown,
    html,
    isOnProbation,
    importedHelpful,
    createdAt,
    ...hidingOf(looked, createdAt),
  });
  await nameNotes(tx, post);
  await looked.keep?.(tx, { id: post.id, isNew: true });
  if (mentions?.size) await keepMentions(tx, post.id, mentions);
  await writeAround(tx, post, opening);
  await retag(tx, thread, tagNames);
  await indexNewPost(tx, post.id, { terms, language }, title, tagNames);
  // Its opening makes the thread visible, and gives it its place everywhere.
  await recountThread(tx, thread, {
    before: null,
    after: { ...post, isLabelled: identity !== null, isToStaff: false },
    rank: 'anew',
  });
  return { threadId: thread.id, slug: thread.slug, postId: post.id, held: looked.held?.why ?? null };
}

/** What else was typed: a goal, what is wanted. */
const textsIn = (details: object): string[] =>
  Object.values(details).flatMap((one: unknown) =>
    typeof one === 'string' ? [one] : one !== null && typeof one === 'object' ? textsIn(one) : [],
  );

/**
 * A member asks, or opens a discussion; staff open a prompt, a resource or an open hour, within their limits,
 * and keep what was refused as a draft.
 * @param take of what waited for its time; without it the draft goes @param kept which draft
 * @throws {AddaError} `not_signed_in`, `staff_form`, `not_staff`, `invalid`, `too_many`; for staff `grant_ended`,
 *   `brand_links`, `referral_code` and every code of a limit (rules/posting.ts)
 */
export async function startThread(
  adda: Adda,
  actor: Actor,
  input: ThreadInput,
  take: TakeKept | null = null,
  kept: KeptAs = { place: FIRST_PLACE },
): Promise<Started> {
  const no = whyNotStartThread(actor, input.form);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const checked = await checkThread(adda, actor, input, Date.now());
  const { title, markdown, tags, details, poll, reference, space } = checked;
  const place = { spaceId: space.id, threadId: null, postId: null, isForBrand: isStaff(actor) };
  const ahead = await drawAhead(adda, place, markdown);
  const write = async (tx: Tx) => {
    await mustTakeMore(tx, space.id);
    await mustNotBeSilent(tx, actor.id, space.id);
    await take?.(tx);
    await consume(tx, await threadsOf(tx, actor.id), actor.id);
    const postAuthor = await postAuthorOf(tx, actor.id, tx.now);
    const { identity } = postAuthor;
    if (poll) mustMayPoll(actor, postAuthor);
    const nowNot = whyNotStartThread(postAuthor, input.form);
    if (nowNot) throw new AddaError(nowNot);
    const exception = identity
      ? await enforceLimitsOnStart(tx, space.id, { ...postAuthor, identity }, reference)
      : await exceptionOfMember(() => actorOf(tx, actor), space.id, reference);
    const files = await namesOfLoose(tx, actor.id, input);
    const alts = await wordsOfLoose(tx, actor.id, input);
    if (!identity) await mustNotLookLikeLabel(tx, { title, tags, poll, files, alts });
    const isSafety = exception?.kind === 'safety';
    const brought = [...files, ...alts];
    const said = [title, ...tags, ...textsIn(details), wordsOfPoll(poll), ...brought, input.affiliation ?? ''];
    const words = said.join('\n');
    const where = { spaceId: space.id, inThread: null };
    const seen = { ...where, postId: null, authorId: actor.id, title: words, markdown, isSafety };
    const started = await writeThread(tx, {
      spaceId: space.id,
      authorId: actor.id,
      ...(await checkAffiliation(tx, input.affiliation, postAuthor)),
      identity,
      isOnProbation: postAuthor.isOnProbation,
      exception,
      ...details,
      form: input.form,
      title,
      markdown,
      ahead,
      tags,
      createdAt: tx.now,
      look: async (html) => {
        if (identity && files.length > 0)
          await checkLinks(tx, withNames(html, files), identity.brand.domains, exception);
        return lookAt(adda, tx, { ...seen, html });
      },
    });
    const { threadId, postId } = started;
    await attachFiles(tx, actor.id, postId, input);
    if (poll) await insertPoll(tx, postId, poll);
    const picture = started.held ? null : await leadingPicture(tx, input.form, postId);
    if (picture) await updateThread(tx, threadId, { picture });
    if (!take) await endDraft(tx, actor.id, { ...kept, values: { ...input } });
    if (!postAuthor.identity) await followThread(tx, actor.id, threadId);
    const on = { threadId, spaceId: space.id, postId };
    if (started.held) await raiseHeld(tx, actor.id, { ...on, number: 1 }, started.held);
    else await raise(tx, { kind: 'thread.started', actorId: actor.id, ...on });
    if (exception) await tellOfException(tx, postAuthor, { ...on, number: 1 }, exception);
    return started;
  };
  try {
    return await adda.store.write(write);
  } catch (error) {
    const {
      idempotencyKey: _key,
      pictureFaults: _faults,
      ...values
    } = input as ThreadInput & { idempotencyKey?: string };
    if (!take) await keepRefused(adda, actor, { ...kept, threadId: null, values }, error);
    throw error;
  }
}
