import { describe, expect, it } from 'vitest';
import { keepWhileStill } from '../../server/platform/store/still.ts';

describe('what is kept while nothing is committed', () => {
  /** A store whose stamp the test moves, and a reader that counts. */
  function scene(most = 10) {
    const state = { stamp: 1 as number | null, reads: 0 };
    const read = keepWhileStill({ stamp: () => state.stamp }, most, async (key) => `${key} ${++state.reads}`);
    return { state, read };
  }

  it('is read once for each key, and again after a commit', async () => {
    const { state, read } = scene();
    expect([await read('a'), await read('a'), await read('b')]).toEqual(['a 1', 'a 1', 'b 2']);
    state.stamp = 2;
    expect([await read('a'), await read('a')]).toEqual(['a 3', 'a 3']);
  });

  it('is nothing while nobody knows of commits, nor is what was read before', async () => {
    const { state, read } = scene();
    await read('a');
    state.stamp = null;
    expect([await read('a'), await read('a')]).toEqual(['a 2', 'a 3']);
    state.stamp = 2;
    expect(await read('a')).toBe('a 4');
  });

  it('is never what was read before a commit that came while it was read', async () => {
    const state = { stamp: 1, value: 'old' };
    let answer = (): void => undefined;
    const read = keepWhileStill({ stamp: () => state.stamp }, 10, async () => {
      const { value } = state;
      await new Promise<void>((resolve) => (answer = resolve));
      return value;
    });
    const first = read('a');
    state.value = 'new';
    state.stamp = 2;
    answer();
    expect(await first).toBe('old');
    const second = read('a');
    answer();
    expect(await second).toBe('new');
  });

  it('is bounded', async () => {
    const { read } = scene(2);
    for (const key of ['a', 'b', 'c', 'a']) await read(key);
    expect(await read('a')).toBe('a 4');
  });
});
