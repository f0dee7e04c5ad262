/** Whoever has the database in their hands, by another program than ours, with whatever it left switched off. */
import Database from 'better-sqlite3';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Brand } from '../../../server/brands/queries.ts';
import { DAY, labelsOf, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

type Hands = { run(statements: string): Promise<unknown>; close(): Promise<void> };

/** A connection that Adda did not open: no foreign keys, no triggers of REPLACE; or one that claims to replay. */
async function takeInHand({ adda: { store } }: Forum): Promise<Hands> {
  if (store.engine === 'sqlite') {
    const [row] = await store.read.raw<{ file: string }>('select file from pragma_database_list');
    const handle = new Database(row!.file);
    handle.pragma('foreign_keys = OFF');
    handle.pragma('recursive_triggers = OFF');
    const all = handle.transaction((statements: string) => handle.exec(statements));
    return { run: async (statements) => all.immediate(statements), close: async () => void handle.close() };
  }
  const [row] = await store.read.raw<{ name: string }>('select current_database() as name');
  const url = inject('postgresUrl')!.replace(/[^/]+$/, row!.name);
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  return {
    run: (statements) => client.begin((sql) => sql.unsafe(statements).simple()),
    close: () => client.end(),
  };
}

eachEngine('a database in other hands', (engine) => {
  let forum: Forum;
  let hands: Hands;
  let brand: Brand;
  let staff: Member;
  let admin: Member;
  let postId: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    const [asker, peer] = [await forum.member('Rina'), await forum.member('Jamal')];
    admin = await forum.member('Ada', 'admin');
    brand = await makeBrand(forum);
    staff = await makeStaff(forum, 'Dana', brand);
    const { id } = await ask(forum, asker);
    await write(forum, peer, id, 'Tighten the spokes.');
    await letTimePass(forum, 2 * DAY);
    postId = (await tryPost(forum, staff, id, 'An official word.')).json.id;
    hands = await takeInHand(forum);
  });
  afterAll(() => hands.close());

  /** Each must be refused by a guard, not by chance. */
  async function expectNever(statements: Record<string, string>, holds: () => Promise<void>): Promise<void> {
    for (const [name, statement] of Object.entries(statements)) {
      const error = await hands.run(statement).then(
        () => null,
        (cause: Error) => cause,
      );
      expect(error?.message ?? 'let through', name).toMatch(/a label (never|is never)|nothing (but|else)/);
      await holds();
    }
  }

  const COLUMNS = 'post_id, thread_id, number, brand_id, brand_name, label, grant_id, at';
  const changed = () =>
    `select post_id, thread_id, number, brand_id, 'Zeta', 'Member', null, at from post_labels where post_id = ${postId}`;

  it('lets no label be changed or taken away', async () => {
    const before = await labelsOf(forum);
    const same = async () => expect(await labelsOf(forum)).toEqual(before);
    const sqlite = {
      'update or replace': `update or replace post_labels set label = 'Member'`,
      'update or ignore': `update or ignore post_labels set label = 'Member'`,
      'update by row': `update post_labels set rowid = rowid + 1000`,
      'insert or replace': `insert or replace into post_labels (${COLUMNS}) ${changed()}`,
      'replace by place': `replace into post_labels (${COLUMNS}) select post_id + 9000, thread_id, number, brand_id, 'Z', 'Z', null, at from post_labels`,
      'two at once': `select 1; update post_labels set label = 'x'; select 2`,
    };
    const replay = 'set local session_replication_role = replica';
    const psql = {
      'update while replaying': `${replay}; update post_labels set label = 'Member'`,
      'delete while replaying': `${replay}; delete from post_labels`,
      'truncate while replaying': `${replay}; truncate post_labels`,
      'truncate with what it hangs on': `truncate accounts, posts, threads cascade`,
      'in a common table': `with gone as (delete from post_labels returning *) select * from gone`,
      merge: `merge into post_labels l using (select ${postId} as id) s on l.post_id = s.id when matched then delete`,
    };
    await expectNever(
      {
        update: `update post_labels set label = 'Member'`,
        delete: `delete from post_labels where post_id = ${postId}`,
        upsert: `insert into post_labels (${COLUMNS}) ${changed()}${engine === 'sqlite' ? ' and true' : ''} on conflict (post_id) do update set label = 'Member'`,
        ...(engine === 'sqlite' ? sqlite : psql),
      },
      same,
    );
    // What hangs on a label may go with the keys switched off; the label does not.
    if (engine === 'sqlite') await hands.run(`delete from posts where id = ${postId}`).catch(() => undefined);
    await same();
  });

  it('lets nobody be staff and in office at once', async () => {
    const { read } = forum.adda.store;
    const never = async () => {
      const accounts = await read.q.select().from(read.t.accounts);
      for (const grant of await read.q.select().from(read.t.grants)) {
        const holder = accounts.find((account) => account.id === grant.accountId);
        if (grant.state === 'active') expect(holder?.role).toBe('staff');
      }
    };
    const as = (id: number, role: string, into = 'insert into') =>
      `${into} accounts (id, name, slug, role, created_at) values (${id}, 'Eve', 'eve', '${role}', 1)`;
    const grant = `(brand_id, account_id, address, state, created_at) values (${brand.id}, ${admin.id}, 'x', 'active', 1)`;
    const replay = 'set local session_replication_role = replica';
    const sqlite = {
      'account replaced': as(staff.id, 'admin', 'insert or replace into'),
      'account deleted and made anew': `delete from accounts where id = ${staff.id}; ${as(staff.id, 'moderator')}`,
      'admin moved over the account': `update or replace accounts set id = ${staff.id} where id = ${admin.id}`,
      'admin moved over the row': `update or replace accounts set rowid = ${staff.id} where id = ${admin.id}`,
      'account moved away': `update accounts set rowid = 7777 where id = ${staff.id}; update accounts set id = ${staff.id} where id = ${admin.id}`,
      'grant replaced': `insert or replace into grants ${grant}`,
    };
    const psql = {
      'account deleted and made anew': `${replay}; delete from accounts where id = ${staff.id}; ${as(staff.id, 'admin')}`,
      'admin moved over the account': `${replay}; delete from accounts where id = ${staff.id}; update accounts set id = ${staff.id} where id = ${admin.id}`,
      'role while replaying': `${replay}; update accounts set role = 'admin' where id = ${staff.id}`,
      'grant while replaying': `${replay}; insert into grants ${grant}`,
    };
    await expectNever(
      {
        'role of staff': `update accounts set role = 'moderator' where id = ${staff.id}`,
        'grant of an admin': `insert into grants ${grant}`,
        'grant passed on': `update grants set account_id = ${admin.id} where account_id = ${staff.id}`,
        'grant ended, role changed, grant begun again': `update grants set state = 'ended' where account_id = ${staff.id}; update accounts set role = 'admin' where id = ${staff.id}; update grants set state = 'active' where account_id = ${staff.id}`,
        ...(engine === 'sqlite' ? sqlite : psql),
      },
      never,
    );
  });
});

eachEngine('two programs at once', (engine) => {
  it('never make staff and an officer of one account, whoever is first', async () => {
    const forum = await makeForum(engine);
    const brand = await makeBrand(forum);
    const hands = await Promise.all([takeInHand(forum), takeInHand(forum)]);
    const { read } = forum.adda.store;
    for (let round = 0; round < 25; round++) {
      const { id } = await forum.member(`Both ${round}`);
      await hands[0].run(`update accounts set role = 'staff' where id = ${id}`);
      const work = [
        () =>
          hands[0].run(
            `insert into grants (brand_id, account_id, address, state, created_at) values (${brand.id}, ${id}, 'x', 'active', 1)`,
          ),
        () => hands[1].run(`update accounts set role = 'admin' where id = ${id}`),
      ];
      if (round % 2) work.reverse();
      const done = await Promise.allSettled(work.map((one) => one()));
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [account] = (await read.q.select().from(read.t.accounts)).filter((one) => one.id === id);
      const held = (await read.q.select().from(read.t.grants)).filter((one) => one.accountId === id);
      expect([account!.role, held.length]).toEqual(account!.role === 'staff' ? ['staff', 1] : ['admin', 0]);
    }
    await Promise.all(hands.map((one) => one.close()));
  });
});
