/** Emoji by their names: English ones everywhere, and beside them those of the page's language. */
import { languages } from 'virtual:emoji';

const kept = new Map<string, Promise<string[]>>();

async function load(language: string): Promise<string[]> {
  const names = async (of: string) => (await languages[of]?.())?.default.split('\n') ?? [];
  const [english, own] = await Promise.all([names('en'), language === 'en' ? [] : names(language)]);
  const byName = new Map(own.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' '))]));
  return english.map((line) => line + (byName.get(line.slice(0, line.indexOf(' '))) ?? ''));
}

/** Lines of a sign and its names, joined by spaces. */
export function emojiOf(language: string): Promise<string[]> {
  if (!kept.has(language)) kept.set(language, load(language));
  return kept.get(language)!;
}
