/** A label is evidence: nobody changes it, by whatever way. */
import Database from 'better-sqlite3';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { erase } from '../../../server/people/accounts/erase.ts';
import { saveBrand } from '../../../server/brands/actions.ts';
import { endGrant } from '../../../server/brands/grants.ts';
import type { Brand } from '../../../server/brands/queries.ts';
import { loadDemo } from '../../../server/reach/demo/load.ts';
import { removeDemo } from '../../../server/reach/demo/remove.ts';
import { DAY, labelsOf, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine, temporaryFolder } from '../../support/store.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { ask, restore, withdraw, write } from '../../support/talk.ts';

eachEngine('a label', (engine) => {
  let forum: Forum;
  let admin: Member;
  let asker: Member;
  let peer: Member;
  let brand: Brand;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, asker, peer] = [
      await forum.member('Ada', 'admin'),
      await forum.member('Rina'),
      await forum.member('Jamal'),
    ];
    brand = await makeBrand(forum);
  });
  const raw = (statement: string) => forum.adda.store.write((tx) => tx.raw(statement));

  async function labelled(name: string, title: string) {
    const staff = await makeStaff(forum, name, brand);
    const { id } = await ask(forum, asker, { title });
    await write(forum, peer, id, 'Tighten the spokes.');
    await letTimePass(forum, 8 * DAY);
    const note = await tryPost(forum, staff, id, 'An official word.');
    expect(note.status, JSON.stringify(note.json)).toBe(201);
    return { staff, id, postId: note.json.id as number };
  }
  const page = async (id: number) => (await forum.get(`/p/${id}`)).text;

  it('cannot be changed, replaced or deleted by any statement', async () => {
    const { postId, id } = await labelled('Dana', 'Who made this wheel?');
    const before = await labelsOf(forum);
    const values = `(${postId}, ${id}, 3, ${brand.id}, 'Zeta', 'Staff · Zeta', null, 1)`;
    const columns = '(post_id, thread_id, number, brand_id, brand_name, label, grant_id, at)';
    const attempts = [
      `update post_labels set label = 'Member' where post_id = ${postId}`,
      `update post_labels set post_id = post_id + 1000`,
      `delete from post_labels`,
      `insert into post_labels ${columns} values ${values}`,
      `insert into post_labels ${columns} values ${values} on conflict (post_id) do update set label = 'Member'`,
      ...(engine === 'sqlite'
        ? [
            `insert or replace into post_labels ${columns} values ${values}`,
            `replace into post_labels ${columns} values (${postId + 5000}, ${id}, 3, 1, 'Z', 'Z', null, 1)`,
          ]
        : [
            'truncate post_labels',
            'truncate posts cascade',
            `set local session_replication_role = replica; update post_labels set label = 'Member'`,
          ]),
    ];
    for (const attempt of attempts) await expect(raw(attempt), attempt).rejects.toThrow();
    expect(await labelsOf(forum)).toEqual(before);
  });

  it('of an account that is staff and in office at once is refused by the database', async () => {
    const { staff } = await labelled('Lee', 'Who made this hub?');
    for (const role of ['moderator', 'admin', 'member'])
      await expect(raw(`update accounts set role = '${role}' where id = ${staff.id}`)).rejects.toThrow();
    const grant = (id: number, state: string) =>
      raw(
        `insert into grants (brand_id, account_id, address, state, created_at) values (${brand.id}, ${id}, 'x', '${state}', 1)`,
      );
    await expect(grant(admin.id, 'active')).rejects.toThrow();
    const mod = await forum.member('Mo', 'moderator');
    await grant(mod.id, 'proposed');
    await expect(raw(`update grants set state = 'active' where account_id = ${mod.id}`)).rejects.toThrow();
  });

  it('stays byte for byte when the grant ends, the brand is renamed, the person is erased, the post withdrawn and restored', async () => {
    const { staff, postId } = await labelled('Uma', 'Who made this rim?');
    const before = (await labelsOf(forum)).get(postId);
    const same = async () => expect((await labelsOf(forum)).get(postId)).toBe(before);
    await withdraw(forum, staff, postId);
    await same();
    await restore(forum, staff, postId);
    await same();
    const [grant] = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.grants)).filter(
      ({ accountId }) => accountId === staff.id,
    );
    await endGrant(forum.adda, actorAs(admin.id, 'admin'), grant!.id);
    await same();
    expect(await page(postId)).toMatch(/>Staff · Acme<\/span> <span class="staff-since">\(former\)/);
    const { name, domains, contact, slug } = brand;
    const form = { name: 'Zeta', domains: domains.join(), products: '', contact };
    await saveBrand(forum.adda, actorAs(admin.id, 'admin'), slug, form);
    await same();
    expect(await page(postId)).toMatch(/>Staff · Acme<\/span> <span class="staff-since">\(now Zeta, former\)/);
    await saveBrand(forum.adda, actorAs(admin.id, 'admin'), slug, { ...form, name });
    await forum.adda.store.write((tx) => erase(tx, forum.adda.features, staff.id));
    await same();
    const erased = await page(postId);
    expect(erased).toContain('a former member');
    expect(erased).toContain('>Staff · Acme</span>');
    expect(erased).not.toContain('Uma');
  });

  const onlyInFile = engine === 'sqlite' ? it : () => undefined;
  onlyInFile('comes back with a copy of the file, and is guarded there too', async () => {
    const { postId } = await labelled('Kim', 'Who made this spoke?');
    const copy = path.join(temporaryFolder(), 'copy.sqlite');
    const [{ file }] = (await forum.adda.store.read.raw<{ file: string }>('select file from pragma_database_list')) as [
      { file: string },
    ];
    const source = new Database(file, { readonly: true });
    await source.backup(copy);
    source.close();
    copyFileSync(copy, `${copy}.2`);
    const restored = new Database(`${copy}.2`);
    const [kept] = restored.prepare('select label from post_labels where post_id = ?').all(postId) as {
      label: string;
    }[];
    expect(kept!.label).toBe('Staff · Acme');
    expect(() => restored.prepare('delete from post_labels').run()).toThrow(/never deleted/);
    restored.close();
  });

  it('goes with the example community and only so: the guard is back afterwards', async () => {
    const { postId } = await labelled('Olga', 'Who made this chain?');
    const actor = actorAs(admin.id, 'admin');
    const before = await labelsOf(forum);
    await loadDemo(forum.adda, actor);
    expect((await labelsOf(forum)).size).toBeGreaterThan(before.size + 10);
    await expect(raw('delete from post_labels')).rejects.toThrow();
    await removeDemo(forum.adda, actor);
    expect(await labelsOf(forum)).toEqual(before);
    await expect(raw(`delete from post_labels where post_id = ${postId}`)).rejects.toThrow();
  });
});
