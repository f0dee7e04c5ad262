/** What people do with their profiles and preferences. Each action: permission and rule, one transaction, what happened. */
import type { Adda } from '../../platform/adda.ts';
import { invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { RENAMES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords, length } from '../../../shared/text.ts';
import type { Language, Theme } from '../../../shared/words.ts';
import { mustBeTaken } from '../../platform/looking.ts';
import { isTaken } from '../../platform/store/store.ts';
import { checkFreeName, checkHonestText, cleanAffiliation, cleanName } from './check.ts';
import * as accounts from './queries.ts';
import type { Viewer } from '../../platform/sessions/sessions.ts';

type ProfileInput = { name: string; bio: string; affiliation?: string };

/**
 * Changes name, bio and declared affiliation. A name that another member has, or that looks like a brand or an
 * office, is refused; what was there before is not looked at again.
 * @throws {AddaError} `invalid`
 */
export async function saveProfile(adda: Adda, viewer: Viewer, input: ProfileInput): Promise<{ slug: string }> {
  const { name, slug } = cleanName(input.name);
  const bio = cleanWords(input.bio);
  try {
    await adda.store.write(async (tx) => {
      const before = await accounts.accountBy(tx, { id: viewer.id });
      const faults = length(bio) > LIMITS.bio.max ? lengthFaults('bio', bio, { min: 0, max: LIMITS.bio.max }) : [];
      const affiliation = await cleanAffiliation(tx, input.affiliation ?? before?.affiliation ?? '', faults);
      if (faults.length === 0 && bio !== before?.bio) await checkHonestText(tx, 'bio', bio, faults);
      if (name !== before?.name) {
        await consume(tx, RENAMES_PER_MEMBER, viewer.id);
        await checkFreeName(tx, { name, slug }, viewer.id);
      }
      if (faults.length > 0) throw invalid(...faults);
      const lines = changedOf({ name, bio, affiliation }, before);
      await mustBeTaken(adda, tx, { accountId: viewer.id, spaceId: null, lines });
      await accounts.updateAccount(tx, viewer.id, { name, slug, bio, affiliation });
      if (before && name !== before.name) for (const { renamed } of adda.features) await renamed?.(tx, before.name);
      await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'name', fault: 'taken' });
    throw error;
  }
  return { slug };
}

/** Says whether others in a thread see that somebody is writing there. */
export async function showWriting(adda: Adda, viewer: Viewer, showsWriting: boolean): Promise<void> {
  await adda.store.write((tx) => accounts.updateAccount(tx, viewer.id, { showsWriting }));
}

type Lines = Record<'name' | 'bio' | 'affiliation', string>;
/** What was there before is not looked at again. */
const changedOf = (now: Lines, before: Lines | null) =>
  Object.fromEntries(Object.entries(now).filter(([field, text]) => before?.[field as keyof Lines] !== text));

export async function savePreferences(
  adda: Adda,
  viewer: Viewer,
  input: { language: Language; theme: Theme },
): Promise<void> {
  await adda.store.write(async (tx) => {
    await accounts.updateAccount(tx, viewer.id, { language: input.language, theme: input.theme });
    await raise(tx, { kind: 'account.changed', actorId: viewer.id, accountId: viewer.id });
  });
}
