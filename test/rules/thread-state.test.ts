import { describe, expect, it } from 'vitest';
import { saidStates } from '../../server/rules/thread-state.ts';
import { FORMS, THREAD_STATES } from '../../shared/words.ts';

describe('what is said of a thread’s state', () => {
  const open = { closedAt: null, closeReason: null };
  const closed = { closedAt: 1, closeReason: 'unclear' };

  it('is how far a question is answered, and nothing of a talk', () => {
    for (const state of THREAD_STATES) expect(saidStates({ form: 'question', state, ...open })).toEqual([state]);
    expect(saidStates({ form: 'discussion', state: 'open', ...open })).toEqual([]);
    expect(saidStates({ form: 'challenge', state: 'finished', ...open })).toEqual(['finished']);
  });

  it('is that it is closed, as what, and never that it waits', () => {
    for (const form of FORMS)
      for (const state of THREAD_STATES) {
        const said = saidStates({ form, state, ...closed });
        expect(said.at(-1)).toBe('closed');
        expect(said).not.toContain('open');
        expect(said).not.toContain('noted');
        expect(saidStates({ form, state, closedAt: 1, closeReason: 'duplicate' }).at(-1)).toBe('duplicate');
      }
    expect(saidStates({ form: 'question', state: 'solved', ...closed })).toEqual(['solved', 'closed']);
  });
});
