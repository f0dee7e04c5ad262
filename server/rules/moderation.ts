/** What a moderator may do to whom: each act, what it asks for, and who may. */
import { isAhead } from './clock.ts';
import type { ErrorCode } from '../../shared/faults.ts';
import type { ActTarget, ActVerb, Form, MemberAct, PostAct, SpaceAccess, ThreadAct } from '../../shared/words.ts';
import { type Actor, whyNotModerate, whyNotModerateAnything } from './roles.ts';

/**
 * @property judges it says that somebody did wrong, or that they did not: nobody does so in their own matter
 * @property needsReason it is told why; what lifts an act, or keeps house, may go without
 * @property tells whom it concerns gets a statement
 * @property opposite what undoes it
 */
export type ActRule = {
  judges: boolean;
  needsReason: boolean;
  tells: boolean;
  opposite: ActVerb | null;
  /** What else no longer stands once it is done. */
  lifts?: readonly ActVerb[];
};

const judging = (opposite: ActVerb | null): ActRule => ({ judges: true, needsReason: true, tells: true, opposite });
const lifting = (opposite: ActVerb | null): ActRule => ({ judges: true, needsReason: false, tells: true, opposite });
const keeping = (opposite: ActVerb | null): ActRule => ({ judges: false, needsReason: false, tells: false, opposite });
/** Keeps house, and whoever began the thread is told. */
const changing = (opposite: ActVerb | null): ActRule => ({ judges: false, needsReason: false, tells: true, opposite });

export const ON_POSTS: Record<PostAct, ActRule> = {
  hide: judging('show'),
  show: { ...lifting('hide'), lifts: ['refuse'] },
  approve: lifting(null),
  refuse: judging('show'),
  remove: judging(null),
  remind: judging(null),
  edit: judging(null),
  'as-answer': changing('as-reply'),
  'as-reply': changing('as-answer'),
};
export const ON_THREADS: Record<ThreadAct, ActRule> = {
  hide: judging('show'),
  show: lifting('hide'),
  lock: { ...judging('unlock'), judges: false },
  unlock: changing('lock'),
  slow: keeping('slow'),
  close: { ...judging('reopen'), needsReason: false, judges: false },
  reopen: changing('close'),
  move: changing('move'),
  split: changing('merge'),
  merge: changing('unmerge'),
  unmerge: changing(null),
  pin: keeping('unpin'),
  unpin: keeping(null),
  unlist: { ...judging('list'), judges: false },
  list: changing('unlist'),
  retitle: changing('retitle'),
};
export const ON_MEMBERS: Record<MemberAct, ActRule> = {
  silence: judging('unsilence'),
  unsilence: lifting(null),
  suspend: judging('unsuspend'),
  unsuspend: lifting(null),
  'clear-picture': judging(null),
  'end-sessions': { ...judging(null), tells: false },
};
const ACTS: Record<ActTarget, Partial<Record<ActVerb, ActRule>>> = {
  post: ON_POSTS,
  thread: ON_THREADS,
  member: ON_MEMBERS,
};

/** What an act asks for; null where there is no such act on such a thing. */
export const actRule = (target: ActTarget, verb: ActVerb): ActRule | null => ACTS[target][verb] ?? null;

const GIVES_BACK: readonly ActVerb[] = [
  ...(['show', 'approve', 'unlock', 'reopen', 'unmerge', 'list', 'unsilence', 'unsuspend'] as const),
];
/** Whether an act gives back what another one took: nobody is told how to appeal against that. */
export const givesBack = (verb: ActVerb): boolean => GIVES_BACK.includes(verb);

/**
 * What is acted on.
 * @property spaceId where it is; null for what concerns the whole forum
 * @property authorId whom it concerns; null for somebody who is gone
 * @property holdsOffice whether they hold one: it is taken from them first
 * @property concernsBrand whether it is about what somebody gains from a brand
 */
export type ActMatter = {
  spaceId: number | null;
  authorId: number | null;
  holdsOffice: boolean;
  concernsBrand: boolean;
};

/** @param hasStake whether the moderator has a stake in some brand */
export function whyNotAct(
  actor: Actor,
  target: ActTarget,
  rule: ActRule,
  matter: ActMatter,
  hasStake: boolean,
): ErrorCode | null {
  const no = whyNotModerate(actor, matter.spaceId);
  if (no) return no;
  if (rule.judges && matter.authorId === actor!.id) return 'own_matter';
  if (target === 'member' && matter.holdsOffice) return 'holds_office';
  return rule.judges && matter.concernsBrand && hasStake ? 'affiliated' : null;
}

/** Nobody reads what moderators know and note about themself. */
export function whyNotReadAbout(actor: Actor, accountId: number): ErrorCode | null {
  return whyNotModerateAnything(actor) ?? (actor!.id === accountId ? 'own_matter' : null);
}

/** @param spaceId where it happened, or null for what concerns the whole forum */
export function whyNotNote(actor: Actor, accountId: number, spaceId: number | null): ErrorCode | null {
  return whyNotReadAbout(actor, accountId) ?? whyNotModerate(actor, spaceId);
}

/** A note is taken back by who wrote it, as long as they could write it. */
export function whyNotTakeBackNote(
  actor: Actor,
  note: { accountId: number; authorId: number | null; spaceId: number | null },
): ErrorCode | null {
  const no = whyNotNote(actor, note.accountId, note.spaceId);
  return no ?? (note.authorId === actor!.id ? null : 'forbidden');
}

/** How long somebody may be silenced or suspended, days. */
export const SANCTION_DAYS = [1, 3, 7, 30, 90, 365] as const;
/** How many threads a space has pinned at once, and for how long at most, days. */
export const PINS_PER_SPACE = 2;
export const PIN_DAYS = [1, 7, 30, 90] as const;
/** Minutes between two posts of one member in slow mode; 0 ends it. */
export const SLOW_MINUTES = [0, 1, 5, 15, 60, 240, 1_440] as const;
/** The same in a space that is to calm down, where nobody says otherwise. */
export const CALM_MINUTES = 15;
/** Posts that one act moves, and that are acted on together. */
export const ACTED_ON_AT_ONCE = 1_000;

/** Forms that a thread can take instead of each other: none of them asks for more than the others. */
const PLAIN_FORMS: readonly Form[] = ['question', 'problem', 'discussion'];
export const isChangeable = (from: Form, to: Form): boolean => PLAIN_FORMS.includes(from) && PLAIN_FORMS.includes(to);

/** Would it let more people read what was written for fewer? */
export function crossesBorder(from: Readers, to: Readers): boolean {
  const openness = { private: 0, members: 1, public: 2 } as const;
  if (from.access === 'private' && to.access === 'private') return from.id !== to.id;
  return openness[to.access] > openness[from.access];
}
type Readers = { id: number; access: SpaceAccess };

/** Whether somebody who may act on a thread may make it part of one in another space. */
export const whyNotMergeInto = (actor: Actor, from: Readers, to: Readers): ErrorCode | null =>
  whyNotModerate(actor, to.id) ?? (crossesBorder(from, to) ? 'across_border' : null);

export const DAY = 86_400_000;
/** So long after an act it can be appealed against. Six months, as Regulation (EU) 2022/2065, Article 20 (1) asks. */
export const APPEAL_MS = 183 * DAY;

/** Why somebody cannot appeal against an act: what gives back what another one took, takes nothing. */
export function whyNotAppeal(
  act: { verb: ActVerb; accountId: number | null; createdAt: number; undoneById: number | null },
  rule: ActRule | null,
  accountId: number,
  hasAppealed: boolean,
  now: number,
): ErrorCode | null {
  if (act.accountId !== accountId) return 'not_found';
  if (!rule?.tells || act.undoneById !== null || givesBack(act.verb)) return 'no_change';
  if (hasAppealed) return 'taken';
  return now - act.createdAt > APPEAL_MS ? 'appeal_over' : null;
}

/**
 * Why somebody may not decide an appeal: nobody judges their own act, unless there is nobody else.
 * @param isOnlyOne whether no other moderator, and no other admin, could
 */
export function whyNotDecideAppeal(
  actor: Actor,
  act: { spaceId: number | null; actorId: number | null; accountId: number | null },
  isOnlyOne: boolean,
): ErrorCode | null {
  const no = whyNotModerate(actor, act.spaceId);
  if (no) return no;
  if (act.accountId === actor!.id) return 'own_matter';
  return act.actorId === actor!.id && !isOnlyOne ? 'own_act' : null;
}

/** Acts that come to the same: whoever was wrong about one of them is about all. */
const ALIKE: readonly (readonly ActVerb[])[] = [
  ['hide', 'refuse', 'remove'],
  ['lock', 'close'],
  ['silence', 'suspend'],
];

/**
 * An act that an appeal was right about, on the same thing as what somebody is about to do.
 * @property opposite what takes back the act that took it back; null where nothing does
 */
export type Overruled = { verb: ActVerb; opposite: ActVerb | null };

/**
 * Whoever was overruled does not bring back what was taken from them, nor do the same there again: somebody else may.
 * @param overruled acts of theirs @param isOnlyOne whether nobody else could do it
 */
export function whyNotAgain(verb: ActVerb, overruled: Overruled[], isOnlyOne: boolean): ErrorCode | null {
  const alike = ALIKE.find((verbs) => verbs.includes(verb)) ?? [verb];
  const isAgain = overruled.some((one) => alike.includes(one.verb) || one.opposite === verb);
  return isAgain && !isOnlyOne ? 'own_act' : null;
}

/** Seconds until a member may post again in slow mode; 0 for now. @param lastAt of their last post there */
export function slowWait(minutes: number, lastAt: number | null, now: number): number {
  if (minutes <= 0 || lastAt === null || isAhead(lastAt, now)) return 0;
  return Math.max(0, Math.ceil((lastAt + minutes * 60_000 - now) / 1_000));
}
