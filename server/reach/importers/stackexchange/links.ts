/** Links that point into the imported site itself, made to point to their places here. */
import { normalAddress } from '../../../../shared/markdown.ts';

const POST_LINK =
  /^\/(?:questions\/(\d+)(?:\/[^/?#]*(?:\/(\d+))?)?|(q|a)\/(\d+)(?:\/\d+)?)\/?(?:\?[^#]*)?(?:#(\d+)?.*)?$/;

export type Site = { origin: string | null };

/** The local address of a link to a question or an answer of the same site; null for other links. */
export function localLink(href: string, site: Site): string | null {
  const host = site.origin ? new URL(site.origin).host : null;
  const match = /^(?:(?:https?:)?\/\/([^/]+))?(\/.*)$/i.exec(href);
  if (!match || (match[1] !== undefined && match[1].toLowerCase() !== host)) return null;
  const link = POST_LINK.exec(match[2]!);
  if (!link) return null;
  const [, question, answerInPath, short, shortId, fragment] = link;
  if (short) return short === 'a' ? `/a/${shortId}` : `/questions/${shortId}`;
  const answer = answerInPath ?? fragment;
  return answer && answer !== question ? `/a/${answer}` : `/questions/${question}`;
}

/** What a link becomes: a local place, or an absolute address when the site's is known. */
export function rewriteLink(href: string, site: Site): string {
  const local = localLink(href, site);
  if (local) return local;
  return site.origin && /^\/(?!\/)/.test(href) ? site.origin + href : href;
}

/** Code in Markdown, where nothing is a link. */
const CODE = /(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[^\n]*$|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)|^(?: {4}|\t).*$)/m;
const IN_ANGLES = /(\]\(\s*<)([^<>\n]+)(?=>)/g;
const IN_BRACKETS = /(\]\(\s*<?)([^\s()<>]+)/g;
const REFERENCE = /^( {0,3}\[[^\]\n]+\]:\s*<?)([^\s<>]+)/gm;
const BARE = /(^|[\s(>])(<?)(https?:\/\/[^\s<>()[\]]+?)(>?)(?=[.,;:!?]*(?:$|[\s)<]))/gm;

/** Changes the targets of links and pictures in a text without code. */
function changeTargets(text: string, change: (href: string) => string): string {
  return text
    .replace(IN_ANGLES, (_, before: string, href: string) => before + change(href))
    .replace(IN_BRACKETS, (_, before: string, href: string) => before + change(href))
    .replace(REFERENCE, (_, before: string, href: string) => before + change(href));
}

function rewriteProse(text: string, site: Site): string {
  const linked = changeTargets(text, (href) => rewriteLink(href, site));
  if (!site.origin) return linked;
  return linked.replace(BARE, (all, before: string, _open: string, href: string) => {
    const local = localLink(href, site);
    return local ? `${before}[${href}](${local})` : all;
  });
}

/** Does something to a Markdown text outside of its code. */
function outsideCode(markdown: string, change: (prose: string) => string): string {
  let rest = markdown;
  let done = '';
  for (let code = CODE.exec(rest); code; code = CODE.exec(rest)) {
    done += change(rest.slice(0, code.index)) + code[0];
    rest = rest.slice(code.index + code[0].length);
  }
  return done + change(rest);
}

/** Rewrites the links of a Markdown text outside of its code. */
export function rewriteLinks(markdown: string, site: Site): string {
  return markdown.includes('/') ? outsideCode(markdown, (prose) => rewriteProse(prose, site)) : markdown;
}

/** Leads links and pictures of a Markdown text to other places. @param places by the address as the renderer writes it */
export function redirectTargets(markdown: string, places: ReadonlyMap<string, string>): string {
  return outsideCode(markdown, (prose) => changeTargets(prose, (href) => places.get(normalAddress(href)) ?? href));
}
