import type { Feature } from '../platform/feature.ts';
import { endOverdueGrants, eraseGrants } from './grants.ts';

const MINUTE = 60_000;

export const brands: Feature = {
  name: 'brands',
  jobs: [{ name: 'grants', everyMs: MINUTE, run: endOverdueGrants }],
  personal: [{ table: 'grants', erase: eraseGrants }],
};
