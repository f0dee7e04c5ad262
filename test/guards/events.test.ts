import path from 'node:path';
import { expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

/** Actions that write and raise nothing, each with its reason. */
const SILENT: Record<string, string> = {
  'createApiToken (server/people/accounts/manage.ts)': 'a secret of its owner, which nobody else sees',
  'endApiToken (server/people/accounts/manage.ts)': 'a secret of its owner, which nobody else sees',
  'createOwnToken (server/people/accounts/manage.ts)': 'a secret of its owner, which nobody else sees',
  'tryPassword (server/people/accounts/tries.ts)': 'a try is counted, and nothing happened',
  'verified (server/platform/site/signing.ts)': 'a secret of the forum, which nobody else sees',
  'readSites (server/care/prevention/hosts.ts)': 'it notes where posts link to, which they say themselves',
  'countKnownWords (server/forum/search/known-words.ts)': 'it counts what posts say, which they say themselves',
  'noteForwarder (server/platform/site/forwarder.ts)': 'a note for who runs it',
  'signOut (server/people/accounts/signing-in.ts)': 'a session is nobody else’s matter',
  'ensureSetupCode (server/desk/setup/actions.ts)': 'a secret of who installs it',
  'follow (server/people/following/actions.ts)': 'whom one follows is private',
  'saveSearch (server/forum/search/saved.ts)': 'what one looks for is private',
  'removeSearch (server/forum/search/saved.ts)': 'what one looks for is private',
  'lookForNew (server/forum/search/saved.ts)': 'time passed, and one person is told',
  'keepBookmark (server/forum/bookmarks/actions.ts)': 'what one keeps is private',
  'dropBookmark (server/forum/bookmarks/actions.ts)': 'what one keeps is private',
  'readConversation (server/forum/messages/actions.ts)': 'what one has read is private',
  'forgetEarlier (server/forum/messages/change.ts)': 'time passed, and no page shows what it forgets',
  'takeMessagesFrom (server/forum/messages/blocks.ts)': 'from whom one takes messages is private',
  'setBlock (server/forum/messages/blocks.ts)': 'whom one blocked is private, and they are not told',
  'sweepPreviews (server/forum/previews/sweep.ts)': 'what is known of an address goes with the posts that held it',
  'remind (server/forum/bookmarks/actions.ts)': 'time passed, and one person is told',
  'addDevice (server/insight/push/actions.ts)': 'where one is told is private',
  'endDevice (server/insight/push/actions.ts)': 'where one is told is private',
  'choosePushes (server/insight/push/actions.ts)': 'what one is told is private',
  'pushKeys (server/insight/push/keys.ts)': 'a secret of the forum, which nobody else sees',
  'sendDuePushes (server/insight/push/send.ts)': 'a message to a device has its notification',
  'showWriting (server/people/accounts/actions.ts)': 'how one is seen while writing, which no page keeps',
  'wishMail (server/insight/notifications/wishes.ts)': 'what letters one wants is private',
  'resumeMail (server/insight/notifications/wishes.ts)': 'what letters one wants is private',
  'keepZone (server/insight/notifications/wishes.ts)': 'where one is is private',
  'endLettersBy (server/insight/notifications/links.ts)': 'what letters one wants is private',
  'resumeLettersBy (server/insight/notifications/links.ts)': 'what letters one wants is private',
  'mailDigests (server/insight/notifications/digest.ts)': 'time passed; a letter has its notifications',
  'mailUnread (server/insight/notifications/mail.ts)': 'time passed; a letter has its notification',
  'readNotifications (server/insight/notifications/actions.ts)': 'what one has read is private',
  'readSpace (server/forum/reading/actions.ts)': 'what one has read is private',
  'askWhetherSolved (server/insight/notifications/solved.ts)': 'time passed, and one person is asked',
  'describePicture (server/forum/pictures/actions.ts)': 'it stands nowhere yet: its words are its owner’s own',
  'dropDraft (server/forum/drafts/drafts.ts)': 'a draft is its author’s own',
  'keepDraft (server/forum/drafts/drafts.ts)': 'a draft is its author’s own',
  'keepBegun (server/forum/drafts/drafts.ts)': 'a draft is its author’s own',
  'saveDraft (server/forum/drafts/drafts.ts)': 'a draft is its author’s own',
  'postLater (server/forum/posting/later.ts)': 'what waits for its time is its author’s own',
  'changeWaiting (server/forum/posting/later.ts)': 'what waits for its time is its author’s own',
  'dropWaiting (server/forum/posting/later.ts)': 'what waits for its time is its author’s own',
  'keepRefused (server/forum/drafts/drafts.ts)': 'a draft is its author’s own',
  'keepPictures (server/forum/pictures/actions.ts)': 'a picture is seen with the post it goes into, which says so',
  'deletePicture (server/forum/pictures/actions.ts)': 'only a picture that no post shows goes',
  'sweepFiles (server/forum/files/actions.ts)': 'only files that no post shows go',
  'sweepNotices (server/care/cases/notices.ts)': 'nobody followed the letter: nothing happened',
  'sweepPictures (server/forum/pictures/actions.ts)': 'only pictures that no post shows go',
  'measureWaits (server/insight/routing/waiting.ts)': 'time passed, and nothing happened',
  'keyNames (server/people/accounts/name-keys.ts)': 'no name is another one for it',
  'noteSeen (server/forum/upkeep/rotation.ts)': 'time passed, and nothing happened',
  'rotate (server/forum/upkeep/rotation.ts)': 'time passed, and nothing happened',
  'rebuildHealth (server/insight/health/actions.ts)': 'figures are counted, and nothing happened',
  'writeAccounts (server/reach/importers/stackexchange/accounts.ts)': 'an import says so when all of it is there',
  'writeTies (server/reach/importers/stackexchange/ties.ts)': 'an import says so when all of it is there',
  'isSealed (server/platform/site/signing.ts)': 'a secret of the forum, which nobody else sees',
  'refuseByLetter (server/reach/mail-replies/refusals.ts)': 'nothing happened; its writer is told so',
  'sendTestLetter (server/desk/admin/mail.ts)': 'a letter to oneself',
  'giveUpLetter (server/desk/admin/mail.ts)': 'a letter has its event',
  'bringJobForward (server/desk/overview/jobs.ts)': 'a job is upkeep, and what it does says so itself',
  'tryAgain (server/desk/admin/given-up.ts)': 'what is tried again has its event',
  'once (server/platform/idempotency/idempotency.ts)': 'the act that is answered once says so itself',
  'answeredOnce (server/platform/idempotency/idempotency.ts)': 'the act that is answered once says so itself',
  'runClaimed (server/platform/jobs/claims.ts)': 'time passed, and nothing happened',
  'whatIsDue (server/platform/jobs/clock.ts)': 'time passed, and nothing happened',
  'writeLetter (server/platform/mail/send.ts)': 'a letter has its event',
};

const files = filesUnder('server');
const isAction = (file: string) => !/queries\.ts$|^server\/(rules|platform\/store|platform\/events)\//.test(file);

/** Top-level functions of a file with what they say. */
function functionsOf(text: string): Map<string, { isExported: boolean; body: string }> {
  const found = [...text.matchAll(/^(export )?(?:async )?function (\w+)[^]*?^}/gm)];
  return new Map(found.map(([body, exported, name]) => [name!, { isExported: exported !== undefined, body }]));
}

/** Where each imported name comes from. */
function importedBy(file: string, text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, list, from] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm))
    for (const name of list!.split(',')) names.set(name.trim(), path.normalize(path.join(path.dirname(file), from!)));
  return names;
}

const sources = new Map(
  [...files].map(([file, text]) => [file, { all: functionsOf(text), from: importedBy(file, text) }]),
);

/** Whether a function, or one that it calls by name, says this. */
function reaches(file: string, name: string, word: RegExp, seen = new Set<string>()): boolean {
  const key = `${file} ${name}`;
  if (seen.has(key)) return false;
  seen.add(key);
  const source = sources.get(file);
  const body = source?.all.get(name)?.body;
  if (!body) return false;
  if (word.test(body)) return true;
  const called = new Set([...body.matchAll(/\b(\w+)\(/g)].map(([, one]) => one!));
  return [...called].some((one) => reaches(source.all.has(one) ? file : (source.from.get(one) ?? ''), one, word, seen));
}

const WRITES = /store\.write\(/;
const RAISES = /\braise\(/;

/** Exported functions that begin a write transaction, here or in a function of the same file. */
const actions = [...sources]
  .filter(([file]) => isAction(file))
  .flatMap(([file, { all }]) => {
    const writes = (name: string): boolean =>
      WRITES.test(all.get(name)!.body) ||
      [...all].some(([other, { isExported, body }]) => {
        const calls = !isExported && other !== name && new RegExp(`\\b${other}(<[^>]*>)?\\(`).test(all.get(name)!.body);
        return calls && WRITES.test(body);
      });
    return [...all].filter(([name, { isExported }]) => isExported && writes(name)).map(([name]) => ({ file, name }));
  });

it('every action says what happened, or stands in the list with its reason', () => {
  expect(actions.length).toBeGreaterThan(40);
  const silent = actions
    .filter(({ file, name }) => !reaches(file, name, RAISES))
    .map(({ name, file }) => `${name} (${file})`);
  expect(silent.sort()).toEqual(Object.keys(SILENT).sort());
});

it('no action moves the versions of pages by hand', () => {
  for (const [file, text] of files) {
    if (/platform\/(events|site)\//.test(file)) continue;
    expect(text, file).not.toMatch(/\btouchS(pace|ite)\(|updateSite\(tx\)|addToSpace\([^)]*\{\s*\}\)/);
  }
});
