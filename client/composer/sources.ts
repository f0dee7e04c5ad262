/** What can be completed: members after `@`, threads and tags after `#`, emoji after `:`. */
import { mentionKey } from '../../shared/mentions.ts';

/** @property shown in the list @property note beside it @property insert what comes in the place of what was typed */
export type Option = { shown: string; note?: string; insert: string };
/**
 * @property begun matches what stands before the writer; its group is what was typed after the sign
 * @property end typed behind a whole name, it takes what has that name
 */
export type Source = {
  sign: string;
  begun: RegExp;
  end?: string;
  pauseMs: number;
  look(typed: string, area: HTMLTextAreaElement | HTMLInputElement): Promise<Option[]>;
};

type Member = { name: string; slug: string };
/** The address of a thread without its words, which in most scripts are three signs a letter; it leads to the whole one. */
const shortOf = (url: string): string => /^\/t\/\d+/.exec(url)?.[0] ?? url;

type References = { tags: string[]; threads: { title: string; url: string }[] };

async function ask<T>(path: string, query: Record<string, string>): Promise<T | null> {
  const response = await fetch(`${path}?${new URLSearchParams(query)}`);
  return response.ok ? ((await response.json()) as T) : null;
}

/** The name as somebody reads it, where it is found by that too. */
function typedAs({ name, slug }: Member): string {
  const joined = name.trim().replace(/\s+/gu, '-');
  return mentionKey(joined) === slug ? joined : slug;
}

const members: Source = {
  sign: '@',
  // As the server finds a name; none stands behind letters, or in an address.
  begun: /(?<![\p{L}\p{M}\p{N}_@./])@([\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d'’_.-]{0,59})$/u,
  pauseMs: 150,
  async look(name, area) {
    const thread = /\/t\/(\d+)\//.exec(area.form?.action ?? '')?.[1];
    const found = await ask<{ members: Member[] }>('/api/v1/mentions', { name, ...(thread && { thread }) });
    return (found?.members ?? []).map((member) => ({ shown: member.name, insert: `@${typedAs(member)} ` }));
  },
};

/** Names with commas between them, as in the line that says to whom. */
export const names: Source = {
  sign: '',
  begun: /(?:^|,)\s*([\p{L}\p{N}][^,]{0,59})$/u,
  pauseMs: 150,
  async look(name, { value }) {
    // Nobody is written to twice.
    const there = new Set(value.split(',').map((one) => one.trim()));
    const found = await ask<{ members: Member[] }>('/api/v1/mentions', { name: name.replace(/\s+/gu, '-') });
    return (found?.members ?? [])
      .filter((member) => member.name === name.trim() || !there.has(member.name))
      .map((member) => ({ shown: member.name, insert: `${member.name}, ` }));
  },
};

/** Tags of the space that is chosen, with commas between them. */
export const tagNames: Source = {
  sign: '',
  begun: /(?:^|,)\s*([\p{L}\p{N}][^,]{0,39})$/u,
  pauseMs: 150,
  async look(words, { form, value }) {
    const at = form?.getAttribute('action') ?? '';
    const space = form?.querySelector<HTMLSelectElement>('[name="space"]')?.value ?? '';
    const found = await ask<References>('/api/v1/references', { words, at, only: 'tags', ...(space && { space }) });
    // None is given twice; the one that is typed is there, too.
    const there = value.split(',').map((one) => one.trim().toLowerCase());
    const isNew = (name: string) => there.filter((one) => one === name).length <= Number(name === words.toLowerCase());
    return (found?.tags ?? []).filter(isNew).map((name) => ({ shown: `#${name}`, insert: `${name}, ` }));
  },
};

/** A title within the brackets of a link. */
const escaped = (title: string) => title.replace(/[[\]\\]/g, '\\$&');

const references: Source = {
  sign: '#',
  begun:
    /(?<![\p{L}\p{M}\p{N}_#&/])#([\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d'’+.-]*(?: [\p{L}\p{M}\p{N}\u200c\u200d'’+.-]+){0,5} ?)$/u,
  pauseMs: 250,
  async look(words, area) {
    const at = area.form?.getAttribute('action') ?? '';
    const space = area.form?.querySelector<HTMLSelectElement>('[name="space"]')?.value ?? '';
    const found = await ask<References>('/api/v1/references', { words, at, ...(space && { space }) });
    if (!found) return [];
    return [
      ...found.tags.map((name) => ({ shown: `#${name}`, insert: `[tag:${name}] ` })),
      ...found.threads.map(({ title, url }) => ({ shown: title, insert: `[${escaped(title)}](${shortOf(url)}) ` })),
    ];
  },
};

const EMOJI_SHOWN = 8;

/** Those whose names begin so, then those that have it in a name. */
function emojiNamed(lines: readonly string[], typed: string): Option[] {
  const sought = typed.normalize('NFC').toLowerCase();
  const found: { option: Option; place: number }[] = [];
  for (const line of lines) {
    const [sign = '', ...names] = line.split(' ');
    const name = names.find((one) => one.startsWith(sought)) ?? names.find((one) => one.includes(sought));
    if (name === undefined) continue;
    const place =
      name === sought ? 0 : names[0] === name && name.startsWith(sought) ? 1 : name.startsWith(sought) ? 2 : 3;
    found.push({ option: { shown: `${sign} ${name.replaceAll('_', ' ')}`, insert: `${sign} ` }, place });
  }
  return found
    .sort((a, b) => a.place - b.place || a.option.shown.length - b.option.shown.length)
    .slice(0, EMOJI_SHOWN)
    .map(({ option }) => option);
}

const emoji: Source = {
  sign: ':',
  begun: /(?<![\p{L}\p{M}\p{N}_:/])[:]([\p{L}\p{N}+-][\p{L}\p{M}\p{N}\u200c\u200d_+-]{1,29}:?)$/u,
  end: ':',
  pauseMs: 60,
  async look(typed) {
    const { emojiOf } = await import('./emoji.ts');
    const lines = await emojiOf(document.documentElement.lang);
    if (!typed.endsWith(':')) return emojiNamed(lines, typed);
    const name = typed.slice(0, -1).normalize('NFC').toLowerCase();
    const called = (one: string) => one.split(' ').slice(1);
    const line = lines.find((one) => called(one)[0] === name) ?? lines.find((one) => called(one).includes(name));
    return line ? [{ shown: name, insert: line.split(' ')[0]! }] : [];
  },
};

export const SOURCES: readonly Source[] = [members, references, emoji];
