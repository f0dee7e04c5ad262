/** Each act of moderation is found by its name: the verb is the file. */
import { expect, it } from 'vitest';
import { ALL_ACTS } from '../../server/care/acts/all.ts';
import { filesUnder } from '../support/sources.ts';

const FOLDER = 'server/care/acts/verbs/';

const verbsIn = (text: string) => [...text.matchAll(/\bverb: '([^']+)'/g)].map(([, verb]) => verb);

it('has one file for each verb, and no two verbs in one file', () => {
  const found = [...filesUnder(FOLDER)].map(([path, text]) => [path, [...new Set(verbsIn(text))]] as const);
  const acts = found.filter(([, verbs]) => verbs.length > 0);
  expect(acts).toEqual(acts.map(([path]) => [path, [path.slice(FOLDER.length, -'.ts'.length)]]));
  expect(acts.flatMap(([, verbs]) => verbs).sort()).toEqual([...new Set(ALL_ACTS.map(({ verb }) => verb))].sort());
});
