/** The keys under which look-alike names are equal, for accounts that are older than those keys. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { nameKey } from '../../rules/names.ts';
import { namesWithoutKey, setNameKey } from './name-key-queries.ts';

const AT_ONCE = 50;

/** Reckons the keys that are not there yet, some in each transaction. Names that look alike already stay as they are. */
export async function keyNames({ store }: Adda): Promise<void> {
  for (let after = 0; ;) {
    const found = await namesWithoutKey(store.read, after, AT_ONCE);
    if (found.length === 0) return;
    after = found.at(-1)!.id;
    await besideOthers(async () => {
      const keyed = found.map(({ id, name }) => ({ id, name, key: nameKey(name) }));
      await store.write(async (tx) => {
        for (const one of keyed) await setNameKey(tx, one);
      });
    });
  }
}
