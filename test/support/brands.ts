/** Brands and their staff, made the way admins make them, with the clock in the test's hands. */
import { expect } from 'vitest';
import { hashSecret } from '../../server/platform/secrets.ts';
import { insertBrand, insertGrant, type Brand } from '../../server/brands/queries.ts';
import { updateAccount } from '../../server/people/accounts/queries.ts';
import { HALF_LIFE_MS } from '../../server/rules/rank.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import type { Forum, Member } from './forum.ts';

export const DAY = 86_400_000;

/** A registered brand; its domain is its slug under .example. */
export async function makeBrand(forum: Forum, name = 'Acme', products: Brand['products'] = []): Promise<Brand> {
  const slug = name.toLowerCase().replace(/\W+/g, '-');
  return forum.adda.store.write(async (tx) => {
    await updateSite(tx, { hasBrands: true });
    return insertBrand(tx, {
      slug,
      name,
      domains: [`${slug}.example`],
      products,
      contact: `hello@${slug}.example`,
      createdAt: tx.now - 100 * DAY,
    });
  });
}

/** A person who speaks for a brand since `days` ago: long enough for the whole of the limits, unless told otherwise. */
export async function makeStaff(forum: Forum, name: string, brand: Brand, days = 60): Promise<Member> {
  const member = await forum.member(name);
  await grantTo(forum, member, brand, days);
  return { ...member, role: 'staff' };
}

export async function grantTo(forum: Forum, member: Member, brand: Brand, days = 60): Promise<number> {
  return forum.adda.store.write(async (tx) => {
    await updateAccount(tx, member.id, { role: 'staff' });
    return insertGrant(tx, {
      brandId: brand.id,
      accountId: member.id,
      address: `${member.slug}@${brand.domains[0]}`,
      state: 'active',
      mailConfirmedAt: tx.now - days * DAY,
      startedAt: tx.now - days * DAY,
      expiresAt: tx.now + (365 - days) * DAY,
      endHash: hashSecret(`end ${member.id}`),
      createdAt: tx.now - days * DAY,
    });
  });
}

/** Moves everything that was said into the past, as if `ms` had gone by since. */
export async function letTimePass(forum: Forum, ms: number): Promise<void> {
  await forum.adda.store.write(async (tx) => {
    const back = async (table: string, ...columns: string[]) =>
      tx.raw(`update ${table} set ${columns.map((column) => `${column} = ${column} - ${ms}`).join(', ')}`);
    await back('threads', 'created_at', 'last_post_at', 'rotates_at');
    // The places in the feeds move with the times that they are made of.
    const [days, seconds] = [Math.round(ms / DAY), Math.round(ms / 1000)];
    for (const table of ['threads', 'thread_tags'])
      await tx.raw(
        `update ${table} set needs_key = needs_key + ${days} * cast(10000000000 as bigint) - ${seconds}, rank_key = rank_key - ${ms / HALF_LIFE_MS}, space_rank_key = space_rank_key - ${ms / HALF_LIFE_MS}`,
      );
    const faded = ms / HALF_LIFE_MS;
    await tx.raw(
      `update threads set probation_key = probation_key - ${faded}, space_probation_key = space_probation_key - ${faded}`,
    );
    await back('marks', 'at');
    await back('posts', 'created_at');
    await back('exceptions', 'at');
    await back('rate_limit_tries', 'at');
    await back('invitations', 'created_at');
    await back('grants', 'started_at', 'expires_at');
    await tx.raw('update thread_tags set created_at = created_at - ' + ms);
    await withoutLabelGuard(forum, tx, () => back('post_labels', 'at'));
  });
}

type Tx = Parameters<Parameters<Forum['adda']['store']['write']>[0]>[0];

/** Only tests lift the guard, to turn back the clock. */
async function withoutLabelGuard(forum: Forum, tx: Tx, work: () => Promise<unknown>): Promise<void> {
  if (forum.adda.store.engine === 'postgres') {
    await tx.raw('alter table post_labels disable trigger post_labels_no_change');
    await work();
    await tx.raw('alter table post_labels enable always trigger post_labels_no_change');
    return;
  }
  const [guard] = await tx.raw<{ sql: string }>(`select sql from sqlite_master where name = 'post_labels_no_update'`);
  await tx.raw('drop trigger post_labels_no_update');
  await work();
  await tx.raw(guard!.sql);
}

/** A post by the API: its status, and the refusal's code where it is one. */
export async function tryPost(forum: Forum, who: Member, threadId: number, body: string, more: object = {}) {
  const answer = await forum.api('POST', `/threads/${threadId}/posts`, { body, ...more }, who);
  const json = answer.json();
  return { status: answer.status, code: json.code as string | undefined, headers: answer.headers, json };
}

/** The labels of all posts, as they are kept: proof that none was touched. */
export async function labelsOf(forum: Forum): Promise<Map<number, string>> {
  const { read } = forum.adda.store;
  const rows = await read.q.select().from(read.t.postLabels);
  return new Map(rows.map((row) => [row.postId, JSON.stringify(row)]));
}

export function expectRefused(answer: Awaited<ReturnType<typeof tryPost>>, status: number, code: string): void {
  expect([answer.status, answer.code], JSON.stringify(answer.json)).toEqual([status, code]);
  expect(answer.headers['retry-after'] !== undefined).toBe(status === 429);
}
