/** `@name` in what people write: who is meant, and the link to them. Code and links stay what they are. */
import type MarkdownIt from 'markdown-it';

type Engine = InstanceType<typeof MarkdownIt>;
type Token = ReturnType<Engine['parse']>[number];

/** Whom a word names. @property slug of their page */
export type Mentioned = { id: number; name: string; slug: string };

/** More are words: nobody calls a crowd together. */
export const MENTIONS_PER_POST = 10;

const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\u200c\\u200d'’_.-]{0,59}";
/** So many words behind the first may belong to a name. */
const MORE_WORDS = 2;
/** An address has letters before its sign, and a sign within a word names nobody. */
const MENTION = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_@./])@(${WORD}(?: ${WORD}){0,${MORE_WORDS}})`, 'gu');
const TRAILING = /[-_.'’]+$/u;
/** Endings are joined to a name by a hyphen: so many may be. */
const ENDINGS = 4;

/** A typed name as the addresses of members are written. */
export const mentionKey = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ _]/gu, '-')
    .replace(/[.'’׳״\u200c\u200d]/gu, '');

/** What of a typed word may be a name, the longest first: endings that a language joins to it come after a hyphen. */
function* namesIn(word: string): Generator<string> {
  for (let rest = word.replace(TRAILING, ''), i = 0; rest && i <= ENDINGS; i++) {
    yield rest;
    const at = rest.lastIndexOf('-');
    if (at <= 0) return;
    rest = rest.slice(0, at).replace(TRAILING, '');
  }
}

/** What may be a name where somebody is mentioned: of all the words, and of the first alone. */
export type Candidates = { whole: string[]; first: string[] };

function candidatesIn(typed: string): Candidates {
  const words = typed.split(' ');
  const joined = words.slice(1).map((_, i) => words.slice(0, words.length - i).join(' '));
  return { whole: joined.flatMap((one) => [...namesIn(one)]), first: [...namesIn(words[0]!)] };
}

/**
 * Which of them is a name: several words where somebody is called exactly so, as nobody else's first name is meant then;
 * else the first word, else several in another spelling.
 */
export function chooseName(
  { whole, first }: Candidates,
  members: ReadonlyMap<string, Pick<Mentioned, 'name'>>,
): string | undefined {
  const isThere = (one: string) => members.has(mentionKey(one));
  const isExact = (one: string) => members.get(mentionKey(one))?.name.normalize('NFC') === one.normalize('NFC');
  return whole.find(isExact) ?? first.find(isThere) ?? whole.find(isThere);
}

/** Calls back for each text in which somebody may be named. */
function eachText(tokens: Token[], found: (children: Token[], at: number) => void): void {
  for (const { children } of tokens) {
    if (!children) continue;
    let links = 0;
    for (let i = children.length - 1; i >= 0; i--) {
      const { type, content } = children[i]!;
      if (type === 'link_close') links++;
      else if (type === 'link_open') links--;
      else if (type === 'text' && links === 0 && content.includes('@')) found(children, i);
    }
  }
}

/** What may be a name in drawn tokens, for each mention in the order in which they stand; at most so many. */
export function mentionsIn(tokens: Token[]): Candidates[] {
  const found: string[][] = [];
  eachText(tokens, (children, at) => {
    const here = [...children[at]!.content.matchAll(MENTION)].slice(0, MENTIONS_PER_POST);
    found.unshift(here.map(([, typed]) => typed!));
  });
  const first = [...new Set(found.flat().slice(0, MENTIONS_PER_POST))];
  return first.map(candidatesIn);
}

/** Puts links where somebody is named who is in `mentions` of the environment. */
export function mentionRules(engine: Engine): void {
  engine.core.ruler.push('mentions', ({ tokens, env, Token: Made }) => {
    const mentions = (env as { mentions?: ReadonlyMap<string, Mentioned> }).mentions;
    if (!mentions?.size) return;
    const make = (type: string, tag: string, nesting: -1 | 0 | 1, content = '') =>
      Object.assign(new Made(type, tag, nesting), { content });
    eachText(tokens, (children, at) => {
      const text = children[at]!.content;
      const parts: Token[] = [];
      let from = 0;
      for (const match of text.matchAll(MENTION)) {
        const name = chooseName(candidatesIn(match[1]!), mentions);
        if (name === undefined) continue;
        const who = mentions.get(mentionKey(name))!;
        const open = make('link_open', 'a', 1);
        open.attrs = [['href', `/u/${encodeURIComponent(who.slug)}`]];
        parts.push(make('text', '', 0, text.slice(from, match.index)), open);
        parts.push(make('text', '', 0, `@${who.name}`), make('link_close', 'a', -1));
        from = match.index + 1 + name.length;
      }
      if (from > 0) children.splice(at, 1, ...parts, make('text', '', 0, text.slice(from)));
    });
  });
}
