/** The first visit: naming the forum and its first admin. */
import { timingSafeEqual } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { checkForumName, newAccountFaults } from '../../people/accounts/check.ts';
import { type From, type Opened, openSession } from '../../platform/sessions/sessions.ts';
import { countAsSetUp, createAccount } from '../../people/accounts/manage.ts';
import { anyAdmin } from '../../people/accounts/queries.ts';
import { hashSecret, randomCode } from '../../platform/secrets.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { networkOf } from '../../rules/addresses.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { SETUP_CODE_PER_ADDRESS } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Language } from '../../../shared/words.ts';
import { mustBeSeen } from '../../platform/seen-values.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { getSetting, putSetting, site, updateSite } from '../../platform/site/queries.ts';
import { raise } from '../../platform/events/raise.ts';

const CODE_KEY = 'setup_code_hash';

/** A fresh one-time code while the forum has no admin; null once it has one. Only its hash is kept. */
export async function ensureSetupCode(adda: Adda): Promise<string | null> {
  if (await anyAdmin(adda.store.read)) {
    // A forum of an earlier version may have an admin from the command line, and nobody who set it up.
    if (!(await site(adda.store.read)).isSetUp) await adda.store.write(countAsSetUp);
    return null;
  }
  const code = randomCode();
  await adda.store.write((tx) => putSetting(tx, CODE_KEY, hashSecret(code)));
  return code;
}

type ForumInput = { forumName: string; languages: Language[] };

function forumFaults(input: ForumInput): FieldFault[] {
  const faults = lengthFaults('forumName', cleanLine(input.forumName), LIMITS.forumName);
  if (input.languages.length === 0) faults.push({ field: 'languages', fault: 'required' });
  return faults;
}

function cleanForum(input: ForumInput) {
  const faults = forumFaults(input);
  if (faults.length > 0) throw invalid(...faults);
  return { name: cleanLine(input.forumName), languages: input.languages };
}

/** Whether this is the code that the server printed. */
async function isCode(adda: Adda, code: string): Promise<boolean> {
  const kept = Buffer.from((await getSetting<string>(adda.store.read, CODE_KEY)) ?? '');
  // However it was typed: with blanks, in small letters, without its hyphens.
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const given = Buffer.from(hashSecret(letters.replace(/.{4}(?=.)/g, '$&-')));
  return kept.length === given.length && timingSafeEqual(kept, given);
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
export async function setUp(adda: Adda, input: SetupInput, from: From): Promise<Opened> {
  await adda.store.write((tx) => consume(tx, SETUP_CODE_PER_ADDRESS, networkOf(from.address)));
  if (await anyAdmin(adda.store.read)) throw new AddaError('already_set_up');
  // All that is wrong is said at once.
  const faults: FieldFault[] = (await isCode(adda, input.code)) ? [] : [{ field: 'code', fault: 'wrong_code' }];
  faults.push(...forumFaults(input), ...newAccountFaults(input));
  if (faults.length > 0) throw invalid(...faults);
  const forum = cleanForum(input);
  const id = await createAccount(adda, { ...input, role: 'admin', language: forum.languages[0]! }, async (tx) => {
    await updateSite(tx, { ...forum, isSetUp: true, startedAt: tx.now });
    await raise(tx, { kind: 'forum.changed', actorId: null });
    // Whoever comes second waits at the line above until the first is done.
    if (await anyAdmin(tx)) throw new AddaError('already_set_up');
    await putSetting(tx, CODE_KEY, '');
  });
  return adda.store.write((tx) => openSession(tx, id, from));
}

/** Changes the forum's name and languages. @throws {AddaError} `forbidden`, `invalid`, `stale_values` */
export async function saveForum(
  adda: Adda,
  actor: Actor,
  { was, ...input }: { forumName: string; languages: Language[]; was?: string | undefined },
): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  const forum = cleanForum(input);
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    const faults: FieldFault[] = [];
    await checkForumName(tx, 'forumName', forum.name, faults);
    if (faults.length > 0) throw invalid(...faults);
    const { name, languages } = await site(tx);
    mustBeSeen(was, { name, languages }, forum);
    await updateSite(tx, forum, { actorId: actor!.id });
    await raise(tx, { kind: 'forum.changed', actorId: actor!.id });
  });
}
