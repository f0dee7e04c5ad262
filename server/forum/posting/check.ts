/** What members type, cleaned, with its faults beside the fields. */
import { checkHonestText, cleanAffiliation } from '../../people/accounts/check.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import type { Conn } from '../../platform/store/store.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type NewPoll, whyNotWritePoll } from '../../rules/polls.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText, length } from '../../../shared/text.ts';
import type { Stake } from '../../../shared/words.ts';

function checkLength(field: string, text: string, range: { min: number; max: number }, faults: FieldFault[]): string {
  faults.push(...lengthFaults(field, text, range));
  return text;
}

export function checkTitle(text: string, faults: FieldFault[]): string {
  return checkLength('title', cleanLine(text), LIMITS.title, faults);
}

/** A character may come as two, with another for the end of each line. */
const FAR = 4;

export function checkBody(text: string, range: { min: number; max: number }, faults: FieldFault[]): string {
  // What is far too long is not looked at any closer.
  const isNear = text.length <= FAR * range.max;
  return checkLength('body', isNear ? cleanText(text).replace(/^\n+/, '').trimEnd() : text, range, faults);
}

const TAG_SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d+#.-]*$/u;

/** Tags are lower case, with hyphens for spaces, each once. */
export function checkTags(tags: string[], faults: FieldFault[]): string[] {
  const names = new Set<string>();
  for (const tag of tags) {
    const name = cleanLine(tag).replace(/^#+/, '').trim().toLowerCase().replace(/\s+/gu, '-');
    if (!name) continue;
    if (length(name) > LIMITS.tag.max)
      faults.push({ field: 'tags', fault: 'too_long', limit: LIMITS.tag.max, length: length(name) });
    else if (!TAG_SHAPE.test(name)) faults.push({ field: 'tags', fault: 'wrong', text: name });
    else names.add(name);
  }
  if (names.size > LIMITS.tagsPerThread)
    faults.push({ field: 'tags', fault: 'too_many_tags', limit: LIMITS.tagsPerThread });
  return [...names];
}

/** The public place that a safety notice refers to. */
export function checkReference(text: string, faults: FieldFault[]): string {
  const reference = cleanLine(text);
  const isLink =
    /^https?:\/\//i.test(reference) && URL.canParse(reference) && length(reference) <= LIMITS.reference.max;
  if (!isLink) faults.push({ field: 'reference', fault: reference ? 'not_a_link' : 'required' });
  return reference;
}

/**
 * What is declared with a post: as typed, or what the profile says, beside what the forum says of former staff; those
 * who speak for a brand have a label instead.
 * @throws {AddaError} `invalid` for what is too long or imitates a label
 */
export async function checkAffiliation(
  conn: Conn,
  text: string | undefined,
  postAuthor: { identity: unknown; affiliation: string; stakes: Stake[] },
): Promise<{ affiliation: string | null; stakes: Stake[] | null }> {
  if (postAuthor.identity !== null) return { affiliation: null, stakes: null };
  const stakes = postAuthor.stakes.length > 0 ? postAuthor.stakes : null;
  // What the profile declares goes with the post: it was true when this was written.
  const faults: FieldFault[] = [];
  const own = text ? await cleanAffiliation(conn, text, faults) : '';
  if (faults.length > 0) throw invalid(...faults);
  return { affiliation: own || postAuthor.affiliation || null, stakes };
}

/** Beside a post goes a poll by the rule that is asked beside one that stands already. @throws {AddaError} every reason of `whyNotWritePoll` */
export function mustMayPoll(
  actor: NonNullable<Actor>,
  { identity, stakes }: { identity: unknown; stakes: Stake[] },
): void {
  // What a brand asks about is no poll among members.
  const no = whyNotWritePoll(actor, { authorId: actor.id, isLabelled: identity !== null }, null, stakes);
  if (no) throw new AddaError(no);
}

/** @property files what files are called, without their endings @property alts words about pictures, which are read aloud */
type Beside = {
  title?: string;
  tags?: string[];
  poll?: NewPoll | null;
  files?: readonly string[];
  alts?: readonly string[];
};

/**
 * What stands beside its author's name may not have the form of a label.
 * @throws {AddaError} `invalid`
 */
export async function mustNotLookLikeLabel(
  conn: Conn,
  { title, tags = [], poll = null, files = [], alts = [] }: Beside,
): Promise<void> {
  const faults: FieldFault[] = [];
  if (title) await checkHonestText(conn, 'title', title, faults, 'title');
  if (poll) await checkHonestText(conn, 'pollQuestion', poll.question, faults, 'title');
  for (const choice of poll?.choices ?? []) await checkHonestText(conn, 'pollChoices', choice, faults, 'title');
  for (const name of files) await checkHonestText(conn, 'pictures', name, faults, 'title');
  for (const alt of alts) if (alt) await checkHonestText(conn, 'alt', alt, faults, 'title');
  for (const tag of tags) await checkHonestText(conn, 'tags', tag.replace(/[-.]+/g, ' · '), faults, 'tag');
  if (faults.length > 0) throw invalid(...faults);
}
