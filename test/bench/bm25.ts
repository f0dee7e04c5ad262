/** Texts in memory, found by BM25 (Robertson, Zaragoza: "The probabilistic relevance framework", 2009). */
const K1 = 1.2;
const B = 0.75;

export class TextIndex {
  #places = new Map<string, { id: number; count: number }[]>();
  #lengths = new Map<number, number>();
  #total = 0;

  add(id: number, terms: string[]): void {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const list = this.#places.get(term);
      if (list) list.push({ id, count });
      else this.#places.set(term, [{ id, count }]);
    }
    this.#lengths.set(id, terms.length);
    this.#total += terms.length;
  }

  /** The most alike, best first. */
  find(terms: string[], limit: number): { id: number; score: number }[] {
    const texts = this.#lengths.size;
    const usual = this.#total / Math.max(1, texts);
    const scores = new Map<number, number>();
    for (const term of new Set(terms)) {
      const list = this.#places.get(term) ?? [];
      const weight = Math.log(1 + (texts - list.length + 0.5) / (list.length + 0.5));
      for (const { id, count } of list) {
        const long = 1 - B + (B * this.#lengths.get(id)!) / usual;
        scores.set(id, (scores.get(id) ?? 0) + (weight * count * (K1 + 1)) / (count + K1 * long));
      }
    }
    const found = [...scores].map(([id, score]) => ({ id, score }));
    return found.sort((one, other) => other.score - one.score || one.id - other.id).slice(0, limit);
  }
}
