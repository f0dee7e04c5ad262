/** What spaces ask for when one begins a thread there. */
import { and, asc, eq } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Form, MemberForm } from '../../../shared/words.ts';

/** What a space asks for in each form; forms for which it asks nothing are left out. */
export async function templatesOf(conn: Conn, spaceId: number) {
  const { spaceTemplates: s } = conn.t;
  return conn.q.select({ form: s.form, words: s.words }).from(s).where(eq(s.spaceId, spaceId)).orderBy(asc(s.form));
}

/** What a space asks for in one form; '' for nothing. */
export async function templateOf(conn: Conn, spaceId: number, form: Form): Promise<string> {
  const { spaceTemplates: s } = conn.t;
  const [row] = await conn.q
    .select({ words: s.words })
    .from(s)
    .where(and(eq(s.spaceId, spaceId), eq(s.form, form as MemberForm)));
  return row?.words ?? '';
}

/** Whether any space asks for something in a form. */
export async function isAskedFor(conn: Conn, form: Form): Promise<boolean> {
  const { spaceTemplates: s } = conn.t;
  const rows = await conn.q
    .select({ spaceId: s.spaceId })
    .from(s)
    .where(eq(s.form, form as MemberForm))
    .limit(1);
  return rows.length > 0;
}

/** Says anew what a space asks for: all of it. */
export async function putTemplates(
  tx: Tx,
  spaceId: number,
  templates: readonly { form: MemberForm; words: string }[],
): Promise<void> {
  const { spaceTemplates: s } = tx.t;
  await tx.q.delete(s).where(eq(s.spaceId, spaceId));
  if (templates.length > 0) await tx.q.insert(s).values(templates.map((one) => ({ spaceId, ...one })));
}
