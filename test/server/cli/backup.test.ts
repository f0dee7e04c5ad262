/** Backups by the command: what comes back is what was there, and what is damaged, locked or in the way is said. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, expect, it } from 'vitest';
import { type About, writeArchive } from '../../../server/platform/backup/archive.ts';
import { backUp } from '../../../server/reach/backups/schedule.ts';
import { erasedFile } from '../../../server/platform/backup/erased.ts';
import { mediaFolder } from '../../../server/platform/config.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { readMigrations } from '../../../server/platform/store/migrate.ts';
import { makeForum, PASSWORD } from '../../support/forum.ts';
import { fileOf, openRaw, tablesOf, withRaw } from '../../support/releases.ts';
import { eachEngine, freshDatabase, temporaryFolder } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';
import type { Engine } from '../../../server/platform/store/store.ts';

type Place = { url: string; data: string };

function adda({ url, data }: Place, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/bin.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ADDA_DATABASE_URL: url, ADDA_DATA: data },
  });
  return { status, stdout, stderr };
}

const DONE = { status: 0, stderr: '' };
/** Tables that a restore itself changes. */
const CHANGED = new Set(['sessions', 'mail_queue', 'job_runs', 'settings']);

/** Every row of every table, in an order of its own. */
async function rowsOf(engine: Engine, url: string): Promise<Record<string, string[]>> {
  return withRaw(engine, url, async (raw) => {
    const rows: Record<string, string[]> = {};
    for (const table of await tablesOf(engine, raw))
      if (!CHANGED.has(table))
        rows[table] = (await raw.all(`select * from "${table}"`)).map((row) => JSON.stringify(row)).sort();
    return rows;
  });
}

eachEngine('a backup', (engine) => {
  let from: Place;
  let file: string;
  const free = async (): Promise<Place> => ({ url: await freshDatabase(engine), data: temporaryFolder() });

  beforeAll(async () => {
    from = await free();
    expect(adda(from, 'demo')).toMatchObject({ status: 0 });
    file = path.join(temporaryFolder(), 'forum.tar.zst');
    const made = adda(from, 'backup', file);
    expect(made).toMatchObject(DONE);
    expect(made.stdout).toMatch(/^\d+ rows and \d+ files \([\d.]+ MB\) are in /);
  });

  it('is nobody’s to read but its owner’s, is not written over, and leaves nothing beside it', () => {
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(adda(from, 'backup', file)).toEqual({ status: 1, stdout: '', stderr: `${file} is there already.\n` });
    expect(readdirSync(path.dirname(file))).toEqual(['forum.tar.zst']);
  });

  it('comes back row by row and file by file, and the forum goes on from there', async () => {
    const to = await free();
    const back = adda(to, 'restore', file);
    expect(back).toMatchObject(DONE);
    expect(await rowsOf(engine, to.url)).toEqual(await rowsOf(engine, from.url));
    const [media, copied] = [path.join(from.data, 'media'), path.join(to.data, 'media')];
    const pictures = readdirSync(media);
    expect(readdirSync(copied).sort()).toEqual(pictures.sort());
    for (const name of pictures)
      expect(readFileSync(path.join(copied, name)).equals(readFileSync(path.join(media, name)))).toBe(true);
    expect(adda(to, 'rank', 'rebuild')).toMatchObject({ status: 0 });
    expect(adda(to, 'audit', 'verify')).toMatchObject({ status: 0 });
    const password = path.join(temporaryFolder(), 'password');
    writeFileSync(password, PASSWORD);
    expect(adda(to, 'user', 'create', 'Nadia', 'nadia@example.org', '--password-file', password)).toMatchObject({
      status: 0,
    });
    // Search and rules of the database came along.
    await withRaw(engine, to.url, async (raw) => {
      await expect(raw.run('update posts set label = null where label is not null')).rejects.toThrow();
    });
  });

  it('replaces a forum only where that is asked for, and not one that runs', async () => {
    const to = await free();
    expect(adda(to, 'migrate')).toMatchObject({ status: 0 });
    const refused = adda(to, 'restore', file);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('--replace')]);
    const running = openRaw(engine, to.url);
    await running.all('select count(*) from accounts');
    const inUse = adda(to, 'restore', file, '--replace');
    expect([inUse.status, inUse.stderr]).toEqual([
      1,
      expect.stringMatching(/^(Adda runs on this database|Others are connected)/),
    ]);
    await running.close();
    expect(adda(to, 'restore', file, '--replace')).toMatchObject(DONE);
    expect(await rowsOf(engine, to.url)).toEqual(await rowsOf(engine, from.url));
    if (engine === 'sqlite') expect(readdirSync(path.dirname(fileOf(to.url))).join()).toMatch(/before-restore/);
  });

  it('that is damaged, cut off or something else changes nothing', async () => {
    const to = await free();
    const whole = readFileSync(file);
    const bad = path.join(temporaryFolder(), 'bad.tar.zst');
    const flipped = Buffer.from(whole);
    flipped[Math.floor(whole.length / 2)]! ^= 0xff;
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, -1_000),
      flipped,
      Buffer.from('x'.repeat(100)),
    ]) {
      writeFileSync(bad, bytes);
      for (const command of [
        ['restore', bad],
        ['restore', bad, '--check'],
      ]) {
        const said = adda(to, ...command);
        expect([said.status, said.stderr]).toEqual([
          1,
          expect.stringMatching(/^(This backup is|.*is no backup)[^\n]+\n$/),
        ]);
      }
    }
    expect(existsSync(path.join(to.data, 'media'))).toBe(false);
    if (engine === 'sqlite') expect(existsSync(fileOf(to.url))).toBe(false);
    else expect(await withRaw(engine, to.url, (raw) => tablesOf(engine, raw))).toEqual([]);
  });

  it('may be locked with a key or a passphrase, and opens with nothing else', async () => {
    const folder = temporaryFolder();
    const identity = await generateX25519Identity();
    const [key, phrase, other] = ['key', 'phrase', 'other'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(key, `# created: today\n${identity}\n`);
    writeFileSync(phrase, 'seven true wheels under one roof\n');
    writeFileSync(other, `${await generateX25519Identity()}\n`);
    const [keyed, worded] = [path.join(folder, 'a.age'), path.join(folder, 'b.age')];
    expect(adda(from, 'backup', keyed, '--recipient', await identityToRecipient(identity))).toMatchObject(DONE);
    expect(adda(from, 'backup', worded, '--passphrase-file', phrase)).toMatchObject(DONE);
    expect(readFileSync(keyed).includes('wobble')).toBe(false);
    expect(adda(from, 'restore', keyed, '--check').stderr).toContain('is encrypted');
    expect(adda(from, 'restore', keyed, '--check', '--key-file', other).stderr).toContain('not opened by that key');
    expect(adda(from, 'restore', worded, '--check', '--key-file', key).stderr).toContain('not opened by that key');
    for (const [one, option, secret] of [
      [keyed, '--key-file', key],
      [worded, '--passphrase-file', phrase],
    ] as const)
      expect(adda(from, 'restore', one, '--check', option, secret)).toMatchObject({
        ...DONE,
        stdout: expect.stringContaining('This backup is whole'),
      });
    expect(adda(from, 'backup', path.join(folder, 'c.age'), '--recipient', 'age1nonsense')).toMatchObject({
      status: 1,
    });
  });

  it('brings nobody back who was erased since, nor sessions, nor letters that waited', async () => {
    const forum = await makeForum(engine);
    const { store, config } = forum.adda;
    Object.assign(config, { databaseUrl: engine === 'sqlite' ? `sqlite:${store.address}` : store.address });
    const [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    await ask(forum, rina, { title: 'Why does it wobble so?' });
    const backup = path.join(temporaryFolder(), 'forum.tar.zst');
    const source = { url: config.databaseUrl, data: config.dataFolder };
    expect(adda(source, 'backup', backup)).toMatchObject(DONE);
    expect((await forum.post('/settings/erase', { current: PASSWORD }, rina)).status).toBe(303);
    await runDueTasks(forum.adda);
    expect(readFileSync(erasedFile(mediaFolder(config)), 'utf8')).not.toContain('Rina');
    const to = await free();
    mkdirSync(path.join(to.data), { recursive: true });
    const list = path.join(temporaryFolder(), 'erased.jsonl');
    copyFileSync(erasedFile(mediaFolder(config)), list);
    const back = adda(to, 'restore', backup, '--erased', list);
    expect(back).toMatchObject({ status: 0 });
    expect(back.stdout).toContain('1 person erased since then was erased again; 2 sessions ended');
    await withRaw(engine, to.url, async (raw) => {
      const accounts = await raw.all('select id, name, email from accounts order by id');
      expect(accounts.find(({ id }) => Number(id) === rina.id)).toMatchObject({ name: '', email: null });
      expect(accounts.find(({ id }) => Number(id) === jamal.id)).toMatchObject({ name: 'Jamal' });
      expect(await raw.all('select * from sessions')).toEqual([]);
    });
  });

  it('is made by the forum itself each day where a folder is set, and the oldest go', async () => {
    const forum = await makeForum(engine);
    const { store, config } = forum.adda;
    const folder = path.join(temporaryFolder(), 'backups');
    await backUp(forum.adda);
    expect(existsSync(folder)).toBe(false);
    Object.assign(config, {
      databaseUrl: engine === 'sqlite' ? `sqlite:${store.address}` : store.address,
      backup: { folder, keep: { days: 2, weeks: 0, months: 0 }, recipient: '' },
    });
    mkdirSync(folder);
    for (const name of ['adda-20240101T000000Z.tar.zst', 'adda-20240102T000000Z.tar.zst', 'mine.txt'])
      writeFileSync(path.join(folder, name), 'x');
    await backUp(forum.adda);
    const names = readdirSync(folder).sort();
    expect(names).toEqual([
      'adda-20240102T000000Z.tar.zst',
      expect.stringMatching(/^adda-\d{8}T\d{6}Z\.tar\.zst$/),
      'mine.txt',
    ]);
    expect(
      adda({ url: config.databaseUrl, data: config.dataFolder }, 'restore', path.join(folder, names[1]!), '--check'),
    ).toMatchObject(DONE);
  });

  it('that was put back over another brings nobody back who was erased under that one', async () => {
    const to = await free();
    const [first, second] = ['a', 'b'].map((name) => path.join(temporaryFolder(), `${name}.tar.zst`)) as [
      string,
      string,
    ];
    const password = path.join(temporaryFolder(), 'password');
    writeFileSync(password, PASSWORD);
    const join = (name: string) => adda(to, 'user', 'create', name, `${name}@example.org`, '--password-file', password);
    join('Ada');
    expect(adda(to, 'backup', first)).toMatchObject(DONE);
    join('Bob');
    expect(adda(to, 'backup', second)).toMatchObject(DONE);
    const bob = await withRaw(
      engine,
      to.url,
      async (raw) => (await raw.all("select id, created_at from accounts where slug = 'bob'"))[0]!,
    );
    const line = { accountId: Number(bob.id), createdAt: Number(bob.created_at), erasedAt: Date.now() };
    mkdirSync(path.join(to.data, 'media'), { recursive: true });
    writeFileSync(
      path.join(to.data, 'media', 'erased.jsonl'),
      `${JSON.stringify(line)}\nnonsense\n{"accountId":"1"}\n`,
    );
    expect(adda(to, 'restore', first, '--replace')).toMatchObject(DONE);
    expect(adda(to, 'restore', second, '--replace').stdout).toContain('1 person erased since then was erased again');
    expect(await withRaw(engine, to.url, (raw) => raw.all("select 1 from accounts where slug = 'bob'"))).toEqual([]);
  });

  it('says so where the list of erased people is not there, before anything is put back', async () => {
    const to = await free();
    const said = adda(to, 'restore', file, '--erased', '/nowhere/erased.jsonl');
    expect([said.status, said.stderr]).toEqual([1, 'There is no list at /nowhere/erased.jsonl.\n']);
    expect(existsSync(path.join(to.data, 'media'))).toBe(false);
  });

  it('leaves out what somebody else put beside the pictures', async () => {
    writeFileSync(path.join(from.data, 'media', 'a b.png'), 'x');
    const other = path.join(temporaryFolder(), 'other.tar.zst');
    expect(adda(from, 'backup', other)).toMatchObject(DONE);
    rmSync(path.join(from.data, 'media', 'a b.png'));
    expect(adda(from, 'restore', other, '--check')).toMatchObject(DONE);
  });

  const hostile = async (rows: Record<string, number>, parts: [string, string][]): Promise<string> => {
    const about: About = {
      ...{ format: 1, engine, version: '0.4.0', at: Date.now(), sequences: {}, rows },
      migrations: readMigrations(engine).map(({ when }) => when),
    };
    const made = path.join(temporaryFolder(), 'hostile.tar.zst');
    await writeArchive(made, {}, about, async (add) => {
      for (const [name, text] of parts) await add(name, Buffer.from(text));
    });
    return made;
  };

  it.runIf(engine === 'postgres')(
    'writes into no table but ours, and ends when a table does not take its rows',
    async () => {
      const to = await free();
      for (const [rows, parts] of [
        [{}, [['database/pg_authid/000000.copy', '1\tmallory\tt\n']]],
        [{}, [['database/settings/000000.copy', 'nonsense\n']]],
        [{}, [['database/settings/000000.copy', 'a\0b\n']]],
        [{ 'settings; drop table x': 1 }, []],
      ] as [Record<string, number>, [string, string][]][]) {
        const said = adda(to, 'restore', await hostile(rows, parts));
        expect([said.status, said.stderr.split('\n').length]).toEqual([1, 2]);
      }
      expect(await withRaw(engine, to.url, (raw) => tablesOf(engine, raw))).toEqual([]);
      expect(adda(to, 'restore', file)).toMatchObject(DONE);
    },
  );

  it.runIf(engine === 'sqlite')('leaves the forum that is there where it cannot be put in its place', async () => {
    const to = await free();
    expect(adda(to, 'migrate')).toMatchObject({ status: 0 });
    const made = await hostile({}, [
      ['database.sqlite', 'no database'],
      ['media/x.png', 'x'],
    ]);
    expect(adda(to, 'restore', made, '--replace')).toMatchObject({ status: 1 });
    expect(adda(to, 'migrate')).toMatchObject(DONE);
    expect(readdirSync(path.dirname(fileOf(to.url))).join()).not.toContain('restore');
    expect(existsSync(path.join(to.data, 'media', 'x.png'))).toBe(false);
  });
});
