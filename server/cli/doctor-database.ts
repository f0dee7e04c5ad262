/** What is wrong with the database itself, before anything is asked of it: its file, and every page of it. */
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { AddaError } from '../platform/errors.ts';
import { DamageError, faultsIn, mustBeWhole } from '../platform/store/sqlite-damage.ts';
import type { Store } from '../platform/store/store.ts';
import { codeOf } from '../platform/store/unavailable.ts';
import { openAside } from '../platform/worker-pool/aside.ts';
import type { Finding } from './doctor.ts';
import { databaseSentence } from './sentences.ts';

/** Whether the file and what SQLite keeps beside it can be written, and the file is whole. @throws what is wrong */
export async function mustBeUsable(file: string): Promise<void> {
  for (const one of [path.dirname(file), file, `${file}-wal`, `${file}-shm`])
    if (existsSync(one)) await access(one, constants.W_OK);
  mustBeWhole(file);
}

/** One sentence for what a database, or its file, could not do. */
export function sentenceForDatabase(error: unknown): string {
  const isReadOnly = ['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error));
  return databaseSentence(isReadOnly ? { code: 'SQLITE_READONLY' } : error);
}

/** Reads every page, in a thread of its own and no longer than it may take there. */
export async function checkPages(store: Store): Promise<Finding[]> {
  if (store.engine !== 'sqlite') return [];
  const aside = openAside(store);
  try {
    const faults = await faultsIn(aside);
    if (faults.length === 0) return [{ good: true, text: 'All pages of the database file are whole.' }];
    return [{ good: false, text: new DamageError(store.address, faults.join('; ')).message }];
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    return [
      { good: true, text: 'The database file is too large to be read whole in ten seconds; it was not checked.' },
    ];
  } finally {
    await aside.close();
  }
}
