/** What the head of a page from elsewhere says of it: text alone, whatever it was. */
import { Parser } from 'htmlparser2';
import { cleanLine, isVisible, LINE_BOUND, shorten } from '../../../shared/text.ts';

/** @property picture its whole address; null where there is none @property isVideo whether the page calls itself one */
export type PageHead = { title: string; line: string; picture: string | null; isVideo: boolean };

const TITLE_MAX = 120;
const LINE_MAX = 200;
const ADDRESS_MAX = 2_000;
/** Deeper than the head of any page; with each further tag within tags the parser takes longer. */
const DEEPEST = 100;
/** Where a page may say in which letters it is written. */
const DECLARED_WITHIN = 1_024;
const CHARSET = /charset\s*=\s*["']?\s*([\w-]{1,40})/i;
/** Those that browsers know no more, or that would read tags into what has none. */
const UNREAD = /^utf-?7$|^iso-2022-|^hz-/i;

function decoderFor(label: string | undefined): InstanceType<typeof TextDecoder> {
  if (label !== undefined && !UNREAD.test(label)) {
    try {
      return new TextDecoder(label);
    } catch {
      // Nobody knows these letters: as most pages are, then.
    }
  }
  return new TextDecoder();
}

/** Letters as the answer, the mark at their beginning, or the page itself says. */
function decoded(bytes: Uint8Array, type: string): string {
  const [first, second] = bytes;
  const marked = first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : null;
  const beginning = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  return decoderFor(marked ?? CHARSET.exec(type)?.[1] ?? CHARSET.exec(beginning)?.[1]).decode(bytes);
}

/** One line of words without anything unseen; '' where nothing of it is seen. */
export function lineOf(text: string | undefined, max: number): string {
  const line = shorten(cleanLine((text ?? '').slice(0, LINE_BOUND)), max);
  return isVisible(line) ? line : '';
}

/** What is said in `meta`, by its name, and the first title; nothing of the page's body is read. */
function saidIn(text: string): Map<string, string> {
  const said = new Map<string, string>();
  const first = (name: string, value: string | undefined) => {
    if (value?.trim() && !said.has(name)) said.set(name, value.slice(0, LINE_BOUND));
  };
  let title: string | null = null;
  let isOver = false;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { name: by, property, content }) {
      if (name === 'body' || ++depth > DEEPEST) isOver = true;
      if (isOver) return;
      if (name === 'title') title ??= '';
      if (name === 'meta') first((property ?? by ?? '').toLowerCase(), content);
    },
    ontext(part) {
      if (title !== null && !said.has('title') && title.length < LINE_BOUND) title += part;
    },
    onclosetag(name) {
      depth -= 1;
      if (name === 'title' && title !== null) first('title', title);
      if (name === 'head') isOver = true;
    },
  });
  // In pieces: a page whose head is over is read no further.
  const PIECE = 16_384;
  for (let at = 0; at < text.length && !isOver; at += PIECE) parser.write(text.slice(at, at + PIECE));
  return said;
}

function pictureIn(said: ReadonlyMap<string, string>, url: string): string | null {
  const named = said.get('og:image:secure_url') ?? said.get('og:image') ?? said.get('twitter:image');
  const address = !named || named.length > ADDRESS_MAX ? null : URL.parse(named.trim(), url);
  return address && /^https?:$/.test(address.protocol) ? address.href : null;
}

/** @param url where it lies @param type as the answer said @returns null where it says nothing of itself */
export function pageHead({ bytes, url, type }: { bytes: Uint8Array; url: string; type: string }): PageHead | null {
  const said = saidIn(decoded(bytes, type));
  const title = lineOf(said.get('og:title') ?? said.get('twitter:title') ?? said.get('title'), TITLE_MAX);
  if (!title) return null;
  const about = said.get('og:description') ?? said.get('twitter:description') ?? said.get('description');
  const line = lineOf(about, LINE_MAX);
  const isVideo = /^video\b/i.test(said.get('og:type') ?? '');
  return { title, line: line === title ? '' : line, picture: pictureIn(said, url), isVideo };
}

/** The same of an answer of oEmbed (oembed.com). */
export function embedHead({ bytes, url }: { bytes: Uint8Array; url: string }): PageHead | null {
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const text = (name: string) => {
    const value = (said as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  };
  const title = lineOf(text('title'), TITLE_MAX);
  if (!title) return null;
  const picture = pictureIn(new Map([['og:image', text('thumbnail_url') ?? '']]), url);
  return { title, line: lineOf(text('author_name'), LINE_MAX), picture, isVideo: text('type') === 'video' };
}
