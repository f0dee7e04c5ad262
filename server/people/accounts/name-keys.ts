/** The keys under which look-alike names are equal, for accounts that are older than those keys. */
import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Adda } from '../../platform/adda.ts';
import type { Conn } from '../../platform/store/store.ts';
import { nameKey } from '../../rules/names.ts';

const AT_ONCE = 100;

async function withoutKey(conn: Conn, after: number) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name })
    .from(a)
    .where(and(gt(a.id, after), eq(a.nameKey, ''), ne(a.name, '')))
    .orderBy(asc(a.id))
    .limit(AT_ONCE);
}

/** Reckons the keys that are not there yet, some in each transaction. Names that look alike already stay as they are. */
export async function keyNames({ store }: Adda): Promise<void> {
  for (let after = 0; ;) {
    const found = await withoutKey(store.read, after);
    if (found.length === 0) return;
    after = found.at(-1)!.id;
    const keys = found.map(({ id, name }) => ({ id, name, key: nameKey(name) }));
    await store.write(async (tx) => {
      const { accounts: a } = tx.t;
      for (const { id, name, key } of keys)
        await tx.q
          .update(a)
          .set({ nameKey: key })
          .where(and(eq(a.id, id), eq(a.name, name)));
    });
  }
}
