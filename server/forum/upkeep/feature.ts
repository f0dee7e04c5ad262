import type { Feature } from '../../platform/feature.ts';
import { recountRecent } from './ageing.ts';
import { redrawStale } from '../posting/redraw.ts';
import { rebuildStale } from './rebuild.ts';
import { recountStale } from './recount.ts';
import { noteSeen, rotate } from './rotation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is counted again by itself. */
export const upkeep: Feature = {
  name: 'upkeep',
  jobs: [
    { name: 'ranks', everyMs: MINUTE, run: rebuildStale },
    { name: 'counts', everyMs: HOUR, run: (adda) => recountStale(adda) },
    { name: 'words', everyMs: MINUTE, run: redrawStale },
    { name: 'rotation', everyMs: 10 * MINUTE, run: rotate },
    { name: 'ageing', everyMs: 6 * HOUR, run: recountRecent },
    { name: 'seen', everyMs: HOUR, run: noteSeen },
  ],
};
