/** Whether there is room for the example community: its addresses may have stayed taken after it was removed. */
import { inArray } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';

/** What the example would be called at its addresses. */
export type ExampleSlugs = { spaces: string[]; people: string[]; brands: string[] };

/** Whether a space, a member or a brand of the forum has an address that the example would take. */
export async function isAnyTaken({ q, t }: Conn, slugs: ExampleSlugs): Promise<boolean> {
  const { spaces: s, accounts: a, brands: b } = t;
  const found = [
    await q.select({ id: s.id }).from(s).where(inArray(s.slug, slugs.spaces)).limit(1),
    await q.select({ id: a.id }).from(a).where(inArray(a.slug, slugs.people)).limit(1),
    await q.select({ id: b.id }).from(b).where(inArray(b.slug, slugs.brands)).limit(1),
  ];
  return found.flat().length > 0;
}
