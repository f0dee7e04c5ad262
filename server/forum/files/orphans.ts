import type { Adda } from '../../platform/adda.ts';
import { sweepUnknown } from '../../platform/files/sweep.ts';
import { namesTaken } from '../brought-queries.ts';
import { OURS, PREFIX } from './store.ts';

export function sweepOrphanFiles({ files, store }: Adda): Promise<void> {
  return sweepUnknown(files, {
    prefix: PREFIX,
    isOurs: (name) => OURS.test(name),
    known: async (names) => [...(await namesTaken(store.read, 'postFiles', names))],
  });
}
