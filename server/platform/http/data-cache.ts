/**
 * What pages were drawn from, kept for each audience as long as the database says that it is still
 * true. It saves the reading for members, whose pages are drawn each time. Nothing personal may be in it.
 */
import { type Checked, type Freshness, isTrue } from './page-cache.ts';

/** A page's data is about as large as the page: this bounds it to some tens of megabytes. */
const PAGES_KEPT = 300;

export type DataCache = ReturnType<typeof makeDataCache>;

export function makeDataCache(stamp: () => number | null = () => null, pagesKept = PAGES_KEPT) {
  const kept = new Map<string, Checked & { data: unknown }>();
  return {
    /** The kept data, if it is still true. */
    async get<D>(key: string): Promise<D | null> {
      const entry = kept.get(key);
      if (!entry) return null;
      const isGood = await isTrue(entry, stamp);
      if (kept.get(key) === entry) {
        kept.delete(key);
        // Last used goes last, so that the first is the one to forget.
        if (isGood) kept.set(key, entry);
      }
      return isGood ? (entry.data as D) : null;
    },
    put(key: string, data: unknown, freshness: Freshness): void {
      kept.delete(key);
      kept.set(key, { data, freshness, stamp: null });
      for (const oldest of kept.keys()) {
        if (kept.size <= pagesKept) break;
        kept.delete(oldest);
      }
    },
  };
}
