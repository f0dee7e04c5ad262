import type { Adda } from '../../platform/adda.ts';
import { sweepUnknown } from '../../platform/files/sweep.ts';
import { knownFiles } from './queries.ts';
import { OURS, PREFIX } from './store.ts';

export function sweepOrphanFiles({ files, store }: Adda): Promise<void> {
  return sweepUnknown(files, {
    prefix: PREFIX,
    isOurs: (name) => OURS.test(name),
    known: async (names) => [...(await knownFiles(store.read, names))],
  });
}
