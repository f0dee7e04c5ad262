/** Names of imported members: as they were where they can be, made to fit where they cannot. */
import { cleanLine } from '../../../../shared/text.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { nameSlug, whyNotName } from '../../../rules/names.ts';

/** The account in whose name the software itself acts. */
const COMMUNITY = -1;

/** The name of a member of whom only the number is known. */
export function numberedName(id: number): string {
  return id === COMMUNITY ? 'Community' : `Member ${Math.abs(id)}`;
}

function cut(name: string, max: number): string {
  return [...name]
    .slice(0, max)
    .join('')
    .replace(/[ .\-_'’]+$/u, '');
}

/** A name that the rules allow, as near as may be to what it was. */
export function memberName(displayName: string | null, id: number): string {
  const plain = cleanLine(displayName ?? '');
  if (plain && whyNotName(plain) === null) return plain;
  const fitting = plain
    .replace(/[^\p{L}\p{M}\p{N} .\-_'’\u200c\u200d]+/gu, ' ')
    .replace(/([ .\-_'’])[ .\-_'’]+/gu, (_, first: string) => (first === '.' ? '. ' : ' '))
    .replace(/\. /g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim();
  const short = cut(fitting, LIMITS.name.max);
  if (whyNotName(short) === null) return short;
  const numbered = `${cut(fitting, LIMITS.name.max - String(id).length - 1)} ${Math.abs(id)}`;
  return whyNotName(numbered) === null ? numbered : numberedName(id);
}

/**
 * A free slug for each name: its own, or with -2, -3 … behind it.
 * @param taken which of some slugs exist already
 */
export async function freeSlugs(names: string[], taken: (slugs: string[]) => Promise<Set<string>>): Promise<string[]> {
  const given: (string | null)[] = names.map(() => null);
  const used = new Set<string>();
  let waiting = names.map((name, index) => ({ index, base: nameSlug(name) }));
  for (let from = 1, width = 1; waiting.length > 0; from += width, width = Math.min(512, Math.max(16, width * 4))) {
    const candidates = (base: string) =>
      Array.from({ length: width }, (_, i) => (from + i === 1 ? base : `${base}-${from + i}`));
    const there = await taken([...new Set(waiting.flatMap(({ base }) => candidates(base)))]);
    waiting = waiting.filter(({ index, base }) => {
      const free = candidates(base).find((slug) => !there.has(slug) && !used.has(slug));
      if (!free) return true;
      used.add(free);
      given[index] = free;
      return false;
    });
  }
  return given as string[];
}
