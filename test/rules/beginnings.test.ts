import { describe, expect, it } from 'vitest';
import {
  beginningFor,
  FIRST_MESSAGE,
  freePlace,
  MESSAGE_PLACE,
  placeAgain,
  START_PLACE,
} from '../../server/rules/beginnings.ts';

const start = (place: string, values: Record<string, string>) => ({ place, values });
const hubs = start('start:3', { space: 'wheels', form: 'question', title: 'Which hubs last' });
const pots = start('start', { space: 'gardens', form: 'journey', title: 'Pots' });
const both = [hubs, pots];

describe('which thread that was begun a form goes on with', () => {
  it.each([
    [{}, undefined, hubs],
    [{ space: 'gardens' }, undefined, pots],
    [{ space: 'gardens', form: 'question' }, undefined, null],
    [{ space: 'wheels', title: 'Which hubs' }, undefined, hubs],
    [{ title: 'Another thing' }, undefined, null],
    [{ title: 'Another thing' }, 'true', hubs],
    [{}, 'new', null],
    [{ space: 'wheels' }, 'start', pots],
  ])('%j %s', (link, meant, draft) => {
    const found = beginningFor(both, link, meant);
    expect(found.draft).toBe(draft);
    expect(found).toMatchObject(
      draft ? { place: draft.place, beside: 'start:2' } : { place: 'start:2', beside: 'start:4' },
    );
  });

  it('keeps a place that is asked for, also where nothing is kept there yet', () => {
    expect(beginningFor(both, {}, 'start:9')).toEqual({ draft: null, place: 'start:9', beside: 'start:2' });
  });

  it('has a place that is free, also when its draft is gone', () => {
    expect(placeAgain(both, 'start:2')).toEqual({ draft: null, place: 'start:2', beside: 'start:4' });
    expect(placeAgain(both, 'start')).toEqual({ draft: pots, place: 'start', beside: 'start:2' });
    expect(placeAgain([], 'thread:1')).toEqual({ draft: null, place: 'start', beside: 'start:2' });
    const all = Array.from({ length: 99 }, (_, i) => start(i === 0 ? 'start' : `start:${i + 1}`, {}));
    expect(freePlace(all)).toBe('start:99');
    expect(all.every(({ place }) => START_PLACE.test(place))).toBe(true);
    expect(placeAgain(both, 'start:2', FIRST_MESSAGE)).toMatchObject({ place: FIRST_MESSAGE, beside: 'message:new:2' });
    for (const no of ['message:1', 'message:new:1', 'start']) expect(MESSAGE_PLACE.test(no)).toBe(false);
    for (const no of ['start:1', 'start:100', 'start:', 'starts', 'start:02']) expect(START_PLACE.test(no)).toBe(false);
  });

  it.each([
    ['Jamal', 'jamal'],
    ['@jamal', 'jamal'],
    ['Nadia', null],
    ['Jamal, Nadia', null],
    ['', 'jamal'],
  ])('of messages is that to the same people: %s', (to, who) => {
    const begun = [start('message:new:2', { to: 'Jamal, ', body: 'I began' })];
    const found = beginningFor(begun, { to }, undefined, FIRST_MESSAGE);
    expect(found).toMatchObject({
      draft: who && begun[0],
      place: who ? 'message:new:2' : 'message:new',
      beside: who ? 'message:new' : 'message:new:3',
    });
  });
});
