/** The forum's own mark: a picture that an admin brings, made anew, kept as long as a change of the setting names it. */
import { randomBytes } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { sweepUnknown } from '../../platform/files/sweep.ts';
import { LOGO_FILE, smallLogo } from '../../platform/site/logo.ts';
import { valuesEverOf } from '../../platform/site/setting-queries.ts';
import { deletePicture, KEPT_STILL } from '../../forum/pictures/actions.ts';
import { makeWhole } from '../../forum/pictures/make.ts';
import { loosePictures } from '../../forum/pictures/queries.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { settingOf } from '../../rules/settings.ts';
import { putSettingIn } from './actions.ts';

const LARGE = 512;
const SMALL = 96;

const removeLogo = ({ files }: Adda, name: string): Promise<void> => files.remove([name, smallLogo(name)]);

async function writeLogo({ files }: Adda, picture: string): Promise<string> {
  const bytes = await files.read(picture);
  if (!bytes) throw new AddaError('not_found');
  const name = `l-${randomBytes(12).toString('hex')}.webp`;
  await files.put(name, await makeWhole(bytes, LARGE));
  await files.put(smallLogo(name), await makeWhole(bytes, SMALL));
  return name;
}

/**
 * Makes the last picture that came the forum's mark.
 * @param ids of loose pictures of the admin's @param faults of files that were not taken
 * @throws {AddaError} `not_signed_in`, `forbidden`; `invalid` for no picture, or one that is none; `busy`
 */
export async function bringLogo(adda: Adda, actor: Actor, ids: number[], faults: readonly FieldFault[]): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const refused = faults.filter(({ fault }) => !KEPT_STILL.has(fault));
  if (refused.length > 0) throw invalid(...refused);
  const loose = (await loosePictures(adda.store.read, actor.id, ids)).at(-1);
  if (!loose) throw invalid({ field: 'pictures', fault: 'required' });
  const name = await writeLogo(adda, loose.name);
  try {
    await adda.store.write((tx) => putSettingIn(tx, settingOf('logo')!, name, { actorId: actor.id }));
  } catch (error) {
    await removeLogo(adda, name);
    throw error;
  }
  await deletePicture(adda, loose.id);
}

/** Marks that no change ever named go: of a process that ended in the middle. Those that a change names may be taken back. */
export function sweepLogos({ files, store }: Adda): Promise<void> {
  return sweepUnknown(files, {
    prefix: 'l-',
    isOurs: (name) => LOGO_FILE.test(name),
    async known(names) {
      const named = await valuesEverOf(store.read, 'logo');
      return names.filter((name) => [...named].some((one) => one === name || smallLogo(String(one)) === name));
    },
  });
}
