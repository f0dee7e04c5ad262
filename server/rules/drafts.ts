/** What becomes of a text that is kept while it is typed. */
import { WRITTEN } from '../../shared/drafts.ts';

type Values = Record<string, unknown>;

/** Of scripts that put nothing between words each letter counts. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]+/gu;

const wordsOf = (values: Values): Set<string> =>
  new Set(WRITTEN.flatMap((name) => String(values[name] ?? '').match(WORDS) ?? []));

/**
 * Whether what was sent is what a kept text became, where no form says from which it goes on: it has at least half of its
 * words, as a text is often changed after it was kept last. Of another text nothing is thrown away.
 */
export function hasBecome(kept: Values, sent: Values): boolean {
  const [before, after] = [wordsOf(kept), wordsOf(sent)];
  const shared = [...before].filter((word) => after.has(word)).length;
  return shared * 2 >= before.size;
}
