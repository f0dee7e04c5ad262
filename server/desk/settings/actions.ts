/** Changing what admins choose for the forum, and taking a change back. */
import type { Adda } from '../../platform/adda.ts';
import { setLimitsIn, setOperatorIn } from '../../brands/actions.ts';
import { brandBy } from '../../brands/queries.ts';
import { checkForumName } from '../../people/accounts/check.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { site, type Site, updateSite } from '../../platform/site/queries.ts';
import { type ChangedBy, settingChangeById, settingHistory } from '../../platform/site/setting-queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import {
  isSameValue,
  limitIn,
  readSetting,
  type Setting,
  settingOf,
  settingValue,
  type SettingValue,
  withSetting,
} from '../../rules/settings.ts';

/** @throws {AddaError} `forbidden`, `not_signed_in` */
function mustAdminister(actor: Actor): asserts actor is NonNullable<Actor> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

/** @throws {AddaError} `not_found` */
function mustBeSetting(key: string): Setting {
  const setting = settingOf(key);
  if (!setting) throw new AddaError('not_found');
  return setting;
}

/** @throws {AddaError} `invalid` for a brand that is not registered */
async function setOperatorTo(tx: Tx, id: number | null, by: ChangedBy): Promise<void> {
  const brand = id === null ? null : await brandBy(tx, { id });
  if (id !== null && !brand) throw invalid({ field: 'value', fault: 'wrong' });
  await setOperatorIn(tx, brand, by);
}

/** Sets a setting to a value that was checked. The same again changes nothing. @returns whether it was another */
export async function putSettingIn(tx: Tx, setting: Setting, value: SettingValue, by: ChangedBy): Promise<boolean> {
  await oneAtATime(tx, 'site');
  const forum = await site(tx);
  if (isSameValue(settingValue(forum, setting), value)) return false;
  const limit = limitIn(setting);
  if (setting.kind === 'brand') await setOperatorTo(tx, value as number | null, by);
  else if (limit) await setLimitsIn(tx, { [limit]: value }, by);
  else {
    await updateSite(tx, withSetting(forum, setting, value) as Partial<Site>, by);
    await raise(tx, { kind: 'forum.changed', actorId: by.actorId });
  }
  return true;
}

/** @property was the last change of it that whoever changes it saw, 0 for none; undefined where nobody says */
type Seen = { was?: number | undefined };

/** Sets a setting to a checked value, unless somebody else gave it another one meanwhile. @throws {AddaError} `stale_setting` with what it is now */
async function putSeen(
  adda: Adda,
  setting: Setting,
  value: SettingValue,
  { actorId, was }: ChangedBy & Seen,
): Promise<void> {
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    const now = settingValue(await site(tx), setting);
    const [newest] = was === undefined ? [] : await settingHistory(tx, { key: setting.key, limit: 1 });
    const isStale = was !== undefined && (newest?.id ?? 0) !== was && !isSameValue(now, value);
    if (isStale) throw new AddaError('stale_setting', { data: { value: now, was: newest?.id ?? 0 } });
    await putSettingIn(tx, setting, value, { actorId });
  });
}

/** What the forum is called stands beside everybody's words, and over its letters. @throws {AddaError} `invalid` */
async function mustNotLookLikeLabel({ store }: Adda, text: string): Promise<void> {
  const faults: FieldFault[] = [];
  await checkForumName(store.read, 'value', text, faults);
  if (faults.length > 0) throw invalid(...faults);
}

/**
 * @param given as a form, the API or a command has it @param was the last change of it that its page showed
 * @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`, `invalid`, `stale_setting`
 */
export async function saveSetting(adda: Adda, actor: Actor, key: string, given: unknown, was?: number): Promise<void> {
  mustAdminister(actor);
  await writeSetting(adda, actor.id, key, given, was);
}

/** The same for whoever has the command line. @param actorId null where no account did it */
export async function writeSetting(
  adda: Adda,
  actorId: number | null,
  key: string,
  given: unknown,
  was?: number,
): Promise<void> {
  const setting = mustBeSetting(key);
  const read = readSetting(setting, given);
  if ('faults' in read) throw invalid(...read.faults);
  if (setting.kind === 'line') await mustNotLookLikeLabel(adda, String(read.value));
  await putSeen(adda, setting, read.value, { actorId, was });
}

/** A setting as it is until somebody chooses. @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`, `stale_setting` */
export async function resetSetting(adda: Adda, actor: Actor, key: string, was?: number): Promise<void> {
  mustAdminister(actor);
  const setting = mustBeSetting(key);
  await putSeen(adda, setting, setting.usual, { actorId: actor.id, was });
}

/**
 * Takes a change back: the setting is as it was before it. Refused where it was changed again since.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`, `changed_since`, `invalid` for what would not be taken now
 */
export async function undoChange(adda: Adda, actor: Actor, id: number): Promise<void> {
  mustAdminister(actor);
  await takeBack(adda, actor.id, id);
}

/** The same for whoever has the command line. */
export async function takeBack(adda: Adda, actorId: number | null, id: number): Promise<void> {
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    const change = Number.isInteger(id) ? await settingChangeById(tx, id) : null;
    const setting = change && settingOf(change.key);
    if (!setting) throw new AddaError('not_found');
    const [newest] = await settingHistory(tx, { key: change.key, limit: 1 });
    if (newest?.id !== id) throw new AddaError('changed_since');
    // What was right once may not be any more; a picture is not typed, and is there as long as a change names it.
    const read = setting.kind === 'picture' ? { value: change.before } : readSetting(setting, change.before);
    if ('faults' in read) throw invalid(...read.faults);
    await putSettingIn(tx, setting, read.value, { actorId, undoes: id });
  });
}
