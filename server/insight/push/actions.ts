/** The devices that a member is told on: named by a press there, listed, ended; and of which kinds of things. */
import { createECDH } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { updateAccount } from '../../people/accounts/queries.ts';
import { type Actor, whyNotInPerson } from '../../rules/roles.ts';
import { type NoticeKind, NOTICE_KINDS } from '../../../shared/words.ts';
import * as queries from './queries.ts';

const DEVICES_KEPT = 10;
const ENDPOINT_LETTERS = 1_000;
const AUTH_BYTES = 16;
const CURVE = 'prime256v1';

/** What a browser says of its subscription (RFC 8030, RFC 8291). */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** Whether messages can go there at all: by TLS, at its usual port. Which hosts are ours not to reach, the client knows. */
function isEndpoint(endpoint: string): boolean {
  if (endpoint.length > ENDPOINT_LETTERS) return false;
  const url = URL.parse(endpoint);
  return url !== null && url.protocol === 'https:' && url.port === '' && !url.username && !url.password;
}

/** Whether something can be encrypted with these. */
function areKeys({ p256dh, auth }: Subscription): boolean {
  if (Buffer.from(auth, 'base64url').length !== AUTH_BYTES) return false;
  try {
    const own = createECDH(CURVE);
    own.generateKeys();
    own.computeSecret(Buffer.from(p256dh, 'base64url'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells a member on the browser that they sign in with, for as long as they are signed in there.
 * @param sessionHash of the session that the request came with
 * @throws {AddaError} `not_signed_in`, `in_person`, `invalid`, `taken` for an address that is another's
 */
export async function addDevice(adda: Adda, actor: Actor, sessionHash: string, given: Subscription): Promise<void> {
  const no = whyNotInPerson(actor);
  if (no) throw new AddaError(no);
  if (!isEndpoint(given.endpoint)) throw invalid({ field: 'endpoint', fault: 'wrong' });
  if (!areKeys(given)) throw invalid({ field: 'p256dh', fault: 'wrong' });
  const { endpoint, p256dh, auth } = given;
  await adda.store.write(async (tx) => {
    const known = await queries.deviceAt(tx, endpoint);
    // Whoever signs in after somebody else has the browser's keys; who only knows its address has not.
    if (known && known.accountId !== actor!.id && (known.p256dh !== p256dh || known.auth !== auth))
      throw new AddaError('taken');
    await queries.putDevice(tx, { accountId: actor!.id, sessionHash, endpoint, p256dh, auth });
    await queries.keepNewestDevices(tx, actor!.id, DEVICES_KEPT);
  });
}

/** Tells them there no more; what is gone is gone. @throws {AddaError} `not_signed_in` */
export async function endDevice(adda: Adda, actor: Actor, id: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => queries.deleteDevice(tx, actor.id, id));
}

/** Of which kinds their devices tell. @throws {AddaError} `not_signed_in` */
export async function choosePushes(adda: Adda, actor: Actor, kinds: readonly NoticeKind[]): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const pushKinds = NOTICE_KINDS.filter((kind) => kinds.includes(kind));
  await adda.store.write((tx) => updateAccount(tx, actor.id, { pushKinds }));
}
