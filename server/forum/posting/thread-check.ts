/** What is typed to begin a thread, checked. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { type FieldFault, invalid } from '../../platform/errors.ts';
import { zoneOfAccount } from '../../people/accounts/queries.ts';
import { type PollInput, pollOf } from '../../rules/polls.ts';
import { type Actor, isStaff } from '../../rules/roles.ts';
import { isOffered } from '../../rules/thread-forms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { checkFiles, type WithFiles } from '../files/with-post.ts';
import { allSpaces } from '../spaces/queries.ts';
import { checkBody, checkReference, checkTags, checkTitle } from './check.ts';
import { checkDetails, type DetailsInput } from './details.ts';
import { checkSaysMore } from './template.ts';

export type ThreadInput = DetailsInput &
  WithFiles &
  PollInput & {
    space: string;
    /** The space and the form whose template was put into the box, `slug:form`. */
    templateOf?: string;
    title: string;
    body: string;
    tags: string[];
    /** What the member declares with this thread. */
    affiliation?: string;
    /** A safety notice, with its public reference. */
    safety?: boolean;
    reference?: string;
  };
/** @param at when it is to begin, in ms @throws {AddaError} `invalid` */
export async function checkThread(adda: Adda, actor: NonNullable<Actor>, input: ThreadInput, at: number) {
  const faults: FieldFault[] = [];
  const title = checkTitle(input.title, faults);
  const markdown = checkBody(input.body, LIMITS.body, faults);
  const tags = checkTags(input.tags, faults);
  const details = checkDetails(input, at, faults);
  checkFiles(input, faults);
  const poll = pollOf(input, await zoneOfAccount(adda.store.read, actor.id), at, faults);
  const reference = input.safety ? checkReference(input.reference ?? '', faults) : null;
  const conn = adda.store.read;
  const spaces = await allSpaces(conn, await audienceOfAccount(conn, actor.id));
  const space = spaces.find(({ slug }) => slug === input.space) ?? null;
  if (!space) faults.push({ field: 'space', fault: input.space ? 'unknown_space' : 'required' });
  else if (!isStaff(actor) && !isOffered(space, input.form)) faults.push({ field: 'form', fault: 'not_offered' });
  await checkSaysMore(conn, spaces, input, markdown, faults);
  if (faults.length > 0) throw invalid(...faults);
  return { title, markdown, tags, details, poll, reference, space: space! };
}
