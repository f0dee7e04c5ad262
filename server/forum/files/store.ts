/** What files are kept as. */
import { randomBytes } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { FileKind } from '../../../shared/words.ts';

const ENDS: Record<FileKind, string> = { pdf: 'pdf', text: 'txt', zip: 'zip' };
/** All of ours begin so, and nothing else does. */
export const PREFIX = 'f-';
export const OURS = /^f-[0-9a-f]{24}\.(?:pdf|txt|zip)$/;

export const newName = (kind: FileKind): string => `${PREFIX}${randomBytes(12).toString('hex')}.${ENDS[kind]}`;

export const filePath = (name: string): string => `/files/${name}`;

/** Removes files once what forgets them has landed. */
export function removeStoredLater({ files, log }: Adda, tx: Tx, names: string[]): void {
  if (names.length === 0) return;
  tx.afterCommit(() => {
    files.remove(names).catch((error) => log.warn({ err: error }, 'a file that is gone is still kept'));
  });
}
