/** What posts said before their edits, ready to be written, and by whom they were edited. */
import type { Tx } from '../../../platform/store/store.ts';
import { insertRevisions, setRevision } from '../queries.ts';
import type { TextMaker } from './markdown.ts';
import { versionsOf } from './history.ts';
import type { Edit } from './queries.ts';
import { tagsOf } from './rows.ts';

/** An earlier version. `editor…` is who replaced it. */
export type DraftVersion = {
  number: number;
  editorId: number | null;
  editorLabel: string | null;
  title: string | null;
  tagNames: string[] | null;
  markdown: string;
  at: number;
};
export type History = { earlier: DraftVersion[]; editedAt: number | null };
export const NO_HISTORY: History = { earlier: [], editedAt: null };

/**
 * @param edits all texts of a post in the order of time @param html what it says now
 * @param accountOf the account here of somebody there, or undefined
 */
export function draftHistory(
  edits: Edit[],
  { html, isQuestion }: { html: string; isQuestion: boolean },
  accountOf: (id: number) => number | undefined,
  text: TextMaker,
): History {
  const versions = versionsOf(edits);
  const last = versions.at(-1);
  if (!last || versions.length === 1) return NO_HISTORY;
  const earlier = versions.slice(0, -1).map(({ title, tags, body, at }, i) => {
    const next = versions[i + 1]!;
    const editorId = next.editor === null ? null : (accountOf(next.editor) ?? null);
    return {
      number: i + 1,
      editorId,
      editorLabel: editorId === null ? (next.label ?? '') : null,
      title: isQuestion ? title : null,
      tagNames: isQuestion && tags !== null ? tagsOf(tags) : null,
      markdown: text.earlier(body, html),
      at,
    };
  });
  return { earlier, editedAt: last.at };
}

/** A post that was here without its earlier versions. */
export type Mended = { postId: number; earlier: DraftVersion[]; editedAt: number };

/** @param ids of the posts that were just written, by external id @returns how many versions */
export async function writeVersions(
  tx: Tx,
  ids: Map<string, number>,
  drafts: { externalId: string; earlier: DraftVersion[] }[],
  mended: Mended[],
): Promise<number> {
  const rows = [
    ...drafts.flatMap(({ externalId, earlier }) => earlier.map((one) => ({ ...one, postId: ids.get(externalId)! }))),
    ...mended.flatMap(({ postId, earlier }) => earlier.map((one) => ({ ...one, postId }))),
  ];
  await insertRevisions(tx, rows);
  for (const { postId, earlier, editedAt } of mended) await setRevision(tx, postId, earlier.length + 1, editedAt);
  return rows.length;
}
