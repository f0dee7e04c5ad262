/** Doing an act: who may, the change, its statement, what is said of it in the log; one transaction. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf, isOtherModerator, lockOffices } from '../../people/accounts/office-queries.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { isOfExample, spaceById } from '../../forum/spaces/queries.ts';
import { postToModerate, threadToModerate } from '../../forum/threads/access.ts';
import { lockThread } from '../../forum/threads/queries.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import { ABOUT_BRANDS } from '../../rules/cases.ts';
import { actRule, type ActRule, whyNotAct, whyNotAgain } from '../../rules/moderation.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords } from '../../../shared/text.ts';
import type { ActTarget, ActVerb, PostAct } from '../../../shared/words.ts';
import type { Act, Done, On, Wanted } from './act.ts';
import { openingWith } from '../cases/queries.ts';
import { caseToDecide, endAnswered, lockAnswered, mustBeAbout, upholdWith } from '../cases/decide.ts';
import { findAct } from './all.ts';
import { type ActRow, holdsOffice, insertAct, markUndone, noteEntry, standingActs } from './queries.ts';
import { overruledOn } from './overruled-queries.ts';
import { givenReasons } from './reasons.ts';
import { spaceWanted } from './verbs/silencing.ts';

/** @property reason of the forum's list @property note in the moderator's own words, for whom it concerns @property caseId the case that is upheld with it */
export type ActInput = Wanted & { reason?: string; note?: string; caseId?: number };
/** @property target what was done @property threadId where to look; null for a member */
export type Acted = { actId: number; target: ActTarget; verb: ActVerb; threadId: number | null; facts: Done['facts'] };

type Matter = {
  on: On[ActTarget];
  spaceId: number | null;
  threadId: number | null;
  postId: number | null;
  accountId: number | null;
  isLabelled: boolean;
};

/** What is acted on, locked. @throws {AddaError} `not_found`, `moved` */
async function matterOf(tx: Tx, actorId: number, target: ActTarget, id: number, wanted: Wanted): Promise<Matter> {
  if (target === 'member') {
    await lockOffices(tx, id);
    const member = await accountBy(tx, { id });
    if (!member || member.erasedAt !== null) throw new AddaError('not_found');
    const spaceId = await spaceWanted(tx, wanted);
    return { on: { member }, spaceId, threadId: null, postId: null, accountId: id, isLabelled: false };
  }
  // Two threads are locked in the order of their ids, so that two acts on them never wait for each other.
  if (target === 'thread' && wanted.threadId !== undefined && wanted.threadId < id)
    await lockThread(tx, wanted.threadId);
  const { thread, post } =
    target === 'post' ? await postToModerate(tx, actorId, id) : await threadToModerate(tx, actorId, id);
  return {
    on: post ? { thread, post } : { thread },
    ...{ spaceId: thread.spaceId, threadId: thread.id, postId: post?.id ?? null },
    accountId: post ? post.authorId : thread.authorId,
    isLabelled: post?.isLabelled ?? false,
  };
}

type OnWhat = { target: ActTarget; verb: ActVerb; id: number };
type Checked = { reason: string | null; ruleText: string | null; note: string };

async function checkWords(tx: Tx, rule: ActRule, { reason = '', note = '', why }: ActInput): Promise<Checked> {
  const faults: FieldFault[] = [];
  // Why a thread is closed is its reason, too, where the list has it.
  const wanted = reason || why;
  const found = wanted ? (await givenReasons(tx)).find(({ slug }) => slug === wanted) : undefined;
  if (reason !== '' && !found) faults.push({ field: 'reason', fault: 'not_offered' });
  if (reason === '' && rule.needsReason) faults.push({ field: 'reason', fault: 'required' });
  const isNear = note.length <= 4 * LIMITS.actNote.max;
  const words = isNear ? cleanWords(note) : note;
  faults.push(...lengthFaults('note', words, LIMITS.actNote));
  if (faults.length > 0) throw invalid(...faults);
  return { reason: found?.slug ?? null, ruleText: found?.rule || null, note: words };
}

/** @throws {AddaError} `own_act` for whoever an appeal overruled there, where somebody else could do it */
async function mustNotInsist(tx: Tx, actorId: number, { target, verb, id }: OnWhat, matter: Matter): Promise<void> {
  const opening = target === 'member' ? null : await openingWith(tx, target, id);
  const ids = opening ?? { postId: matter.postId, threadId: target === 'thread' ? id : null };
  const overruled = await overruledOn(tx, actorId, target === 'member' ? { accountId: id } : ids);
  if (overruled.length === 0) return;
  const others = [actorId, matter.accountId].filter((one) => one !== null);
  const no = whyNotAgain(verb, overruled, !(await isOtherModerator(tx, matter.spaceId, others, tx.now)));
  if (no) throw new AddaError(no);
}

/** Acts of this kind on the same thing, and of its opposite, that no longer stand when it is done. */
async function superseded(tx: Tx, act: Act, rule: ActRule, matter: Matter): Promise<ActRow[]> {
  const on = { target: act.target, ...matter };
  const verbs = [...(rule.opposite === null ? [] : [rule.opposite]), ...(rule.lifts ?? [])];
  const opposites = verbs.length === 0 ? [] : await standingActs(tx, on, verbs);
  return opposites.filter(({ spaceId }) => act.target !== 'member' || spaceId === matter.spaceId);
}

/** What everybody reads of it: what was done and why, not to whom; of a closed space nothing. */
async function log(
  tx: Tx,
  act: Act,
  actorId: number,
  matter: Matter,
  { reason, done, back }: { reason: string | null; done: Done; back: ActRow[] },
): Promise<number> {
  const undoes = Math.max(0, ...back.map(({ facts }) => Number(facts?.log ?? 0)));
  const space = matter.spaceId === null ? null : await spaceById(tx, matter.spaceId);
  return record(tx, {
    ...{ kind: 'moderated', actorId, brandId: null },
    facts: {
      ...{ act: `${act.target}.${act.verb}`, reason, until: done.until ?? null },
      ...(space !== null && isOfExample(space) && { example: 1 }),
      ...{ space: space?.slug ?? null, thread: act.target === 'thread' ? matter.threadId : null },
      ...(undoes > 0 && { undoes }),
    },
    spaceId: matter.spaceId,
  });
}

type Told = { actId: number; isUnseen?: boolean | undefined };

async function tell(
  tx: Tx,
  act: Act,
  actorId: number,
  matter: Matter,
  { actId, isUnseen = false }: Told,
): Promise<void> {
  const { threadId, spaceId, postId, accountId } = matter;
  const facts = { actId, target: act.target, verb: act.verb, accountId };
  if (threadId === null || spaceId === null)
    await raise(tx, { kind: 'member.moderated', actorId, ...facts, accountId: accountId! });
  else await raise(tx, { kind: 'moderated', actorId, ...facts, threadId, spaceId, postId, isUnseen });
}

/** Does one act within a transaction. @param undoes the act that this one was asked to take back */
export async function actIn(
  adda: Adda,
  tx: Tx,
  actor: NonNullable<Actor>,
  { target, verb, id }: OnWhat,
  input: ActInput,
  { undoes = null, ahead }: { undoes?: ActRow | null; ahead?: unknown } = {},
): Promise<Acted> {
  const [act, rule] = [findAct(target, verb), actRule(target, verb)];
  if (!act || !rule) throw new AddaError('not_found');
  const answered = await lockAnswered(tx, { target, verb, id }, input.caseId);
  const deciding = input.caseId === undefined ? null : await caseToDecide(tx, actor, input.caseId);
  const now = await actorOf(tx, actor);
  const matter = await matterOf(tx, actor.id, target, id, input);
  // Who began the thread hears that posts are back in it, as of their going; nobody began the one between.
  if (undoes?.verb === 'split') matter.accountId = undoes.accountId;
  if (deciding) mustBeAbout(deciding, { target, ...matter });
  const { threadId, postId, accountId } = matter;
  const about = {
    ...{ spaceId: matter.spaceId, authorId: accountId },
    holdsOffice: target === 'member' && (await holdsOffice(tx, id)),
    concernsBrand: matter.isLabelled || ABOUT_BRANDS.includes(input.reason ?? ''),
  };
  const no = whyNotAct(now, target, rule, about, now !== null && (await hasStake(tx, now)));
  if (no || !now) throw new AddaError(no ?? 'not_signed_in');
  await mustNotInsist(tx, now.id, { target, verb, id }, matter);
  const checked = await checkWords(tx, rule, input);
  const { reason, ruleText, note } = checked;
  const gone = await superseded(tx, act, rule, matter);
  if (postId !== null && target === 'post')
    for (const { judged } of adda.features) await judged?.(tx, { postId, verb: verb as PostAct, reason });
  const done = await act.apply(tx, matter.on as never, {
    adda,
    actor: now,
    reason: reason ?? '',
    note,
    wanted: input,
    ahead,
  });
  const actId = await insertAct(tx, {
    ...{ target, verb, actorId: now.id, threadId, postId, accountId },
    ...{ spaceId: done.spaceId ?? matter.spaceId, reason, rule: ruleText, note, facts: done.facts ?? null },
    ...{ until: done.until ?? null, undoesId: undoes?.id ?? null, createdAt: tx.now },
  });
  const back = undoes === null ? gone : [...gone, undoes];
  await markUndone(tx, [...new Set(back.map((one) => one.id))], actId);
  await tell(tx, act, now.id, matter, { actId, isUnseen: done.isUnseen });
  await noteEntry(tx, actId, done.facts, await log(tx, act, now.id, matter, { reason, done, back }));
  if (deciding) await upholdWith(tx, deciding, actId);
  await endAnswered(tx, actor, answered, actId);
  return { actId, target, verb, threadId, facts: done.facts };
}

/**
 * Does one act.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `token_scope`, `not_found`, `moved`, `own_matter`, `holds_office`,
 *   `affiliated`, `invalid`, `no_change`, what the act itself refuses, and what its case does (`caseToDecide`)
 */
export async function doAct(adda: Adda, actor: Actor, on: OnWhat, input: ActInput): Promise<Acted> {
  if (!actor) throw new AddaError('not_signed_in');
  const prepare = findAct(on.target, on.verb)?.prepare;
  const ahead = prepare && (await prepare(adda, actor, on.id, input));
  return adda.store.write((tx) => actIn(adda, tx, actor, on, input, { ahead }));
}
