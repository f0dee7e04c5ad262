import { describe, expect, it } from 'vitest';
import { closedOf, originalsOf, versionsOf } from '../../server/reach/importers/stackexchange/history.ts';
import type { Closing, Edit } from '../../server/reach/importers/stackexchange/queries.ts';

const edit = (type: number, at: number, text: string, more: Partial<Edit> = {}): Edit => ({
  ...{ id: at, post: 1, type, at, editor: 1, label: null, mark: `m${at}`, text },
  ...more,
});

describe('the versions of a post', () => {
  it('hold what was changed in one go, and of the rest what stood there', () => {
    const edits = [
      ...[edit(2, 1, 'body'), edit(1, 1, 'title'), edit(3, 1, '<a>')],
      edit(5, 2, 'another body', { editor: 7 }),
      ...[
        edit(4, 3, 'another title', { editor: null, label: 'gone' }),
        edit(6, 3, '<b>', { editor: null, label: 'gone' }),
      ],
      edit(8, 4, 'body'),
    ];
    const first = { at: 1, editor: 1, label: null, title: 'title', tags: '<a>', body: 'body' };
    expect(versionsOf(edits)).toEqual([
      first,
      { ...first, at: 2, editor: 7, body: 'another body' },
      { ...first, at: 3, editor: null, label: 'gone', title: 'another title', tags: '<b>', body: 'another body' },
      { ...first, at: 4, title: 'another title', tags: '<b>' },
    ]);
  });

  it('begin with the first body that is known, and leave out what changes nothing', () => {
    const edits = [edit(4, 1, 'a title'), edit(5, 2, 'body'), edit(5, 3, 'body'), edit(9, 4, '<a>')];
    expect(versionsOf(edits).map(({ at, title, tags }) => [at, title, tags])).toEqual([
      [2, 'a title', null],
      [4, 'a title', '<a>'],
    ]);
    expect(versionsOf([])).toEqual([]);
  });

  it('are told apart by time and editor where edits carry no mark', () => {
    const plain = { mark: null };
    const edits = [edit(2, 1, 'x', plain), edit(5, 2, 'y', plain), edit(5, 2, 'z', { ...plain, editor: 2 })];
    expect(versionsOf(edits).map(({ body }) => body)).toEqual(['x', 'y', 'z']);
  });
});

const closing = (type: 10 | 11, at: number, reason: string | null = null): Closing => ({
  ...{ id: at, post: 1, type, at, reason, originals: '[]' },
});

describe('a closed question', () => {
  it('is so since the date it says, for the last reason that was given', () => {
    const events = [closing(10, 1, '101'), closing(11, 2), closing(10, 3, '104')];
    expect(closedOf({ closed: 3 }, events, true)).toEqual({ at: 3, reason: 'too_broad' });
    expect(closedOf({ closed: 9 }, [], true)).toEqual({ at: 9, reason: 'duplicate' });
    expect(closedOf({ closed: 9 }, [], false)).toEqual({ at: 9, reason: 'other' });
    expect(closedOf({ closed: 9 }, [closing(10, 9, 'nonsense')], false)).toEqual({ at: 9, reason: 'other' });
  });

  it('is so where only its history says it, and open once it was opened again', () => {
    expect(closedOf({ closed: null }, [closing(10, 4, '3')], false)).toEqual({ at: 4, reason: 'opinion' });
    expect(closedOf({ closed: null }, [closing(10, 4, '3'), closing(11, 5)], false)).toBeNull();
    expect(closedOf({ closed: null }, [], true)).toBeNull();
  });

  it('names the questions that it repeats, whatever else stands there', () => {
    expect(originalsOf('{"OriginalQuestionIds":[1,"2",3.5,4]}')).toEqual([1, 4]);
    for (const text of [undefined, '', 'null', '[]', '{"OriginalQuestionIds":{}}', '{'])
      expect(originalsOf(text)).toEqual([]);
  });
});
