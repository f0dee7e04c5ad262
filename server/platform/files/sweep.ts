/** Files that no row names: of a process that ended between writing a file and its row, or between a row and its file. */
import type { Files } from './files.ts';

/** Younger ones may get their row yet. */
const SWEPT_AFTER_MS = 24 * 3_600_000;
const ASKED_TOGETHER = 500;

/** @property prefix how the names begin @property isOurs whether the forum names files so: whatever else lies there stays @property known those of these that a row names */
type Swept = { prefix: string; isOurs(name: string): boolean; known(names: string[]): Promise<string[]> };

/** Removes those of one kind that no row names. */
export async function sweepUnknown(files: Files, { prefix, isOurs, known }: Swept): Promise<void> {
  const removeUnknown = async (names: string[]) => {
    const named = new Set(await known(names));
    await files.remove(names.filter((name) => !named.has(name)));
  };
  let some: string[] = [];
  for await (const { name, writtenAt } of files.list(prefix)) {
    if (!isOurs(name) || writtenAt > Date.now() - SWEPT_AFTER_MS) continue;
    some.push(name);
    if (some.length < ASKED_TOGETHER) continue;
    await removeUnknown(some);
    some = [];
  }
  if (some.length > 0) await removeUnknown(some);
}
