/** Throw-away mail services, for forums that do not want them. The list is long, so it is read when it is first asked for. */
import { createRequire } from 'node:module';
import { AddaError, invalid } from '../../platform/errors.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';

const require = createRequire(import.meta.url);
let hosts: ReadonlySet<string> | null = null;

/** Whether an address is at such a service, or under one. */
export function isDisposable(email: string): boolean {
  hosts ??= new Set<string>([
    ...(require('disposable-email-domains/index.json') as string[]),
    ...(require('disposable-email-domains/wildcard.json') as string[]),
  ]);
  const parts = (email.split('@').at(-1) ?? '').toLowerCase().split('.').slice(-6);
  return parts.some((_, i) => hosts!.has(parts.slice(i).join('.')));
}

/** @throws {AddaError} `invalid` where the forum takes no such addresses */
export async function mustLast(conn: Conn, email: string): Promise<void> {
  if ((await site(conn)).prevention.disposableMail && isDisposable(email))
    throw invalid({ field: 'email', fault: 'disposable' });
}

/** Nobody joins in raid mode. @throws {AddaError} `raid_sign_ups` */
export function mustBeOpen(raid: { until: number } | null, now: number): void {
  if (raid) throw new AddaError('raid_sign_ups', { retryAfter: Math.ceil((raid.until - now) / 1_000) });
}
