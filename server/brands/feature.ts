import type { Feature } from '../platform/feature.ts';
import { endOverdueGrants, eraseGrants } from './grants.ts';
import { grantLetters } from './letters.ts';

const MINUTE = 60_000;

export const brands: Feature = {
  name: 'brands',
  jobs: [{ name: 'grants', everyMs: MINUTE, run: endOverdueGrants }],
  letters: grantLetters,
  personal: [{ table: 'grants', erase: eraseGrants }],
};
