import type { Feature } from '../../platform/feature.ts';
import { LINKED, links } from './keep.ts';
import { lookAtDue } from './look.ts';
import { previewRoutes } from './routes.ts';
import { sweepPreviewFiles, sweepPreviews } from './sweep.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

export const previews: Feature = {
  name: 'previews',
  routes: previewRoutes,
  consumers: [links],
  workers: [{ name: 'previews', wokenBy: LINKED, everyMs: 5 * SECOND, run: (adda) => lookAtDue(adda) }],
  jobs: [
    { name: 'previews', everyMs: HOUR, run: sweepPreviews },
    { name: 'preview_files', everyMs: 24 * HOUR, run: sweepPreviewFiles },
  ],
};
