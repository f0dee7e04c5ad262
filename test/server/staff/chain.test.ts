/** The public log against somebody who knows how it is chained; and while it is written to. */
import { spawnSync } from 'node:child_process';
import { beforeEach, expect, inject, it } from 'vitest';
import { verifyLog } from '../../../server/platform/audit/actions.ts';
import { lastEntry } from '../../../server/platform/audit/queries.ts';
import { hashOf } from '../../../server/rules/chain.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('the public log', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeEach(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    for (const hours of [30, 36, 48]) await limit(hours);
  });
  const limit = (peersFirstHours: number) => forum.api('PATCH', '/staff-rules', { peersFirstHours }, admin);
  const wrong = async () => (await verifyLog(forum.adda)).wrong;
  const last = async () => (await lastEntry(forum.adda.store.read))!;
  type Row = Awaited<ReturnType<typeof last>>;
  const put = (row: Row) =>
    forum.adda.store.write(async (tx) => {
      await tx.raw(`delete from audit_log where number = ${row.number}`);
      await tx.q.insert(tx.t.auditLog).values({ ...row, hash: hashOf(row) });
    });

  it('shows its last entry written anew, with a hash that fits', async () => {
    expect(await wrong()).toBeNull();
    await put({ ...(await last()), facts: '{"peersFirstHours":1}' });
    expect(await wrong()).toEqual({ number: 3, what: 'altered' });
  });

  it('shows entries that nobody made, with hashes that fit', async () => {
    const end = await last();
    await put({ ...end, number: 4, previous: end.hash });
    expect(await wrong()).toEqual({ number: 4, what: 'altered' });
  });

  it('shows that its noted end was taken away', async () => {
    await forum.adda.store.write((tx) => tx.raw(`delete from settings where key = 'log_end'`));
    expect(await wrong()).toEqual({ number: 1, what: 'altered' });
  });

  it('is found whole while fifty at once write to it, and knows every hash it gave out', async () => {
    const brand = await makeBrand(forum);
    const { id } = await ask(forum, await forum.member('Rina'));
    const staff: Member[] = [];
    for (let i = 0; i < 50; i++) staff.push(await makeStaff(forum, `Dana ${i}`, brand));
    const heads: string[] = [];
    const look = async () => {
      const { head, wrong: fault } = await verifyLog(forum.adda);
      expect(fault).toBeNull();
      heads.push(head);
    };
    await Promise.all(
      staff.flatMap((who) => [forum.api('POST', `/threads/${id}/posts`, { body: 'A fact.' }, who), look()]),
    );
    // Each was refused once, and each refusal is an entry.
    expect(await verifyLog(forum.adda)).toMatchObject({ entries: 53, wrong: null });
    for (const head of new Set(heads)) expect((await verifyLog(forum.adda, head)).hasHead).toBe(true);
  });

  it('is checked from the command line, which fails when it is not whole', async () => {
    const { read } = forum.adda.store;
    const [place] = await read.raw<{ name: string }>(
      engine === 'sqlite' ? 'select file as name from pragma_database_list' : 'select current_database() as name',
    );
    const url = engine === 'sqlite' ? `sqlite:${place!.name}` : inject('postgresUrl')!.replace(/[^/]+$/, place!.name);
    const verify = (...more: string[]) => {
      const env = {
        ...process.env,
        ADDA_DATABASE_URL: url,
        ADDA_DATA: forum.adda.config.dataFolder,
        ADDA_LOG: 'silent',
      };
      const run = spawnSync(process.execPath, ['server/cli/bin.mjs', 'audit', 'verify', '--json', ...more], { env });
      return { code: run.status, ...JSON.parse(run.stdout.toString()) };
    };
    const { hash } = await last();
    expect(verify('--head', hash)).toMatchObject({ code: 0, entries: 3, head: hash, wrong: null, hasHead: true });
    expect(verify('--head', 'f'.repeat(64))).toMatchObject({ code: 1, wrong: null, hasHead: false });
    await forum.adda.store.write((tx) => tx.raw('delete from audit_log where number = 3'));
    expect(verify()).toMatchObject({ code: 1, wrong: { number: 3, what: 'missing' } });
  });
});
