/** Having a job run at once: one that failed need not wait for its next try. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { makeDue } from '../../platform/jobs/queries.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';

/** Makes a job due; a node takes it within half a minute. @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`, `no_change` while it runs */
export async function runJobSoon(adda: Adda, actor: Actor, name: string): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await bringJobForward(adda, name);
}

/** The same for whoever has the command line. */
export async function bringJobForward(adda: Adda, name: string): Promise<void> {
  const isOurs = adda.features.some(({ jobs = [] }) => jobs.some((job) => job.name === name));
  if (!isOurs) throw new AddaError('not_found');
  await adda.store.write(async (tx) => {
    if (!(await makeDue(tx, name))) throw new AddaError('no_change');
  });
}
