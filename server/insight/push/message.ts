/** What a device says of something that its member was told: written when it is sent, of what is still there for them. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { languageFor, site } from '../../platform/site/queries.ts';
import { isPushed } from '../../rules/notice-wishes.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import type { PushMessage } from '../../../shared/push.ts';
import { notificationsOf } from '../notifications/queries.ts';
import { actorFacts, lineText, placeOf, wordsOf } from '../notifications/lines.ts';
import type { deviceToTell } from './queries.ts';

type DeviceToTell = NonNullable<Awaited<ReturnType<typeof deviceToTell>>>;

const TITLE = 160;
const WORDS = 160;

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** @returns null where it was read meanwhile, is not there for them any more, or is no longer wanted */
export async function messageFor(
  adda: Adda,
  device: DeviceToTell,
  notificationId: number,
): Promise<PushMessage | null> {
  const conn = adda.store.read;
  const audience = await audienceOfAccount(conn, device.accountId);
  const filter = { unread: true, reasons: null, id: notificationId };
  const [row] = await notificationsOf(conn, audience, device.accountId, filter, null, 1);
  if (!row || !isPushed(row.reason, device.kinds)) return null;
  const forum = await site(conn);
  const language = languageFor(forum, device.language);
  const m = messages(language);
  const by = row.actorId === null ? forum.name : authorLine(m, actorFacts(row), 'push').text;
  const line = lineText(row, m, by);
  return {
    title: cut(line, TITLE),
    body: wordsOf(row, WORDS),
    url: placeOf(row),
    tag: row.groupKey,
    lang: language,
  };
}
