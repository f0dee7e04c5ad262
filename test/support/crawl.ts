/** Walks a forum twice, once as it is served and once drawn afresh, and says where the two differ. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { loadAssets } from '../../server/platform/http/assets.ts';
import type { Forum, Member } from './forum.ts';

/** The same forum without anything kept: every page is read and drawn for who asks. */
export async function freshApp(forum: Forum): Promise<FastifyInstance> {
  const app = await buildApp(forum.adda, loadAssets());
  app.pageCache.get = async () => null;
  app.dataCache.get = async () => null;
  app.partsCache.of = () => undefined;
  await app.ready();
  return app;
}

type Reader = { name: string; headers: Record<string, string> };

export const VISITOR: Reader = { name: 'a visitor', headers: { 'accept-language': 'en' } };
export const BENGALI: Reader = { name: 'a visitor who reads Bengali', headers: { 'accept-language': 'bn' } };
export const asMember = (member: Member): Reader => ({ name: member.name, headers: { cookie: member.cookie } });

/** What is new with every drawing, and says nothing of the forum. */
/** A key is another each time; what is new since one read is over once it was drawn. */
const withoutKeys = (text: string) =>
  text
    .replace(/name="idempotencyKey" value="[^"]*"|data-after="\d+"/g, '')
    .replace(/<p class="fresh">[^]*?<\/p>|<span class="fresh-post"[^]*?<\/span>/g, '');

async function draw(app: FastifyInstance, url: string, reader: Reader) {
  const { statusCode, headers, body } = await app.inject({ method: 'GET', url, headers: reader.headers });
  return {
    text: `${statusCode} ${headers.location ?? ''} ${withoutKeys(body)}`,
    isKept: headers['cache-control'] === 'private, no-cache',
    links: linksIn(body),
    to: headers.location as string | undefined,
  };
}

/** The addresses of our own pages in a page; not what belongs to files, and nothing that only takes one elsewhere. */
function linksIn(body: string): string[] {
  const found = [...body.matchAll(/(?:href|<id>|<uri>)="?(?:http:\/\/localhost:3000)?(\/[^"<#]*)/g)];
  return found
    .map(([, path]) => path!.replaceAll('&amp;', '&'))
    .filter((path) => !/^\/(assets|media|sign-|api|preferences|.*\.(ico|json|png|svg|css|js|woff2))/.test(path));
}

/** @property pages all addresses that were walked @property kept those of them that visitors get from what is kept */
export type Walked = { pages: Set<string>; kept: Set<string>; differences: string[]; turn: number };

const MOST = 400;

/**
 * Follows every link from the home page. Pages that are never kept are drawn once for their links, since they
 * cannot differ.
 */
export async function walk(served: FastifyInstance, fresh: FastifyInstance, readers: Reader[], all: Walked) {
  const seen = new Set(['/', '/new.atom', '/needs-answer.atom', '/among-members.atom']);
  const main = readers[0]!;
  for (const url of seen) {
    if (all.pages.has(url) && !all.kept.has(url)) continue;
    const page = await draw(fresh, url, main);
    all.pages.add(url);
    for (const link of [...page.links, ...(page.to ? [page.to] : [])]) if (seen.size < MOST) seen.add(link);
    if (!page.isKept && !all.kept.has(url)) continue;
    all.kept.add(url);
    compare(all, url, main, await draw(served, url, main), page);
    // Every other page also for one of the other readers, another one each time.
    const other = readers[1 + (all.turn++ % (readers.length - 1))]!;
    // What many members get alike is kept when it is drawn for the second time, and sent from then on.
    for (let n = 0; n < 2; n++) await draw(served, url, other);
    compare(all, url, other, await draw(served, url, other), await draw(fresh, url, other));
  }
}

function compare(all: Walked, url: string, reader: Reader, served: { text: string }, fresh: { text: string }) {
  if (served.text === fresh.text) return;
  let at = 0;
  while (served.text[at] === fresh.text[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  all.differences.push(`${url} for ${reader.name}: served ${around(served.text)}, afresh ${around(fresh.text)}`);
}
