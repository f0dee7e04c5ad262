/** What an act is: one verb on one kind of thing, done in one transaction. */
import type Type from 'typebox';
import type { Adda } from '../../platform/adda.ts';
import type { ActFacts } from '../../platform/store/tables/care.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Account } from '../../people/accounts/queries.ts';
import type { Post } from '../../forum/threads/post-queries.ts';
import type { LockedThread } from '../../forum/threads/queries.ts';
import type { Actor } from '../../rules/roles.ts';
import type { ActTarget, ActVerb } from '../../../shared/words.ts';

/** What is acted on: a locked thread, with the post where it is one; or a member. */
export type OnPost = { thread: LockedThread; post: Post };
export type OnThread = { thread: LockedThread };
export type OnMember = { member: Account };
export type On = { post: OnPost; thread: OnThread; member: OnMember };

/**
 * What came of it.
 * @property until when it ends by itself @property spaceId where another space than the thing's own is meant
 * @property isUnseen whether it changed nothing that readers see, but for those who see what is hidden
 */
export type Done = { facts?: ActFacts; until?: number | null; spaceId?: number | null; isUnseen?: boolean };

/** What was asked for, besides reason and note; the route's schema and the command line fill it. */
export type Wanted = {
  minutes?: number;
  days?: number;
  /** A thread: where it is answered, or what it becomes part of. A space, by its address. */
  threadId?: number;
  space?: string;
  posts?: number[];
  title?: string;
  tags?: string[];
  form?: string;
  body?: string;
  revision?: number;
  why?: string;
  parentId?: number;
};
export type WantedField = keyof Wanted;

/** @property reason of the forum's list; empty where the act goes without @property note in the moderator's words @property ahead what was prepared before the transaction */
export type Doing = {
  adda: Adda;
  actor: NonNullable<Actor>;
  reason: string;
  note: string;
  wanted: Wanted;
  ahead: unknown;
};

export type Act<T extends ActTarget = ActTarget> = {
  target: T;
  verb: ActVerb;
  /** What its form asks for. */
  wants?: readonly WantedField[];
  /** What takes long, before the transaction. */
  prepare?(adda: Adda, actor: NonNullable<Actor>, id: number, wanted: Wanted): Promise<unknown>;
  /** Changes it. @throws {AddaError} `no_change` where it is so already, and what the act itself refuses */
  apply(tx: Tx, on: On[T], doing: Doing): Promise<Done>;
  /** What its opposite needs to bring back what was. */
  back?(facts: ActFacts): Wanted;
};

/** Says the type of an act; lists hold all of them alike. */
export const act = <T extends ActTarget>(one: Act<T>): Act => one as unknown as Act;
export type Fields = Record<string, Type.TSchema>;
