/** The picture that a member brings for themself: taken, kept as two small squares, and swept away when it is nobody's. */
import { randomBytes } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { lockOffices } from '../../people/accounts/office-queries.ts';
import { accountBy, updateAccount } from '../../people/accounts/queries.ts';
import { type Actor, actorAs, whyNotAsMember } from '../../rules/roles.ts';
import { deletePicture, KEPT_STILL } from '../pictures/actions.ts';
import { makeSquare } from '../pictures/make.ts';
import { smallName } from '../pictures/parts.ts';
import { loosePictures } from '../pictures/queries.ts';
import { avatarsInUse } from './queries.ts';

const LARGE = 256;
const SMALL = 96;
/** Named otherwise than the pictures of posts, whose address asks who may see their post. */
export const AVATAR_FILE = /^a-[0-9a-f]{24}\.webp$/;
/** A file that was just written has no account yet. */
const SWEPT_AFTER_MS = 3_600_000;
const ASKED_TOGETHER = 500;

const removeAvatar = ({ files }: Adda, name: string): Promise<void> => files.remove([name, smallName(name)]);

async function writeAvatar({ files }: Adda, picture: string): Promise<string> {
  const bytes = await files.read(picture);
  if (!bytes) throw new AddaError('not_found');
  const name = `a-${randomBytes(12).toString('hex')}.webp`;
  await files.put(name, await makeSquare(bytes, LARGE));
  await files.put(smallName(name), await makeSquare(bytes, SMALL));
  return name;
}

/** Sets an account's picture, or takes it away. */
async function setPicture(adda: Adda, accountId: number, picture: string | null): Promise<void> {
  await adda.store.write(async (tx) => {
    // Nobody gets one in the moment in which they go, or begin to speak for a brand.
    await lockOffices(tx, accountId);
    const account = await accountBy(tx, { id: accountId });
    if (!account || account.erasedAt !== null) throw new AddaError('not_signed_in');
    const no = picture === null ? null : whyNotAsMember(actorAs(accountId, account.role));
    if (no) throw new AddaError(no);
    const before = account.picture;
    if (before === picture) return;
    await updateAccount(tx, accountId, { picture });
    await raise(tx, { kind: 'account.changed', actorId: accountId, accountId });
    if (before !== null)
      tx.afterCommit(() => {
        removeAvatar(adda, before).catch((error) =>
          adda.log.warn({ err: error }, 'a picture that is gone left a file'),
        );
      });
  });
}

/**
 * Makes the last picture that came the member's own.
 * @param ids of loose pictures of theirs @param faults of files that were not taken
 * @throws {AddaError} `not_signed_in`, `staff_cannot`: no brand's sign stands beside its posts; `invalid` for no picture, or one that is none; `busy`
 */
export async function bringPicture(
  adda: Adda,
  actor: Actor,
  ids: number[],
  faults: readonly FieldFault[],
): Promise<void> {
  const no = whyNotAsMember(actor);
  if (no) throw new AddaError(no);
  const refused = faults.filter(({ fault }) => !KEPT_STILL.has(fault));
  if (refused.length > 0) throw invalid(...refused);
  const loose = (await loosePictures(adda.store.read, actor!.id, ids)).at(-1);
  if (!loose) throw invalid({ field: 'pictures', fault: 'required' });
  const name = await writeAvatar(adda, loose.name);
  await setPicture(adda, actor!.id, name).catch(async (error: unknown) => {
    await removeAvatar(adda, name);
    throw error;
  });
  await deletePicture(adda, loose.id);
}

/** The member is drawn again. @throws {AddaError} `not_signed_in` */
export async function removePicture(adda: Adda, actor: Actor): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await setPicture(adda, actor.id, null);
}

/** Files that are nobody's picture any more go: of who was erased, what a moderator took away, what was cut off in the middle. */
export async function sweepAvatars(adda: Adda): Promise<void> {
  const names: string[] = [];
  for await (const { name, writtenAt } of adda.files.list('a-'))
    if (AVATAR_FILE.test(name) && writtenAt < Date.now() - SWEPT_AFTER_MS) names.push(name);
  for (let from = 0; from < names.length; from += ASKED_TOGETHER) {
    const some = names.slice(from, from + ASKED_TOGETHER);
    const used = await avatarsInUse(adda.store.read, some);
    for (const name of some.filter((one) => !used.has(one))) await removeAvatar(adda, name);
  }
}
