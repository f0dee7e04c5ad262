/** What no post holds any more goes, and files that no row names. */
import type { Adda } from '../../platform/adda.ts';
import { tidyAndTurn } from '../../platform/memory.ts';
import * as queries from './queries.ts';

const HOUR_MS = 3_600_000;
const TOGETHER = 100;
const OURS = /^preview-[0-9a-f]{24}\.webp$/;
const SWEPT_AFTER_MS = 24 * HOUR_MS;

async function removeUnknown({ files, store }: Adda, names: string[]): Promise<void> {
  const known = await queries.knownPictures(store.read, names);
  await files.remove(names.filter((name) => !known.has(name)));
}

/** Lets go of previews that no post holds which everybody may read. */
export async function sweepPreviews(adda: Adda): Promise<void> {
  const { files, store, log } = adda;
  for (let after: number | null = 0; after !== null; await tidyAndTurn()) {
    const from: number = after;
    after = await store.write((tx) => queries.dropClosed(tx, from, TOGETHER));
  }
  for (let count = TOGETHER; count === TOGETHER; await tidyAndTurn())
    count = await store.write(async (tx) => {
      const gone = await queries.deleteUnheld(tx, tx.now - HOUR_MS, TOGETHER);
      tx.afterCommit(() => {
        files.remove(gone.pictures).catch((error) => log.warn({ err: error }, 'a preview that is gone left a file'));
      });
      return gone.count;
    });
}

/** Files of a process that ended between writing a file and its row. */
export async function sweepPreviewFiles(adda: Adda): Promise<void> {
  let some: string[] = [];
  for await (const { name, writtenAt } of adda.files.list('preview-')) {
    if (!OURS.test(name) || writtenAt > Date.now() - SWEPT_AFTER_MS) continue;
    some.push(name);
    if (some.length < TOGETHER) continue;
    await removeUnknown(adda, some);
    some = [];
  }
  if (some.length > 0) await removeUnknown(adda, some);
}
