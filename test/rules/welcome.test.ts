import { describe, expect, it } from 'vitest';
import { toHelp, toRead } from '../../server/rules/welcome.ts';

const reader = { id: 9, language: 'bn' };
const row = (id: number, language: string, more: object = {}) => ({
  ...{ id, language, authorId: 1, state: 'open', participantCount: 1 },
  ...more,
});
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

describe('what a newcomer is shown', () => {
  it('is three questions that wait, in their language first, and none of their own', () => {
    const waiting = [
      row(1, 'en'),
      row(2, 'bn', { authorId: 9 }),
      row(3, 'bn'),
      row(4, 'en'),
      row(5, 'bn'),
      row(6, 'fr'),
    ];
    expect(ids(toHelp(waiting, reader))).toEqual([3, 5, 1]);
    expect(toHelp([], reader)).toEqual([]);
  });

  it('is one talk that was solved or has several people, in their language where there is one', () => {
    const solved = { state: 'solved' };
    expect(toRead([row(1, 'bn'), row(2, 'en', solved), row(3, 'bn', { participantCount: 3 })], reader, [])?.id).toBe(3);
    expect(toRead([row(1, 'bn'), row(2, 'en', solved)], reader, [])?.id).toBe(2);
    expect(toRead([row(1, 'bn'), row(2, 'en', solved)], reader, [row(2, 'en')])?.id).toBe(1);
    expect(toRead([row(1, 'bn', { authorId: 9 })], reader, [])).toBeNull();
  });
});
