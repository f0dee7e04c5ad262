import type { Feature } from '../../platform/feature.ts';
import { TOLD } from '../../platform/notifications/queries.ts';
import { deleteDevicesOf, deleteSignedOut } from './queries.ts';
import { pushRoutes } from './routes.ts';
import { sendDuePushes } from './send.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

export const push: Feature = {
  name: 'push',
  routes: pushRoutes,
  workers: [{ name: 'push', wokenBy: TOLD, everyMs: 5 * SECOND, run: sendDuePushes }],
  jobs: [{ name: 'push_devices', everyMs: HOUR, run: ({ store }) => store.write(deleteSignedOut) }],
  personal: [
    { table: 'pushDevices', erase: deleteDevicesOf },
    { table: 'pushQueue', erase: deleteDevicesOf },
  ],
};
