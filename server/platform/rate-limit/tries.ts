/** How often something was done lately, counted in this process alone: for what is too small to be written down. */
import { type RateLimit, retryAt } from '../../rules/rate-limits.ts';

/** So many are counted at once; of more, the one that did nothing for longest begins anew. */
const KEYS = 10_000;

export function makeTries(limit: RateLimit) {
  const tries = new Map<string, number[]>();
  return {
    /** Counts one, if it fits. @returns when one fits, in ms; null where this one did */
    take(key: string, now: number): number | null {
      const lately = (tries.get(key) ?? []).filter((at) => at > now - limit.windowMs);
      const retry = retryAt(limit, lately, now);
      if (retry !== null) return retry;
      tries.delete(key);
      tries.set(key, [...lately, now]);
      const [oldest] = tries.keys();
      if (tries.size > KEYS) tries.delete(oldest!);
      return null;
    },
    /** Takes one back that came to nothing. */
    giveBack(key: string): void {
      const left = tries.get(key)?.slice(0, -1) ?? [];
      if (left.length > 0) tries.set(key, left);
      else tries.delete(key);
    },
    size: () => tries.size,
  };
}
