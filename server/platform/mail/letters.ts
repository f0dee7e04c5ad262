/** What a feature writes to people: to whom after which event, and in which words. */
import type { LetterPart } from '../../../shared/catalogue/letter.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import type { Language } from '../../../shared/words.ts';
import type { Adda } from '../adda.ts';
import type { EventKind, StoredEvent } from '../events/kinds.ts';
import type { Site } from '../site/queries.ts';
import type { Tx } from '../store/store.ts';

/** @property language of who has no account here; a member's own is asked for when the letter is sent @property dueAt not at once */
export type Recipient = {
  to: string;
  accountId?: number;
  language?: Language;
  facts: Record<string, number>;
  dueAt?: number;
  /** What it is to say of words that are kept nowhere else; gone with it. */
  words?: string;
};

/**
 * @property sender whose letter it is, where it is not the forum's own @property headers besides those of every letter
 * @property replyTo where it is answered by mail (`replyAddress`)
 */
export type Letter = {
  subject: string;
  sender?: string;
  headers?: Record<string, string>;
  replyTo?: string | undefined;
} & ({ text: string } | { parts: readonly LetterPart[] });

/** @property text and html of the same parts */
export type DrawnLetter = Pick<Letter, 'subject' | 'sender' | 'headers' | 'replyTo'> & { text: string; html: string };

/** What a letter is written with when it is sent. @property m the words of its reader's language */
export type Desk = { adda: Adda; site: Site; m: Messages };

export type LetterKind<K extends EventKind = EventKind> = {
  /** Stored with the letters that wait: it stays the same over releases. */
  template: string;
  /** It only says what its reader finds on a page too: it is not tried at an address that refuses letters. */
  isNotice?: boolean;
  on: readonly K[];
  recipients(tx: Tx, event: StoredEvent<K>): Promise<Recipient[]>;
  /** Writes it when it is sent; a secret in it is made here, and only its hash is stored. Null when it is no longer wanted. */
  write(
    tx: Tx,
    letter: { to: string; facts: Record<string, number>; words: string },
    desk: Desk,
  ): Promise<Letter | null>;
};

/** Says which events a letter follows, so that its functions know their facts. */
export const letterKind = <K extends EventKind>(kind: LetterKind<K>): LetterKind => kind as unknown as LetterKind;
