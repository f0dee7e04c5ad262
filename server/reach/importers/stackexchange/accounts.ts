/** The dump's users as members who can claim their account later. */
import type { Store, Tx } from '../../../platform/store/store.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { updateAccount } from '../../../people/accounts/queries.ts';
import { tidyAndTurn } from '../../../platform/memory.ts';
import { nameKey } from '../../../rules/names.ts';
import type { Progress } from '../../../platform/progress.ts';
import { accountsOf, insertAccounts, type KnownAccount, takenSlugs } from '../queries.ts';
import type { Report } from '../report.ts';
import type { TextMaker } from './markdown.ts';
import { freeSlugs, memberName, numberedName } from './names.ts';
import type { SpoolUser } from './queries.ts';
import type { Reading } from './reading-queries.ts';

const BATCH = 500;
const FILE = 'Users.xml';

export const accountKey = (id: number) => `u${id}`;

type Work = { store: Store; source: string; reading: Reading; text: TextMaker; report: Report; progress: Progress };

function nameOf(user: SpoolUser): string {
  return user.name ? memberName(user.name, user.id) : numberedName(user.id);
}

async function insertNew(tx: Tx, users: SpoolUser[], { source, text }: Work): Promise<void> {
  const names = users.map(nameOf);
  const slugs = await freeSlugs(names, (slugs) => takenSlugs(tx, slugs));
  const rows = users.map((user, i) => ({
    name: names[i]!,
    slug: slugs[i]!,
    nameKey: nameKey(names[i]!),
    bio: user.about ? text.words(user.about, LIMITS.bio.max) : '',
    source,
    externalId: accountKey(user.id),
    createdAt: user.created,
  }));
  await insertAccounts(tx, rows);
}

/** A member of whom only the number was known gets the name that this dump has. */
async function giveName(tx: Tx, known: KnownAccount, user: SpoolUser, { text }: Work): Promise<void> {
  const name = nameOf(user);
  const [slug] = await freeSlugs([name], (slugs) => takenSlugs(tx, slugs));
  await updateAccount(tx, known.id, {
    name,
    slug,
    bio: user.about ? text.words(user.about, LIMITS.bio.max) : '',
    createdAt: user.created,
  });
}

function countUsers(users: SpoolUser[], isNew: (user: SpoolUser) => boolean, report: Report): void {
  for (const user of users) {
    const fresh = isNew(user);
    if (fresh) report.made.members++;
    if (user.listed) report.file(FILE)[fresh ? 'imported' : 'existing']++;
    else if (fresh) report.note(FILE, 'members made for numbers that posts name');
  }
}

async function writeUsers(users: SpoolUser[], work: Work): Promise<void> {
  const { store, source, report } = work;
  const known = await accountsOf(
    store.read,
    source,
    users.map((user) => accountKey(user.id)),
  );
  const fresh = users.filter((user) => !known.has(accountKey(user.id)));
  const named = users.filter((user) => {
    const account = known.get(accountKey(user.id));
    return (
      user.listed &&
      account &&
      !account.isClaimed &&
      account.name === numberedName(user.id) &&
      nameOf(user) !== account.name
    );
  });
  if (fresh.length + named.length > 0) {
    await store.write(async (tx) => {
      await insertNew(tx, fresh, work);
      for (const user of named) await giveName(tx, known.get(accountKey(user.id))!, user, work);
    });
  }
  if (named.length > 0) report.note(FILE, 'members who had only a number and have a name now', undefined, named.length);
  const isOnProbation = new Set(fresh);
  countUsers(users, (user) => isOnProbation.has(user), report);
}

/** Writes all users of the spool that are not there yet. @returns whether anything was written */
export async function writeAccounts(work: Work): Promise<void> {
  const { reading, progress } = work;
  progress.start('Writing members', reading.counts().users);
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const users = reading.users(after, BATCH);
    if (users.length === 0) break;
    await writeUsers(users, work);
    after = users.at(-1)!.id;
    progress.add(users.length, users.length);
    await tidyAndTurn();
  }
  progress.stop();
}
