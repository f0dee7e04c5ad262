/** What a letter is made of, whatever its language: its plain text and its HTML are drawn of the same parts. */

/**
 * words: a paragraph. says: who did what, and by which name they are drawn. quote: what somebody wrote. link: an address alone, and what it is called where
 * it can be pressed, if it has a name. list: under a title, each with where it leads. foot: sentences under the letter, each with its link.
 */
export type LetterPart =
  | { words: string }
  | { says: string; by?: string | undefined }
  | { quote: string }
  | { link: string; name?: string }
  | { title: string; list: readonly { line: string; link: string }[]; more?: string | undefined }
  | { foot: readonly { words: string; link?: string }[] };

/** A titled list of links; nothing where there is none. @param more what follows the list */
export const linkList = (
  title: string,
  list: readonly { line: string; link: string }[],
  more?: string,
): LetterPart[] => (list.length === 0 ? [] : [{ title, list, more }]);

const quoted = (text: string) => text.replace(/^/gm, '> ');

function textOf(part: LetterPart): string {
  if ('words' in part) return part.words;
  if ('says' in part) return part.says;
  if ('quote' in part) return quoted(part.quote);
  if ('link' in part) return part.link;
  if ('list' in part) {
    const lines = part.list.map(({ line, link }) => `* ${line}\n  ${link}`);
    return [part.title, lines.join('\n'), part.more].filter(Boolean).join('\n\n');
  }
  return ['-- ', ...part.foot.map(({ words, link }) => (link === undefined ? words : `${words} ${link}`))].join('\n');
}

/** A letter as plain text. */
export const plainText = (parts: readonly LetterPart[]): string => `${parts.map(textOf).join('\n\n')}\n`;
