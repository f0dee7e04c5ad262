/**
 * Sends what waits for devices. A message is lent to one process; whoever dies between sending and noting it sends it
 * once more, and the device shows the second in the place of the first.
 */
import pLimit from 'p-limit';
import webPush from 'web-push';
import type { Adda } from '../../platform/adda.ts';
import { makeOutsideClient, type OutsideClient } from '../../platform/outside/client.ts';
import { addressIn } from '../../rules/addresses.ts';
import { afterQuiet, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { isGivenUp, PUSH_RETRY, retryAfter } from '../../rules/retry.ts';
import { pushKeys } from './keys.ts';
import { messageFor } from './message.ts';
import * as queries from './queries.ts';

const TOGETHER = 100;
const AT_ONCE = 10;
const OF_ACCOUNT = 2;
/** What comes late is no news: so much of it waits for a device whose service does not answer. */
const WAITING_AT_MOST = 20;
/** A message is ours for so long. In ms. */
const HOLD_MS = 60_000;
const WITHIN_MS = 10_000;
/** For so long a push service keeps what it cannot deliver. In s. */
const TTL_S = 24 * 3_600;
/** After so many refusals in a row a device is forgotten. */
const REFUSALS = 5;

export type PushClient = Pick<OutsideClient, 'send'>;

const client = makeOutsideClient({ maxBytes: 0, timeoutMs: WITHIN_MS });

/** What becomes of a message after what the service said. */
type Outcome = 'sent' | 'gone' | 'refused' | 'later';

function outcomeOf(status: number | string): Outcome {
  if (typeof status === 'string') return status === 'refused' ? 'refused' : 'later';
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'later' : 'refused';
}

type Telling = NonNullable<Awaited<ReturnType<typeof queries.deviceToTell>>>;

/** @returns a status, or why there is none */
async function deliver(adda: Adda, to: PushClient, device: Telling, text: string): Promise<number | string> {
  const { origin, mailFrom } = adda.config;
  const keys = await pushKeys(adda);
  try {
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: device.keys },
      text,
      {
        TTL: TTL_S,
        vapidDetails: { subject: origin.startsWith('https:') ? origin : `mailto:${addressIn(mailFrom)}`, ...keys },
      },
    );
    const said = Object.entries(headers as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
    return await to.send(endpoint, Object.fromEntries(said), body);
  } catch {
    // Keys with which nothing can be encrypted.
    return 'refused';
  }
}

async function note(adda: Adda, push: queries.DuePush, outcome: Outcome, status: number | string): Promise<void> {
  const { id, deviceId } = push;
  const attempts = push.attempts + 1;
  await adda.store.write(async (tx) => {
    if (outcome === 'gone') return queries.forgetDevice(tx, deviceId);
    const dueAt = tx.now + retryAfter(PUSH_RETRY, attempts, Math.random());
    if (outcome === 'later') await queries.putOffDevice(tx, deviceId, dueAt, WAITING_AT_MOST);
    if (outcome === 'later' && !isGivenUp(PUSH_RETRY, attempts))
      return queries.putOffPush(tx, id, { dueAt, attempts, lastError: String(status) });
    await queries.deletePush(tx, id);
    if (outcome === 'sent') return queries.forgetRefusals(tx, deviceId);
    if (outcome === 'refused') await queries.countRefusal(tx, deviceId, REFUSALS);
  });
  if (outcome !== 'sent') adda.log.info({ push: id, status, outcome }, 'a message to a device was not delivered');
}

async function sendOne(adda: Adda, to: PushClient, push: queries.DuePush): Promise<void> {
  const { store } = adda;
  if (!(await store.write((tx) => queries.claimPush(tx, push, tx.now + HOLD_MS)))) return;
  const device = await queries.deviceToTell(store.read, push.deviceId, Date.now());
  if (!device) return store.write((tx) => queries.deletePush(tx, push.id));
  const now = Date.now();
  const dueAt = afterQuiet(now, device.times ?? USUAL_MAIL_TIMES);
  if (dueAt > now) return store.write((tx) => queries.putOffPush(tx, push.id, { dueAt, attempts: push.attempts }));
  const message = await messageFor(adda, device, push.notificationId);
  if (!message) return store.write((tx) => queries.deletePush(tx, push.id));
  const status = await deliver(adda, to, device, JSON.stringify(message));
  await note(adda, push, outcomeOf(status), status);
}

/** A few of each member's devices at a time: the others of one have their turn after those of all. */
function inTurn(due: readonly queries.DuePush[]): queries.DuePush[] {
  const taken = new Map<number | null, number>();
  return due.filter(({ accountId }) => {
    const before = taken.get(accountId) ?? 0;
    taken.set(accountId, before + 1);
    return before < OF_ACCOUNT;
  });
}

/** @param to where messages go, in tests @returns how many were due */
export async function sendDuePushes(adda: Adda, to: PushClient = client): Promise<number> {
  const due = inTurn(await queries.duePushes(adda.store.read, Date.now(), TOGETHER));
  const limit = pLimit(AT_ONCE);
  await Promise.all(due.map((push) => limit(() => sendOne(adda, to, push))));
  return due.length;
}
