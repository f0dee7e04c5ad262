/** Two figures that are compared in one sentence. */
import { expect, it } from 'vitest';
import { sumOf } from '../../../server/platform/http/sizes.ts';
import { errors as bn } from '../../../shared/catalogue/bn/errors.ts';
import { errors as en } from '../../../shared/catalogue/en/errors.ts';

const MB = 1024 * 1024;
const FACTS = { seconds: 0, of: 0, hours: 0, text: '' };

it('figures that are compared never read alike', () => {
  const KB = 1_024;
  for (const limit of [256 * KB, 300_001, MB - 1, 2 * MB, 2.55 * MB, 64 * MB])
    for (const more of [1, 600, 60_000]) {
      const { used, limit: most } = sumOf(limit + more, limit);
      expect(used).toBeGreaterThan(most);
      for (const { errors } of [en, bn]) {
        const [first, second] = errors.too_large({ ...FACTS, used, limit: most }).match(/[\d০-৯.]+ \S*[^\s;।.]/g)!;
        expect(first).not.toBe(second);
      }
    }
  expect(en.errors.too_large({ ...FACTS, ...sumOf(256 * KB + 1, 256 * KB) })).toContain(
    '256 KB in one go; this had 257 KB',
  );
});
