import type { Feature } from '../../platform/feature.ts';
import { backUp } from './schedule.ts';

const DAY = 24 * 3_600_000;

export const backups: Feature = {
  name: 'backups',
  jobs: [{ name: 'backup', everyMs: DAY, isLong: true, isSetUp: ({ backup }) => backup.folder !== '', run: backUp }],
};
