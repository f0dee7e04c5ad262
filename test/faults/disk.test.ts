/** A database file that is damaged or may not be written, and a disk that is full. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd, type Crowd, tryToPostAs } from '../support/crowd.ts';
import { startAdda } from '../support/server.ts';
import { temporaryFolder } from '../support/store.ts';

const PAGE = 4096;
const MB = 1_048_576;
const SMALL_DISK = 8 * MB;

const run = (args: string[], file: string) =>
  spawnSync(process.execPath, ['server/cli/bin.mjs', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      ADDA_DATA: temporaryFolder(),
      ADDA_DATABASE_URL: `sqlite:${file}`,
      ADDA_LOG: 'silent',
      PORT: '0',
    },
  });

/** A small disk of its own, where this machine lets one make it. */
function mountSmallDisk(): string | null {
  const folder = temporaryFolder();
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'tmpfs', folder]);
  return made.status === 0 ? folder : null;
}

let whole: string;
let crowd: Crowd;

beforeAll(async () => {
  whole = path.join(temporaryFolder(), 'adda.sqlite');
  const store = openStore(`sqlite:${whole}`);
  await store.migrate();
  crowd = await makeCrowd(store, 40, 3);
  await store.close();
});

describe('a damaged database file', () => {
  const damages: Record<string, (file: string) => void> = {
    'pages overwritten in the middle'(file) {
      const handle = openSync(file, 'r+');
      writeSync(handle, Buffer.alloc(PAGE * 20, 0xff), 0, PAGE * 20, PAGE * 3);
      closeSync(handle);
    },
    'its end cut off': (file) => truncateSync(file, PAGE * 30),
    'not a database': (file) => writeFileSync(file, Buffer.alloc(PAGE * 4, 'no database ')),
  };

  it.for(Object.keys(damages))(
    '%s: not served, and told in one sentence that says what to do',
    { timeout: 60_000 },
    (name) => {
      const file = path.join(temporaryFolder(), 'adda.sqlite');
      copyFileSync(whole, file);
      damages[name]!(file);
      const started = run(['serve'], file);
      expect(started.status).toBe(1);
      expect(started.stderr.trim()).toMatch(
        /^The database file \S+ is damaged \([^\n]+\)\. .*put a backup in its place: docs\/operations\.md[^\n]*$/,
      );
      const looked = run(['doctor'], file);
      expect(looked.status).toBe(1);
      expect(looked.stdout).toMatch(/^look {2}The database file \S+ is damaged/m);
    },
  );

  it('while it is served: pages that meet it are refused for the moment, and the log says how to restore', async () => {
    const file = path.join(temporaryFolder(), 'adda.sqlite');
    copyFileSync(whole, file);
    const forum = await startAdda(`sqlite:${file}`, temporaryFolder(), { ADDA_LOG: 'warn' });
    // All but the first page, which says what the file is; what the forum has in its memory it still has.
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(statSync(file).size - PAGE, 0xff), 0, undefined, PAGE);
    closeSync(handle);
    const pages = [...crowd.threadIds.map((id) => `/t/${id}`), '/s/crowd', '/search?q=question', '/members/writer-7'];
    const answers = await Promise.all(pages.map((page) => fetch(`${forum.url}${page}`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([]);
    expect(statuses).toContain(503);
    for (const refused of answers.filter(({ status }) => status === 503)) {
      expect(refused.headers.get('retry-after')).toBe('5');
      expect(await refused.text()).toMatch(/give them this number: req-\w+/);
    }
    const write = await tryToPostAs(forum.url, crowd, 1);
    expect(write).toMatchObject({ status: 503, retryAfter: '5' });
    const problem = await fetch(`${forum.url}/api/v1/threads/${crowd.threadIds[1]}`);
    if (problem.status !== 200)
      expect(await problem.json()).toMatchObject({ status: 503, request: expect.any(String) });
    expect((await fetch(`${forum.url}/healthz`)).status).toBe(200);
    expect(forum.child.exitCode).toBeNull();
    expect(forum.said()).toMatch(/the database file is damaged: [^"]*docs\/operations\.md says how to restore one/);
    const looked = run(['doctor'], file);
    expect([looked.status, looked.stdout]).toEqual([
      1,
      expect.stringMatching(/^look {2}The database file \S+ is damaged/m),
    ]);
    await forum.stop('SIGKILL');
  });

  it('whole, the doctor says that it is', () => {
    expect(run(['doctor'], whole).stdout).toMatch(/^ok {4}All pages of the database file are whole/m);
  });
});

describe('a disk', () => {
  let folder: string;
  let file: string;

  beforeEach(({ skip }) => {
    const disk = mountSmallDisk();
    if (disk === null) return skip();
    folder = disk;
    file = path.join(folder, 'adda.sqlite');
    copyFileSync(whole, file);
  });
  afterEach(() => void spawnSync('umount', [folder]));

  it('that is full refuses what is written and keeps it; reads go on, and it goes on by itself when there is room', async () => {
    const forum = await startAdda(`sqlite:${file}`, temporaryFolder(), { ADDA_LOG: 'warn' });
    expect((await tryToPostAs(forum.url, crowd, 0)).status).toBe(201);
    const filler = path.join(folder, 'filler');
    const handle = openSync(filler, 'w');
    try {
      for (;;) writeSync(handle, Buffer.alloc(PAGE));
    } catch (error) {
      expect((error as { code?: string }).code).toBe('ENOSPC');
    } finally {
      closeSync(handle);
    }
    let refused = { status: 201, retryAfter: null as string | null };
    let n = 1;
    // What is in the log already has its room, so a few may still fit.
    while (refused.status === 201 && n < 30) refused = await tryToPostAs(forum.url, crowd, n++);
    expect(refused).toMatchObject({ status: 503, retryAfter: '5' });
    for (const page of [`/t/${crowd.threadIds[0]}`, '/s/crowd', '/healthz'])
      expect((await fetch(`${forum.url}${page}`)).status, page).toBe(200);
    rmSync(filler);
    expect((await tryToPostAs(forum.url, crowd, n)).status).toBe(201);
    await forum.stop();
    expect(run(['doctor'], file).stdout).toMatch(/^ok {4}All pages of the database file are whole/m);
  });

  it('that is read-only is told at the start, and by the doctor', () => {
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const started = run(['serve'], file);
    expect([started.status, started.stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(started.stderr).toContain('is read-only, or belongs to another user');
    expect(run(['doctor'], file).stdout).toMatch(/^look {2}The database file cannot be opened or written: it/m);
  });
});

describe('settings that cannot be used', () => {
  it.for([
    ['ADDA_LOG', 'loud'],
    ['ADDA_SMTP_URL', 'mail.example.org'],
    ['ADDA_SMTP_URL', 'https://mail.example.org'],
  ] as const)('%s=%s is told by the doctor in one sentence', ([name, value]) => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'media'));
    const looked = spawnSync(process.execPath, ['server/cli/bin.mjs', 'doctor'], {
      encoding: 'utf8',
      env: { ...process.env, ADDA_DATA: folder, [name]: value },
    });
    expect(looked.status).toBe(1);
    expect(looked.stderr).toMatch(new RegExp(`^${name} must be [^\\n]+\\n$`));
  });

  it('a PostgreSQL that cannot be reached is told by the doctor', () => {
    const looked = spawnSync(process.execPath, ['server/cli/bin.mjs', 'doctor'], {
      encoding: 'utf8',
      env: { ...process.env, ADDA_DATA: temporaryFolder(), ADDA_DATABASE_URL: 'postgres://adda@127.0.0.1:1/adda' },
    });
    expect(looked.status).toBe(1);
    expect(looked.stdout).toMatch(/^look {2}The database server cannot be reached/m);
  });
});
