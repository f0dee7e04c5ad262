/**
 * Whom the forum has erased, kept beside the database: a backup from before brings them back, and they are erased
 * again. A line says only which account it was, and when it was made and erased.
 */
import { appendFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PRIVATE_FILE, privateFolder } from '../store/private-files.ts';

/** @property createdAt of the account: the same number in another forum's database is somebody else */
export type Erased = { accountId: number; createdAt: number; erasedAt: number };

const LONGEST_LIST = 256 * 1_048_576;
export const erasedFile = (mediaFolder: string): string => path.join(mediaFolder, 'erased.jsonl');

/** Noted twice it says no more. It does not wait, as a transaction is open around it. */
export function noteErased(mediaFolder: string, erased: Erased): void {
  privateFolder(mediaFolder);
  appendFileSync(erasedFile(mediaFolder), `${JSON.stringify(erased)}\n`, { mode: PRIVATE_FILE, flush: true });
}

function erasedIn(line: string): Erased | null {
  try {
    const { accountId, createdAt, erasedAt } = JSON.parse(line) as Erased;
    return [accountId, createdAt, erasedAt].every(Number.isSafeInteger) ? { accountId, createdAt, erasedAt } : null;
  } catch {
    // A line whose end was lost with the machine.
    return null;
  }
}

/** Those whom a list names; none where there is no list. @param file of a list, also of one that was put aside @throws what the disk says */
export async function readErased(file: string): Promise<Erased[]> {
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { size: 0 };
    throw error;
  });
  if (size > LONGEST_LIST) throw new Error(`${file} is too long.`);
  const text = size === 0 ? '' : await readFile(file, 'utf8');
  return text.split('\n').flatMap((line) => erasedIn(line) ?? []);
}
