/** A job that has a row, as after the first look at the clock. */
import type { Adda } from '../../server/platform/adda.ts';
import { noteJobs } from '../../server/platform/jobs/queries.ts';

export async function knownJob(adda: Adda, name = 'statistics'): Promise<string> {
  await adda.store.write((tx) => noteJobs(tx, [name]));
  return name;
}
