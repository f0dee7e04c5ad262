/** Links that point into the imported site itself, made to point to their places here. */

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
const IN_BRACKETS = /(\]\(\s*<?)([^\s()<>]+)/g;
const REFERENCE = /^( {0,3}\[[^\]\n]+\]:\s*<?)([^\s<>]+)/gm;
const BARE = /(^|[\s(>])(<?)(https?:\/\/[^\s<>()[\]]+?)(>?)(?=[.,;:!?]*(?:$|[\s)<]))/gm;

function rewriteProse(text: string, site: Site): string {
  const linked = text
    .replace(IN_BRACKETS, (_, before: string, href: string) => before + rewriteLink(href, site))
    .replace(REFERENCE, (_, before: string, href: string) => before + rewriteLink(href, site));
  if (!site.origin) return linked;
  return linked.replace(BARE, (all, before: string, _open: string, href: string) => {
    const local = localLink(href, site);
    return local ? `${before}[${href}](${local})` : all;
  });
}

/** Rewrites the links of a Markdown text outside of its code. */
export function rewriteLinks(markdown: string, site: Site): string {
  if (!markdown.includes('/')) return markdown;
  let rest = markdown;
  let done = '';
  for (let code = CODE.exec(rest); code; code = CODE.exec(rest)) {
    done += rewriteProse(rest.slice(0, code.index), site) + code[0];
    rest = rest.slice(code.index + code[0].length);
  }
  return done + rewriteProse(rest, site);
}
