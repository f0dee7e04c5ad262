/** Deciding a case: alone, or with the act that is done about it. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { actorOf, isOtherModerator } from '../../people/accounts/office-queries.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import { lockThread, updateThread } from '../../forum/threads/queries.ts';
import { isOfExample, spaceById } from '../../forum/spaces/queries.ts';
import { postById } from '../../forum/threads/post-queries.ts';
import {
  answeredBy,
  type CaseMatter,
  CLAIM_MS,
  isAboutCase,
  isClaimedByOther,
  whyNotDecideCase,
} from '../../rules/cases.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotModerateAnything } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { ActTarget, ActVerb, SpaceAct } from '../../../shared/words.ts';
import { lockMatter, lockMatters, type OnMatter } from './matter.ts';
import * as queries from './queries.ts';
import type { CaseRow, ReportRow } from './queries.ts';

/** @property spaceId where it is by now */
export type Deciding = { one: CaseRow; spaceId: number | null; threadId: number | null; actor: NonNullable<Actor> };

async function matterOf(conn: Conn, one: CaseRow, accountId: number, now: number) {
  const place = await queries.placeOfCase(conn, one);
  const { hasReported, isAboutBrands, ...standing } = await queries.standingIn(conn, one, accountId);
  // What is decided is only read, also by who decided about the same thing another time.
  const hasDecided = standing.hasDecided && one.state === 'open';
  const others = [accountId, one.accountId].filter((id): id is number => id !== null);
  const isOfSpace = one.target === 'space';
  const matter: CaseMatter = {
    target: one.target,
    ...{ spaceId: place.spaceId, authorId: one.accountId, hasReported, hasDecided },
    concernsBrand: isAboutBrands || place.isLabelled,
    isOnlyOne: hasDecided && !(await isOtherModerator(conn, isOfSpace ? null : place.spaceId, others, now)),
  };
  return { matter, place };
}

/**
 * A case for somebody who may decide it.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `token_scope`, `not_found`, `own_matter`, `own_act`, `affiliated`
 */
export async function caseFor(conn: Conn, viewer: Actor, id: number, now: number): Promise<Deciding> {
  const actor = viewer && (await actorOf(conn, viewer));
  // Who may not look into the queue learns nothing of what is in it.
  const no = whyNotModerateAnything(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const one = await queries.caseById(conn, id);
  if (!one) throw new AddaError('not_found');
  const { matter, place } = await matterOf(conn, one, actor.id, now);
  const why = whyNotDecideCase(actor, matter, await hasStake(conn, actor));
  if (why) throw new AddaError(why);
  return { one, spaceId: place.spaceId, threadId: place.threadId, actor };
}

/**
 * A case that waits, for whoever decides it now: until the transaction ends nobody else does.
 * @throws {AddaError} `no_change` when it is decided, `claimed` with who has it, and as `caseFor`
 */
export async function caseToDecide(tx: Tx, viewer: Actor, id: number): Promise<Deciding> {
  const before = await queries.caseById(tx, id);
  if (before) await lockMatter(tx, before);
  const found = await caseFor(tx, viewer, id, tx.now);
  if (found.one.state !== 'open') throw new AddaError('no_change');
  if (!isClaimedByOther(found.one, found.actor.id, tx.now)) return found;
  const other = await accountBy(tx, { id: found.one.claimedBy! });
  throw new AddaError('claimed', { sum: { used: 0, limit: 0, text: other?.name ?? '' } });
}

/** Takes a case for half an hour, or for another one. @throws {AddaError} as `caseToDecide` */
export async function claim(adda: Adda, viewer: Actor, id: number): Promise<Deciding> {
  return adda.store.write(async (tx) => {
    const found = await caseToDecide(tx, viewer, id);
    await queries.setClaim(tx, id, found.actor.id, tx.now + CLAIM_MS);
    await raise(tx, { kind: 'case.claimed', actorId: found.actor.id, caseId: id, isSet: true });
    return found;
  });
}

/** Gives back what one has taken; twice is once. @throws {AddaError} as `caseToDecide` */
export async function release(adda: Adda, viewer: Actor, id: number): Promise<void> {
  await adda.store.write(async (tx) => {
    const { one, actor } = await caseToDecide(tx, viewer, id);
    if (one.claimedBy !== actor.id) return;
    await queries.setClaim(tx, id, null, null);
    await raise(tx, { kind: 'case.claimed', actorId: actor.id, caseId: id, isSet: false });
  });
}

type Conclusion = {
  state: 'upheld' | 'dismissed';
  why: string;
  /** What was done about it; a space has acts of its own. */
  actId?: number | null;
  spaceAct?: SpaceAct | null;
};

/**
 * Says in the log what an act would say: of which kind the matter was, and why it was reported. Of undisclosed
 * affiliations there are entries already; of private spaces nothing is said.
 */
async function logDecision(tx: Tx, { one, spaceId }: Deciding, state: string, decided: ReportRow[]): Promise<void> {
  const space = spaceId === null ? null : await spaceById(tx, spaceId);
  const given = decided.map(({ reason }) => reason).filter((reason) => reason !== 'undisclosed_affiliation');
  if (given.length === 0 || space?.access === 'private') return;
  const reasons = one.kind === 'edit' ? ['edit'] : [...new Set(given)].sort();
  await record(tx, {
    ...{ kind: 'case_decided', actorId: null, brandId: null, spaceId },
    facts: {
      ...(space !== null && isOfExample(space) && { example: 1 }),
      ...{ matter: one.target, reasons: reasons.join(','), decision: state },
    },
  });
}

/** Writes the decision, and tells of it. @param shown whose affiliation is shown from now on */
export async function conclude(
  tx: Tx,
  deciding: Deciding,
  { state, why, actId = null, spaceAct = null }: Conclusion,
  shown: { threadId: number; number: number } | null = null,
): Promise<void> {
  const { one, actor } = deciding;
  const done = { actId, spaceAct };
  const decided = await queries.decideCase(tx, one.id, { state, decidedBy: actor.id, decision: why }, done);
  const isUpheld = state === 'upheld';
  for (const { id, postId, reason } of decided) {
    await raise(tx, { kind: 'report.decided', actorId: actor.id, reportId: id, postId, isUpheld });
    if (reason !== 'undisclosed_affiliation') continue;
    const facts = { report: id, reason, decision: state, why };
    const where = shown && { thread: shown.threadId, post: shown.number };
    await record(tx, {
      ...{ kind: 'report_decided', actorId: actor.id, brandId: null, spaceId: one.spaceId },
      facts: { ...facts, ...where },
    });
  }
  if (actId === null && spaceAct === null) await logDecision(tx, deciding, state, decided);
}

/** Shows with a post, in the words of whoever decided, what its author should have said. */
async function showAffiliation(tx: Tx, { one, actor }: Deciding, affiliation: string) {
  const post = await postById(tx, one.postId!);
  const thread = post && (await lockThread(tx, post.threadId));
  if (!post || !thread) return null;
  await queries.declareFor(tx, post.id, affiliation);
  if (post.number === 1) await updateThread(tx, thread.id, { affiliation });
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  await raise(tx, { kind: 'post.affiliation_shown', actorId: actor.id, ...on });
  return on;
}

const saysAffiliation = ({ reason }: ReportRow) => reason === 'undisclosed_affiliation';

export type Decision = { decision: 'uphold' | 'dismiss'; reason: string; affiliation?: string };

async function decideIn(tx: Tx, deciding: Deciding, input: Decision): Promise<void> {
  const reason = cleanLine(input.reason);
  const affiliation = cleanLine(input.affiliation ?? '');
  const { one } = deciding;
  const isUpheld = input.decision === 'uphold';
  const shows =
    isUpheld && one.postId !== null && (await queries.reportsOfCase(tx, one.id, 1_000)).some(saysAffiliation);
  const faults = lengthFaults('reason', reason, LIMITS.reason);
  if (shows) faults.push(...lengthFaults('affiliation', affiliation, LIMITS.affiliation));
  if (faults.length > 0) throw invalid(...faults);
  const shown = shows ? await showAffiliation(tx, deciding, affiliation) : null;
  await conclude(tx, deciding, { state: isUpheld ? 'upheld' : 'dismissed', why: reason }, shown);
}

/**
 * Decides a case without an act. An upheld undisclosed affiliation is shown with the post from now on, in the words of
 * whoever decided. @throws {AddaError} `invalid`, and as `caseToDecide`
 */
export async function decideCase(adda: Adda, viewer: Actor, id: number, input: Decision): Promise<void> {
  await adda.store.write(async (tx) => decideIn(tx, await caseToDecide(tx, viewer, id), input));
}

/** The same for the case of a report. @throws {AddaError} `not_found` for one that is decided */
export async function decideReport(adda: Adda, viewer: Actor, reportId: number, input: Decision): Promise<void> {
  await adda.store.write(async (tx) => {
    const no = whyNotModerateAnything(viewer && (await actorOf(tx, viewer)));
    if (no) throw new AddaError(no);
    const found = await queries.openReport(tx, reportId);
    if (!found) throw new AddaError('not_found');
    await decideIn(tx, await caseToDecide(tx, viewer, found.caseId), input);
  });
}

type Acted = {
  target: ActTarget;
  postId: number | null;
  threadId: number | null;
  accountId: number | null;
  spaceId: number | null;
};

/** Whether an act is about a case. @throws {AddaError} `other_case` */
export function mustBeAbout({ one, spaceId, threadId }: Deciding, acted: Acted): void {
  if (!isAboutCase({ ...one, spaceId, threadId: threadId ?? one.threadId }, acted)) throw new AddaError('other_case');
}

/**
 * What an act answers besides the case that it was chosen for, locked with that one.
 * @param caseId the case that was chosen
 */
export async function lockAnswered(
  tx: Tx,
  act: { target: ActTarget; verb: ActVerb; id: number },
  caseId: number | undefined,
): Promise<OnMatter[]> {
  const opening = act.target === 'member' ? null : await queries.openingWith(tx, act.target, act.id);
  const answered = answeredBy(act, opening).map((one): OnMatter => ({ kind: 'conduct', ...one }));
  const chosen = caseId === undefined ? null : await queries.caseById(tx, caseId);
  await lockMatters(tx, chosen ? [...answered, chosen] : answered);
  return answered;
}

/**
 * Ends the cases that an act answers, where whoever acted may decide them and nobody else has them: theirs is what
 * they have taken, and the act stands on its page.
 */
export async function endAnswered(tx: Tx, actor: Actor, answered: OnMatter[], actId: number): Promise<void> {
  for (const on of answered) {
    const id = await queries.openCaseOf(tx, on);
    const found = id === null ? null : await mayDecide(tx, actor, id);
    if (found && !isClaimedByOther(found.one, found.actor.id, tx.now)) await upholdWith(tx, found, actId);
  }
}

async function mayDecide(tx: Tx, actor: Actor, id: number): Promise<Deciding | null> {
  try {
    return await caseFor(tx, actor, id, tx.now);
  } catch (error) {
    if (error instanceof AddaError) return null;
    throw error;
  }
}

/** Upholds a case with the act that was done about it, in the act's transaction. */
export const upholdWith = (tx: Tx, deciding: Deciding, actId: number): Promise<void> =>
  conclude(tx, deciding, { state: 'upheld', why: '', actId });
