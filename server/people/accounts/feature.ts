import { deleteDevicesOf, deleteSessionsOf } from '../../platform/sessions/queries.ts';
import type { Feature } from '../../platform/feature.ts';
import { erasedConsumer } from './after-restore.ts';
import { deleteMailOf, deleteTriesOf } from './erase-queries.ts';
import { deleteMembershipsOf, deleteOfficesOf } from './office-queries.ts';
import { keyNames } from './name-keys.ts';
import { deleteTokensOf } from './queries.ts';
import { deleteSignUpsOf } from './sign-up-queries.ts';
import { deleteUseOf, forgetNotesOf } from './join-link-queries.ts';
import { joinLinkLetters } from './join-link-letters.ts';
import { accountRoutes } from './routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { accountLetters } from './letters.ts';

const HOUR = 3_600_000;

export const accounts: Feature = {
  name: 'accounts',
  routes(app) {
    accountRoutes(app);
    settingsRoutes(app);
  },
  letters: [...accountLetters, ...joinLinkLetters],
  consumers: [erasedConsumer],
  jobs: [{ name: 'name keys', everyMs: HOUR, run: keyNames }],
  personal: [
    { table: 'mailQueue', erase: deleteMailOf },
    { table: 'attempts', erase: deleteTriesOf },
    { table: 'sessions', erase: deleteSessionsOf },
    { table: 'knownDevices', erase: deleteDevicesOf },
    // What was noted goes first: who joined by which link says whose it was.
    { table: 'joinLinks', erase: forgetNotesOf },
    { table: 'joinLinkUses', erase: deleteUseOf },
    { table: 'signUps', erase: deleteSignUpsOf },
    { table: 'tokens', erase: deleteTokensOf },
    { table: 'spaceRoles', erase: deleteOfficesOf },
    { table: 'memberships', erase: deleteMembershipsOf },
  ],
};
