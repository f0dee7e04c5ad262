/** People talking: the few calls that most tests begin with. Each expects success and says so. */
import { expect } from 'vitest';
import type { Form } from '../../shared/words.ts';
import type { Forum, Member } from './forum.ts';

export type Asked = { id: number; postId: number; url: string };
export type Posted = { id: number; number: number; kind: string; url: string };

type Question = { title?: string; body?: string; form?: Form; tags?: string[]; space?: string };

export async function ask(forum: Forum, who: Member, question: Question = {}): Promise<Asked> {
  const asked = await forum.api(
    'POST',
    '/threads',
    {
      space: 'wheels',
      form: 'question',
      title: 'Why does my wheel wobble?',
      body: 'It wobbles at every turn.',
      ...question,
    },
    who,
  );
  expect(asked.status, asked.text).toBe(201);
  return asked.json();
}

export async function write(
  forum: Forum,
  who: Member,
  threadId: number,
  body: string,
  more: { parentId?: number; ownAnswer?: boolean } = {},
): Promise<Posted> {
  const posted = await forum.api('POST', `/threads/${threadId}/posts`, { body, ...more }, who);
  expect(posted.status, posted.text).toBe(201);
  return posted.json();
}

export async function setMark(forum: Forum, who: Member, postId: number, kind: string, set = true): Promise<number> {
  return (await forum.api('PUT', `/posts/${postId}/marks/${kind}`, { set }, who)).status;
}

export async function withdraw(forum: Forum, who: Member, postId: number): Promise<void> {
  expect((await forum.api('POST', `/posts/${postId}/withdraw`, {}, who)).status).toBe(200);
}

export async function restore(forum: Forum, who: Member, postId: number): Promise<void> {
  expect((await forum.api('POST', `/posts/${postId}/restore`, {}, who)).status).toBe(200);
}

/** A row of a table, as it is kept. */
export async function rowOf<T extends 'threads' | 'posts' | 'accounts' | 'spaces'>(
  forum: Forum,
  table: T,
  id: number,
): Promise<Record<string, unknown>> {
  const rows = await forum.adda.store.read.q.select().from(forum.adda.store.read.t[table]);
  return rows.find((row) => row.id === id) as Record<string, unknown>;
}
