/** A page of the forum about itself, as its reader gets it. */
import { LRUCache } from 'lru-cache';
import type { Language, SitePage } from '../../../shared/words.ts';
import type { Adda } from '../adda.ts';
import type { Store } from '../store/store.ts';
import { drawAside } from '../worker-pool/render.ts';
import { pageNow } from './page-queries.ts';
import type { Site } from './queries.ts';

/** @property languages all in which there is one */
export type PageText = { html: string; markdown: string; language: Language; languages: Language[]; at: number };

const KEPT = 32;
/** By version: what was said once is drawn once. */
const drawn = new WeakMap<Store, LRUCache<number, string>>();

function keptBy(store: Store): LRUCache<number, string> {
  const kept = drawn.get(store) ?? new LRUCache<number, string>({ max: KEPT });
  drawn.set(store, kept);
  return kept;
}

/** Its first headings are the next below the page's own; those of posts, as which it was drawn, stand lower. */
function lifted(html: string): string {
  const levels = [...html.matchAll(/<h([3-6])\b/g)].map(([, level]) => Number(level));
  const by = Math.min(...levels) - 2;
  return levels.length === 0
    ? html
    : html.replace(/(<\/?h)([3-6])\b/g, (_, begun: string, level: string) => `${begun}${Number(level) - by}`);
}

/** A text as it stands on a page. @throws {AddaError} `busy` */
export const drawPage = async (adda: Adda, markdown: string): Promise<string> =>
  lifted((await drawAside(adda.workerPool, markdown, {})).html);

/**
 * The page in the language that was asked for, else in the forum's first that has it; null where it has none.
 * @throws {AddaError} `busy`
 */
export async function pageText(adda: Adda, forum: Site, page: SitePage, asked: Language): Promise<PageText | null> {
  const there = forum.pages[page] ?? [];
  const language = there.find((one) => one === asked) ?? forum.languages.find((one) => there.includes(one)) ?? there[0];
  if (!language) return null;
  const version = await pageNow(adda.store.read, page, language);
  if (!version || version.markdown === '') return null;
  const kept = keptBy(adda.store);
  const html = kept.get(version.id) ?? (await drawPage(adda, version.markdown));
  kept.set(version.id, html);
  return { html, language, markdown: version.markdown, languages: there, at: version.createdAt };
}
