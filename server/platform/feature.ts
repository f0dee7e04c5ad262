/** What a feature brings to the forum. The whole list is in server/features.ts; nothing else wires a feature up. */
import type { FastifyInstance } from 'fastify';
import type { Adda } from './adda.ts';
import type { Config } from './config.ts';
import type { Consumer } from './events/consumers.ts';
import type { LetterKind } from './mail/letters.ts';
import type { NotificationKind } from './notifications/kinds.ts';
import type { Tables } from './store/define.ts';
import type { Tx } from './store/store.ts';
import type { HeldWhy, PostAct } from '../../shared/words.ts';

/**
 * What happens by itself, again and again: an idempotent action, since a node may die in the middle of it.
 * @property everyMs from one start to the next @property isLong it waits most of its time, and takes no other's turn
 * @property isSetUp whether this machine's settings ask for it: otherwise it runs, and does nothing
 */
export type Job = {
  name: string;
  everyMs: number;
  isLong?: boolean;
  isSetUp?(config: Config): boolean;
  /** @param stopped when the node stops: what is long ends then */
  run(adda: Adda, stopped: AbortSignal): Promise<void>;
};

/**
 * What runs at once when the signal `wokenBy` comes, and every `everyMs` in case it was lost.
 * @property run does a part, and says how much; 0 when nothing is left
 */
export type Worker = { name: string; wokenBy: string; everyMs: number; run(adda: Adda): Promise<number> };

/** What a table holds of one person, and how it goes when the person does. */
export type PersonalData = { table: keyof Tables; erase(tx: Tx, accountId: number): Promise<void> };

/**
 * A post that is about to be written, or that its author changed.
 * @property title with what else stands beside its words: tags, an affiliation
 * @property inThread title and tags of the thread that it is written into; null for what begins one
 * @property postId null for one that has none yet @property isSafety it passes every limit but its own
 * @property authorId whose words these are @property isOthers whether somebody else wrote the post that they change
 */
export type SeenPost = {
  postId: number | null;
  authorId: number;
  isOthers?: boolean;
  spaceId: number;
  inThread: string | null;
  title: string;
  markdown: string;
  html: string;
  isSafety: boolean;
};
/** @property held why it waits for a moderator @property flagged why one should look, though it stands */
export type Looked = {
  held: HeldWhy | null;
  flagged: HeldWhy | null;
  /** What is to be remembered of the post once it has a number. */
  keep?(tx: Tx, post: { id: number; isNew: boolean }): Promise<void>;
};
/**
 * Lines that stand at once or not at all.
 * @property accountId null for who is joining @property spaceId null for what is said to the whole forum @property lines by field
 */
export type SeenLines = { accountId: number | null; spaceId: number | null; lines: Record<string, string> };
/** How a moderator judged a post. @property reason of the forum's list, or null */
export type Judged = { postId: number; verb: PostAct; reason: string | null };

export type Feature = {
  name: string;
  /** Registers the feature's pages, forms and addresses of the API. */
  routes?(app: FastifyInstance): void;
  jobs?: readonly Job[];
  workers?: readonly Worker[];
  /** What it does after what happened. */
  consumers?: readonly Consumer[];
  /** What it writes to people after what happened. */
  letters?: readonly LetterKind[];
  /** What it tells members of after what happened. */
  notifications?: readonly NotificationKind[];
  /** Lets go of what it keeps for the process. */
  stop?(adda: Adda): Promise<void>;
  /** Does what a visitor pressed, once they are signed in (`http/meant.ts`). @returns where to go, with a flash */
  meant?: { act: string; run(adda: Adda, accountId: number, what: string, next: string): Promise<string> };
  personal?: readonly PersonalData[];
  /** Looks at a post in its transaction, before others read it. One feature does. */
  looksAt?(adda: Adda, tx: Tx, seen: SeenPost): Promise<Looked>;
  /** Looks at lines that cannot wait, in their transaction. @throws {AddaError} `invalid` for what it would hold or refuse */
  looksAtLines?(tx: Tx, seen: SeenLines): Promise<void>;
  /** Hears, in its transaction, how a moderator judged a post that is as it was before. */
  judged?(tx: Tx, judged: Judged): Promise<void>;
  /** Has what says somebody's name in stored words written anew, once the account has another name or none. */
  renamed?(tx: Tx, formerName: string): Promise<void>;
};
