/** What the forum says of itself, written by its admins. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { insertPageVersion, pageNow } from '../../platform/site/page-queries.ts';
import { site, updateSite } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText } from '../../../shared/text.ts';
import { LANGUAGES, type Language, type SitePage } from '../../../shared/words.ts';

/** @property version the one that was changed, 0 for none: who saved another first is not written over. Null changes whatever stands */
export type NewPageText = { text: string; version: number | null };

/**
 * Says something else on a page; nothing takes it away. What was said before is kept, and the same again changes nothing.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `stale_edit`, `invalid`
 */
export async function savePage(
  adda: Adda,
  actor: Actor,
  page: SitePage,
  language: Language,
  input: NewPageText,
): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await writePage(adda, actor!.id, page, language, input);
}

/** The same for whoever has the command line. @param editorId null where no account did it */
export async function writePage(
  adda: Adda,
  editorId: number | null,
  page: SitePage,
  language: Language,
  { text, version }: NewPageText,
): Promise<void> {
  const isNear = text.length <= 4 * LIMITS.sitePage.max;
  const markdown = isNear ? cleanText(text).trim() : text;
  const faults = lengthFaults('text', markdown, LIMITS.sitePage);
  if (faults.length > 0) throw invalid(...faults);
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    const now = await pageNow(tx, page, language);
    if (version !== null && version !== (now?.id ?? 0)) throw new AddaError('stale_edit');
    if (markdown === (now?.markdown ?? '')) return;
    await insertPageVersion(tx, { page, language, markdown, editorId });
    const { pages } = await site(tx);
    const others = (pages[page] ?? []).filter((one) => one !== language);
    const there = LANGUAGES.filter((one) => others.includes(one) || (one === language && markdown !== ''));
    await updateSite(tx, { pages: { ...pages, [page]: there } });
    await raise(tx, { kind: 'forum.changed', actorId: editorId });
  });
}
