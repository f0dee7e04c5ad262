/** The first visit: naming the forum and its first admin. */
import { timingSafeEqual } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { signIn } from '../../people/accounts/actions.ts';
import { type From } from '../../platform/sessions/sessions.ts';
import { createAccount } from '../../people/accounts/manage.ts';
import { anyAdmin } from '../../people/accounts/queries.ts';
import { hashSecret, randomCode } from '../../platform/secrets.ts';
import { consume, networkOf } from '../../platform/rate-limit/rate-limit.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { SETUP_CODE_PER_ADDRESS } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Language } from '../../../shared/words.ts';
import { getSetting, putSetting, updateSite } from '../../platform/site/queries.ts';
import { raise } from '../../platform/events/raise.ts';

const CODE_KEY = 'setup_code_hash';

/** A fresh one-time code while the forum has no admin; null once it has one. Only its hash is kept. */
export async function ensureSetupCode(adda: Adda): Promise<string | null> {
  if (await anyAdmin(adda.store.read)) return null;
  const code = randomCode();
  await adda.store.write((tx) => putSetting(tx, CODE_KEY, hashSecret(code)));
  return code;
}

function cleanForum(input: { forumName: string; languages: Language[] }) {
  const name = cleanLine(input.forumName);
  const faults = lengthFaults('forumName', name, LIMITS.forumName);
  if (input.languages.length === 0) faults.push({ field: 'languages', fault: 'required' });
  if (faults.length > 0) throw invalid(...faults);
  return { name, languages: input.languages };
}

export type SetupInput = {
  code: string;
  forumName: string;
  languages: Language[];
  name: string;
  email: string;
  password: string;
};

/**
 * Sets the forum up and signs its first admin in. The code is used up by it.
 * @throws {AddaError} `already_set_up`, `invalid` (also for a wrong code), `too_many`
 */
export async function setUp(adda: Adda, input: SetupInput, from: From): Promise<{ session: string }> {
  await adda.store.write((tx) => consume(tx, SETUP_CODE_PER_ADDRESS, networkOf(from.address)));
  if (await anyAdmin(adda.store.read)) throw new AddaError('already_set_up');
  const kept = Buffer.from((await getSetting<string>(adda.store.read, CODE_KEY)) ?? '');
  const given = Buffer.from(hashSecret(cleanLine(input.code).toUpperCase()));
  if (kept.length !== given.length || !timingSafeEqual(kept, given))
    throw invalid({ field: 'code', fault: 'wrong_code' });
  const forum = cleanForum(input);
  await createAccount(adda, { ...input, role: 'admin', language: forum.languages[0]! }, async (tx) => {
    await updateSite(tx, { ...forum, isSetUp: true, startedAt: tx.now });
    await raise(tx, { kind: 'forum.changed', actorId: null });
    // Whoever comes second waits at the line above until the first is done.
    if (await anyAdmin(tx)) throw new AddaError('already_set_up');
    await putSetting(tx, CODE_KEY, '');
  });
  return signIn(adda, { who: input.name, password: input.password }, from);
}

/** Changes the forum's name and languages. @throws {AddaError} `forbidden`, `invalid` */
export async function saveForum(
  adda: Adda,
  actor: Actor,
  input: { forumName: string; languages: Language[] },
): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  const forum = cleanForum(input);
  await adda.store.write(async (tx) => {
    await updateSite(tx, forum);
    await raise(tx, { kind: 'forum.changed', actorId: actor?.id ?? null });
  });
}
