/** Files that no row names: of a process that ended between writing a file and its row, or between a row and its file. */
import type { Adda } from '../../platform/adda.ts';
import { knownFiles } from './queries.ts';
import { OURS, PREFIX } from './store.ts';

/** Younger ones may get their row yet. */
const SWEPT_AFTER_MS = 24 * 3_600_000;
const ASKED_TOGETHER = 500;

export async function sweepOrphanFiles({ files, store }: Adda): Promise<void> {
  const removeUnknown = async (names: string[]) => {
    const known = await knownFiles(store.read, names);
    await files.remove(names.filter((name) => !known.has(name)));
  };
  let some: string[] = [];
  for await (const { name, writtenAt } of files.list(PREFIX)) {
    if (!OURS.test(name) || writtenAt > Date.now() - SWEPT_AFTER_MS) continue;
    some.push(name);
    if (some.length < ASKED_TOGETHER) continue;
    await removeUnknown(some);
    some = [];
  }
  if (some.length > 0) await removeUnknown(some);
}
