import type { Adda } from '../../platform/adda.ts';
import { sweepUnknown } from '../../platform/files/sweep.ts';
import { largeName } from './parts.ts';
import { namesTaken } from '../brought-queries.ts';

/** As the forum names them; whatever else lies there is not ours to remove. */
const OURS = /^[0-9a-f]{24}(?:-[sma])?\.webp$/;

export function sweepOrphans({ files, store }: Adda): Promise<void> {
  return sweepUnknown(files, {
    prefix: '',
    isOurs: (name) => OURS.test(name),
    async known(names) {
      const rows = await namesTaken(store.read, 'pictures', [...new Set(names.map(largeName))]);
      return names.filter((name) => rows.has(largeName(name)));
    },
  });
}
