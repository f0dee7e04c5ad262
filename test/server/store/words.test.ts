/** What the database itself refuses: words that are none of ours, offices for brand staff, ids that come back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../server/platform/store/open.ts';
import type { Store } from '../../../server/platform/store/store.ts';
import { forumOf, withRaw } from '../../support/releases.ts';
import { eachEngine } from '../../support/store.ts';

/** Each column that holds one of a closed set of words. */
const CLOSED = [
  'accounts.role',
  'accounts.theme',
  'tokens.purpose',
  'claims.state',
  'spaces.kind',
  'spaces.access',
  'threads.form',
  'threads.state',
  'threads.early_access_by',
  'posts.kind',
  'marks.kind',
  'follows.kind',
  'exceptions.kind',
  'grants.state',
  'grants.ended_by',
  'reports.reason',
  'reports.state',
  'proposals.kind',
  'proposals.state',
  'health_periods.unit',
] as const;

/** Each column that points at a row and may be empty. */
const POINTERS = [
  'accounts.merged_into',
  'claims.decided_by',
  'mail_queue.account_id',
  'threads.hidden_by',
  'threads.moved_to_id',
  'posts.parent_id',
  'posts.to_id',
  'posts.hidden_by',
  'revisions.editor_id',
  'grants.proposed_by',
  'grants.confirmed_by',
  'reports.reporter_id',
  'reports.decided_by',
  'proposals.decided_by',
] as const;

const NOBODY = 999_999;

eachEngine('an upgraded database', (engine) => {
  let url: string;
  let store: Store;
  beforeAll(async () => {
    url = await forumOf(engine, '0.3.0');
    await withRaw(engine, url, async (raw) => {
      await raw.run(`update revisions set editor_id = ${NOBODY}`);
      await raw.run(`insert into once_keys (account_id, key, result, at) values (${NOBODY}, 'k', '{}', 1)`);
      // Ids that were given and whose rows are gone are not given again.
      await raw.run(
        engine === 'sqlite'
          ? `update sqlite_sequence set seq = 5000 where name = 'outbox'`
          : `select setval('outbox_id_seq', 5000)`,
      );
    });
    store = openStore(url);
    await store.migrate();
  });
  afterAll(() => store.close());

  const tried = (statement: string) =>
    store.write(async (tx) => {
      await tx.raw(statement);
      throw new Error('let in');
    });

  for (const column of CLOSED) {
    const [table, name] = column.split('.');
    it(`takes only our words in ${column}`, async () => {
      await expect(tried(`update ${table} set ${name} = ${name}`)).rejects.toThrow('let in');
      await expect(tried(`update ${table} set ${name} = 'gremlin'`)).rejects.toThrow(/check|gremlin/i);
    });
  }

  for (const column of POINTERS) {
    const [table, name] = column.split('.');
    it(`lets ${column} point at nothing that is not there`, async () => {
      await expect(tried(`update ${table} set ${name} = ${name}`)).rejects.toThrow('let in');
      await expect(tried(`update ${table} set ${name} = ${NOBODY}`)).rejects.toThrow(/foreign key/i);
    });
  }

  it('has let go of what pointed at nobody', async () => {
    const { revisions, idempotencyKeys } = store.read.t;
    const editors = await store.read.q.select({ id: revisions.editorId }).from(revisions);
    expect(new Set(editors.map(({ id }) => id))).toEqual(new Set([null]));
    const keys = await store.read.q.select({ accountId: idempotencyKeys.accountId }).from(idempotencyKeys);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.map(({ accountId }) => accountId)).not.toContain(NOBODY);
  });

  it('knows marks that were taken back by their time', async () => {
    const { marks } = store.read.t;
    const rows = await store.read.q.select().from(marks);
    const takenBack = rows.filter((mark) => mark.takenBackAt !== null);
    expect(takenBack.map(({ kind, at, takenBackAt }) => [kind, takenBackAt === at])).toEqual([['helpful', true]]);
    expect(rows.length).toBeGreaterThan(takenBack.length);
  });

  it('gives no id twice', async () => {
    const [made] = await store.write((tx) =>
      tx.q
        .insert(tx.t.mailQueue)
        .values({ recipient: 'a@example.org', subject: 'S', body: 'B', createdAt: 1, dueAt: 1 })
        .returning({ id: tx.t.mailQueue.id }),
    );
    expect(made!.id).toBe(5001);
  });

  it('gives no office in a space to brand staff, and makes nobody with one brand staff', async () => {
    const { accounts } = store.read.t;
    const people = await store.read.q.select({ id: accounts.id, role: accounts.role }).from(accounts);
    const staff = people.find(({ role }) => role === 'staff')!.id;
    const member = people.find(({ role }) => role === 'member')!.id;
    const give = (id: number) =>
      `insert into space_roles (space_id, account_id, role, granted_at) values (1, ${id}, 'moderator', 1)`;
    await expect(tried(give(staff))).rejects.toThrow('hold no office');
    await expect(tried(give(member).replace('moderator', 'gremlin'))).rejects.toThrow(/check/i);
    await store.write((tx) => tx.raw(give(member)));
    await expect(tried(`update space_roles set account_id = ${staff}`)).rejects.toThrow('hold no office');
    await expect(tried(`update accounts set role = 'staff' where id = ${member}`)).rejects.toThrow('no brand staff');
    await expect(tried(`update accounts set role = 'moderator' where id = ${member}`)).rejects.toThrow('let in');
    if (engine === 'sqlite')
      await expect(
        tried(
          `insert or replace into accounts (id, name, slug, role, created_at) values (${member}, 'X', 'x', 'staff', 1)`,
        ),
      ).rejects.toThrow('no brand staff');
  });
});
