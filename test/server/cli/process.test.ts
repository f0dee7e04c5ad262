/** The forum as a process: who ends what started it ends it, and what went wrong is its exit code. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../support/server.ts';
import { temporaryFolder } from '../../support/store.ts';

const BIN = 'server/cli/bin.mjs';
/** Makes a Node say that it is an old one. */
const OLD_NODE = [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.0.0'}})`,
];
const WITHIN_MS = 20_000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that.');
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a forum by a command that runs Node with `args`, and waits until it answers. */
async function started(command: string, args: string[], env: Record<string, string> = {}) {
  const port = await freePort();
  const data = temporaryFolder();
  const child: ChildProcess = spawn(command, args, {
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ADDA_DATA: data, ADDA_LOG: 'silent', ...env },
  });
  await until(() => answers(port));
  return { child, port, data };
}

const run = (args: string[], env: Record<string, string> = {}, node: string[] = []) =>
  spawnSync(process.execPath, [...node, BIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ADDA_DATA: temporaryFolder(), ADDA_LOG: 'silent', ...env },
  });

describe('a forum that an older Node started', () => {
  it.for([
    ['SIGTERM', [0, null]],
    ['SIGINT', [0, null]],
    ['SIGKILL', [null, 'SIGKILL']],
  ] as const)('ends whole with %s', async ([signal, ended]) => {
    const { child, port } = await started(process.execPath, [...OLD_NODE, BIN, 'serve']);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual(ended);
    await until(async () => !(await answers(port)));
  });

  it('keeps its exit codes', () => {
    for (const node of [[], OLD_NODE])
      expect([
        run(['--version'], {}, node).status,
        run(['serve'], { PORT: 'none' }, node).status,
        run(['nonsense'], {}, node).status,
      ]).toEqual([0, 1, 2]);
  });
});

it('a built forum finds the program of its threads: today’s backup is made in one', async () => {
  const folder = path.join(temporaryFolder(), 'backups');
  const { child, port } = await started(process.execPath, [BIN, 'serve'], { ADDA_BACKUP: folder });
  await until(async () => existsSync(folder) && readdirSync(folder).some((name) => /^adda-.*\.zst$/.test(name)));
  expect(await answers(port)).toBe(true);
  child.kill();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('a forum that npm started through a shell ends when the shell does', async () => {
  const { child, port } = await started('sh', ['-c', `"${process.execPath}" ${BIN} serve; true`], {
    npm_command: 'exec',
  });
  child.kill('SIGTERM');
  await until(async () => !(await answers(port)));
  expect(await answers(port)).toBe(false);
});

describe('what lies in the data folder', () => {
  const modeOf = (...parts: string[]) => (statSync(path.join(...parts)).mode & 0o777).toString(8);

  it('is its owner’s alone, also where an earlier version left it open', () => {
    const data = path.join(temporaryFolder(), 'data');
    mkdirSync(path.join(data, 'outbox'), { recursive: true, mode: 0o755 });
    const letter = path.join(data, 'outbox', '000001-a@example.org.eml');
    writeFileSync(letter, 'a link');
    for (const [file, mode] of [
      [data, 0o755],
      [path.join(data, 'outbox'), 0o755],
      [letter, 0o644],
    ] as const)
      chmodSync(file, mode);
    expect(run(['doctor'], { ADDA_DATA: data }).stdout).toMatch(/^look {2}The data folder .* can be read by others/m);
    expect(run(['migrate'], { ADDA_DATA: data }).status).toBe(0);
    expect([modeOf(data), modeOf(data, 'outbox'), modeOf(letter), modeOf(data, 'adda.sqlite')]).toEqual([
      '700',
      '700',
      '600',
      '600',
    ]);
  });

  it('is shut when the database lies elsewhere, too', () => {
    const file = path.join(temporaryFolder(), 'elsewhere.sqlite');
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    expect(run(['migrate'], { ADDA_DATABASE_URL: `sqlite:${file}` }).status).toBe(0);
    expect(modeOf(file)).toBe('600');
  });
});

describe('adda config and adda doctor', () => {
  it('show no password, wherever it stands in an address', () => {
    for (const url of [
      'postgres://adda:zz-secret@127.0.0.1:1/adda',
      'postgres://adda:zz@zz-secret@127.0.0.1:1/adda',
      'postgres://127.0.0.1:1/adda?user=adda&password=zz-secret',
      'postgres://127.0.0.1:1/adda?sslmode=disable&p%61ssword=zz-secret',
    ])
      for (const args of [['config'], ['config', '--json'], ['doctor'], ['migrate']]) {
        const { stdout, stderr } = run(args, { ADDA_DATABASE_URL: url, ADDA_SMTP_URL: `smtp://u:zz-secret@127.0.0.1` });
        expect(stdout + stderr, `${args.join(' ')} ${url}`).not.toContain('zz-secret');
      }
  });

  it('say what keeps a public forum from working', () => {
    const open = { HOST: '0.0.0.0', ADDA_ORIGIN: 'https://forum.example' };
    expect(run(['doctor'], open).stdout).toMatch(/^look {2}No ADDA_SMTP_URL: nobody gets a letter/m);
    expect(run(['doctor'], { HOST: 'localhost', ADDA_ORIGIN: 'https://forum.example' }).stdout).toMatch(
      /^look {2}No ADDA_SMTP_URL/m,
    );
    expect(run(['doctor'], {}).stdout).toMatch(/^ok {4}No ADDA_SMTP_URL/m);
  });

  it('refuse a public address with a path in one sentence', () => {
    for (const origin of ['https://forum.example/forum', 'https://forum.example/?a=b', 'https://me@forum.example']) {
      const refused = run(['doctor'], { ADDA_ORIGIN: origin });
      expect([refused.status, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(/^ADDA_ORIGIN must be an address without a path [^\n]*\.\n$/);
    }
    expect(run(['config'], { ADDA_ORIGIN: 'https://forum.example/' }).stdout).toContain('https://forum.example\n');
  });
});

it('adda page takes what a page says from a file and prints it, and knows which pages there are', () => {
  const data = { ADDA_DATA: temporaryFolder() };
  const file = path.join(data.ADDA_DATA, 'terms.md');
  writeFileSync(file, 'Be **fair**.\n\n');
  expect(run(['page', 'set', 'terms', 'en', file], data).status).toBe(0);
  expect(run(['page', 'show', 'terms', 'en'], data).stdout).toBe('Be **fair**.\n');
  expect(run(['page', 'show', 'terms', 'bn'], data)).toMatchObject({ status: 0, stdout: '' });
  expect(run(['page', 'set', 'imprint', 'en', file], data).status).toBe(2);
  const missing = run(['page', 'set', 'terms', 'en', '/nowhere.md'], data);
  expect([missing.status, missing.stderr.split('\n').length]).toEqual([1, 2]);
});

it('adda user says who or what it did not find, and whom it does not let go', () => {
  const data = { ADDA_DATA: temporaryFolder() };
  const said = (...args: string[]) => {
    const { status, stderr } = run(['user', ...args], data);
    return [status, stderr];
  };
  const file = path.join(data.ADDA_DATA, 'password');
  writeFileSync(file, 'a password of four words\n');
  const made = run(['user', 'create', 'Ada', 'ada@example.org', '--role', 'admin', '--password-file', file], data);
  expect([made.status, made.stdout]).toEqual([0, 'Account 1: Ada\n']);
  const printed = run(['user', 'create', 'Bo', 'bo@example.org'], data).stdout;
  expect(printed).toMatch(/^Account 2: Bo, password \S{20}\n$/);
  const nobody = [1, 'name: There is no member of this name.\n'];
  expect(said('promote', 'Nobody', '--role', 'moderator')).toEqual(nobody);
  expect(said('token', 'Nobody')).toEqual(nobody);
  expect(said('promote', 'Nobody', '--role', 'moderator', '--space', 'nowhere')).toEqual(nobody);
  expect(said('promote', 'Ada', '--role', 'moderator', '--space', 'nowhere')).toEqual([
    1,
    'space: There is no such space. Please choose one.\n',
  ]);
  expect(said('promote', 'Ada', '--role', 'member')).toEqual([
    1,
    'This is the last admin. Make somebody else an admin first.\n',
  ]);
  expect(said('token', 'Ada', '--scope', 'all')[0]).toBe(2);
  expect(run(['user', 'token', 'Ada', '--scope', 'read', '--days', '7'], data).stdout).toMatch(/^adda_[\w-]{43}\n$/);
});

it('adda moderate lists the cases that wait for a moderator', () => {
  const data = { ADDA_DATA: temporaryFolder() };
  for (const [name, ...role] of [['Ada', '--role', 'admin'], ['Bo']] as const)
    expect(run(['user', 'create', name, `${name}@example.org`, ...role], data).status).toBe(0);
  const raw = new Database(path.join(data.ADDA_DATA, 'adda.sqlite'));
  raw
    .prepare(
      `insert into cases (target, subject_id, account_id, queue_at, created_at, report_count) values ('member', 2, 2, 0, 0, 3)`,
    )
    .run();
  raw
    .prepare(
      `insert into reports (case_id, contact, reason, evidence, created_at) values (1, 'v@example.org', 'spam', 'All of it.', 0)`,
    )
    .run();
  raw.close();
  const { status, stdout } = run(['moderate', 'cases', '--as', 'Ada'], data);
  expect([status, stdout]).toEqual([0, '1 cases wait.\n1: member 2, spam, reported by 3 since 1970-01-01\n']);
  expect(run(['moderate', 'cases', '--as', 'Bo'], data).stdout).toBe('0 cases wait.\n');
});

it('adda demo removes nothing that members wrote before it was told to', () => {
  const folder = temporaryFolder();
  const data = { ADDA_DATA: folder };
  expect(run(['user', 'create', 'Ada', 'ada@example.org'], data).status).toBe(0);
  expect(run(['demo'], data).stdout).toMatch(/^The example community is loaded: \d+ threads\./);
  const raw = new Database(path.join(folder, 'adda.sqlite'));
  raw
    .prepare(
      `update posts set author_id = (select id from accounts where name = 'Ada') where thread_id = 1 and number = 2`,
    )
    .run();
  raw.close();
  const refused = run(['demo', '--remove'], data);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^Members wrote 1 post into its threads, .*\n {2}\/t\/1 .* \(1\)\nAdd --yes/);
  const removed = run(['demo', '--remove', '--yes'], data);
  expect([removed.status, removed.stdout]).toEqual([0, 'The example community is removed.\n']);
  expect(run(['demo', '--remove'], data).status).toBe(1);
});

describe('adda mail receive', () => {
  const receive = (input: string | Buffer, env: Record<string, string>, ...more: string[]) =>
    spawnSync(process.execPath, [BIN, 'mail', 'receive', ...more], {
      input,
      encoding: 'utf8',
      env: { ...process.env, ADDA_DATA: temporaryFolder(), ADDA_LOG: 'silent', ...env },
    });
  const REPLY = { ADDA_MAIL_REPLY: 'replies+%@forum.example' };
  const letter = 'From: a@example.org\r\nTo: replies+x@forum.example\r\n\r\nHello\r\n';

  it('ends with 0 for whatever it took, also what is nobody’s or no letter, so that the mail server answers nobody', () => {
    for (const input of [letter, '', Buffer.from([0, 255, 10]), letter.replace('x@', `${'y'.repeat(20)}@`)])
      expect(receive(input, REPLY)).toMatchObject({ status: 0, stderr: expect.stringContaining('ignored') });
  });

  it('reads 25 MB to the end, and keeps little of it', () => {
    const large = Buffer.concat([Buffer.from(letter), Buffer.alloc(25 * 1_048_576, 'x')]);
    expect(receive(large, REPLY)).toMatchObject({ status: 0, stderr: expect.stringContaining('unknown_address') });
  });

  it('ends with 75 where the letter is to be brought again: no settings, no database', () => {
    expect(receive(letter, {})).toMatchObject({ status: 75, stderr: expect.stringContaining('ADDA_MAIL_REPLY') });
    const gone = { ...REPLY, ADDA_DATABASE_URL: 'postgres://127.0.0.1:1/adda' };
    expect(receive(letter, gone)).toMatchObject({ status: 75 });
    expect(receive(letter, { ADDA_MAIL_REPLY: 'no-sign@forum.example' })).toMatchObject({ status: 75 });
  });

  it('shows no password of a mailbox', () => {
    const { stdout } = run(['config'], { ADDA_IMAP_URL: 'imaps://replies:zz-secret@mail.example/INBOX' });
    expect([stdout.includes('zz-secret'), stdout.includes('mail.example')]).toEqual([false, true]);
  });
});
