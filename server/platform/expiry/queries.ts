import { and, eq, like, lt, notLike } from 'drizzle-orm';
import type { Tx } from '../store/store.ts';

/** Sessions, links, sign-ups, known browsers, tries and once-keys whose time is over. */
export async function deleteExpired(tx: Tx, before: { tries: number; once: number; mail: number }) {
  const { sessions: s, tokens: k, signUps: u, knownDevices: d, attempts: a, idempotencyKeys: o } = tx.t;
  await tx.q.delete(s).where(lt(s.expiresAt, tx.now)).returning({ hash: s.hash });
  await tx.q.delete(k).where(lt(k.expiresAt, tx.now)).returning({ hash: k.hash });
  await tx.q.delete(u).where(lt(u.expiresAt, tx.now)).returning({ id: u.id });
  await tx.q.delete(d).where(lt(d.expiresAt, tx.now)).returning({ hash: d.hash });
  await tx.q.delete(a).where(lt(a.at, before.tries)).returning({ id: a.id });
  await tx.q
    .delete(o)
    .where(and(lt(o.at, before.once), notLike(o.key, 'mail:%')))
    .returning({ key: o.key });
  await tx.q
    .delete(o)
    .where(and(lt(o.at, before.mail), like(o.key, 'mail:%')))
    .returning({ key: o.key });
}

export async function deleteIdempotencyKeysOf(tx: Tx, accountId: number) {
  const { idempotencyKeys: o } = tx.t;
  await tx.q.delete(o).where(eq(o.accountId, accountId)).returning({ key: o.key });
}
