/** Korean endings, written onto nouns and stems of verbs: the longest first, again and again, while a word is left. */

const ENDINGS = `
  습니다만 했습니다 합니다만 하겠습니다 됩니다 되었습니다 됐습니다 합니다 입니다 습니다 했어요 했는데 하려면 하면서 하는데 하세요 하시나요 했다가 하였다
  하려고 해야 해서 해요 했다 하다 하는 하기 하고 하면 하게 한다 할까 했던 하지 되나요 되는 되다 되면 된다
  인가요 이에요 예요 이라고 이라는 라고 라는 이나 이란 이랑 에서는 에서도 에서의 에서 에게서 에게는 에게 한테서 한테 께서 으로는 으로도 으로써 으로서
  으로 로는 로도 까지도 까지 부터 마다 처럼 보다 만큼 조차 마저 밖에 들의 들은 들이 들을 들 과는 와는 에는 에도 에만
  은 는 이 가 을 를 의 에 도 만 과 와 로 요 랑`
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length);
/** Fewer syllables are a word themselves. */
const SHORTEST = 2;

/** A word in Hangul without its endings. */
export function stemHangul(word: string): string {
  let stem = word;
  for (;;) {
    const ending = ENDINGS.find((one) => stem.endsWith(one) && stem.length - one.length >= SHORTEST);
    if (!ending) return stem;
    stem = stem.slice(0, -ending.length);
  }
}

export const isHangul = (word: string): boolean => /^\p{sc=Hang}+$/u.test(word);
