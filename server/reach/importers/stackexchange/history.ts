/** What happened to a post where it comes from: how it changed, by whom, and whether it was closed. */
import type { CloseReason } from '../../../../shared/words.ts';
import type { Closing, Edit, SpoolPost } from './queries.ts';
import { intOf } from './rows.ts';

/** Title, body and tags as first written (1 to 3), as edited (4 to 6), as rolled back (7 to 9). */
export const isEdit = (type: number) => type >= 1 && type <= 9;
export const CLOSED = 10;
export const REOPENED = 11;

/** A post as it once was. @property editor who made it so @property tags null of an answer */
export type Version = {
  at: number;
  editor: number | null;
  label: string | null;
  title: string | null;
  tags: string | null;
  body: string;
};

/** What was changed in one go: one press of a button over there, with one mark. */
function goesWith(edit: Edit, other: Edit): boolean {
  return edit.mark === null ? edit.at === other.at && edit.editor === other.editor : edit.mark === other.mark;
}

/** The versions of a post, the oldest first. What came before its first known body is no version. @param edits in the order of time */
export function versionsOf(edits: Edit[]): Version[] {
  const versions: Version[] = [];
  const now: { title: string | null; tags: string | null; body: string | null } = {
    title: null,
    tags: null,
    body: null,
  };
  for (const [i, edit] of edits.entries()) {
    now[(['title', 'body', 'tags'] as const)[(edit.type - 1) % 3]!] = edit.text;
    const next = edits[i + 1];
    if (now.body === null || (next && goesWith(edit, next))) continue;
    const before = versions.at(-1);
    const { at, editor, label } = edit;
    const isSame = before && before.title === now.title && before.tags === now.tags && before.body === now.body;
    if (!isSame) versions.push({ at, editor, label, ...now, body: now.body });
  }
  return versions;
}

/** The numbers of reasons, those of the first years and those since 2013, as ours. */
const REASONS: Record<number, CloseReason> = {
  1: 'duplicate',
  2: 'off_topic',
  3: 'opinion',
  4: 'unclear',
  7: 'too_narrow',
  10: 'reference',
  20: 'off_topic',
  101: 'duplicate',
  102: 'off_topic',
  103: 'unclear',
  104: 'too_broad',
  105: 'opinion',
};

/** When and why a question was closed, if it is; null for an open one. @param events in the order of time @param isDuplicate whether a link says so */
export function closedOf(
  question: Pick<SpoolPost, 'closed'>,
  events: Closing[],
  isDuplicate: boolean,
): { at: number; reason: CloseReason } | null {
  const last = events.at(-1);
  const at = question.closed ?? (last?.type === CLOSED ? last.at : null);
  if (at === null) return null;
  const why = events.findLast(({ type }) => type === CLOSED)?.reason;
  const known = REASONS[intOf(why ?? undefined) ?? 0];
  return { at, reason: known ?? (isDuplicate ? 'duplicate' : 'other') };
}

const MOST_ORIGINALS = 50;

/** The questions that a closing says this one repeats. @param text what the event holds, JSON */
export function originalsOf(text: string | undefined): number[] {
  try {
    const { OriginalQuestionIds: ids } = JSON.parse(text ?? '') as { OriginalQuestionIds?: unknown };
    if (!Array.isArray(ids)) return [];
    return ids.slice(0, MOST_ORIGINALS).filter((id): id is number => Number.isSafeInteger(id));
  } catch {
    return [];
  }
}
