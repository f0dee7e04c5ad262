/** What the log goes to is full, or goes away. */
import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { makeLogStream, type WriteBytes } from '../../server/platform/log-stream.ts';
import { answers, freePort } from '../support/server.ts';
import { freshDatabase, temporaryFolder } from '../support/store.ts';

const PAGES = 50;

/** Starts a forum whose log goes there, and says how it ended once it has answered and was asked to stop. */
async function runWithLog(stdout: number | 'pipe'): Promise<{ statuses: number[]; code: number | null }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['server/cli/bin.mjs', 'serve'], {
    env: {
      ...process.env,
      ...{ PORT: String(port), HOST: '127.0.0.1', ADDA_BUSY_MS: '0', ADDA_LOG: 'debug' },
      ...{ ADDA_DATA: temporaryFolder(), ADDA_DATABASE_URL: await freshDatabase('sqlite') },
    },
    stdio: ['ignore', stdout, stdout],
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/healthz`);
  const statuses: number[] = [];
  for (let i = 0; i < PAGES; i++) statuses.push((await fetch(`${url}/about?${'long '.repeat(200)}`)).status);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return { statuses, code: await ended };
}

describe('a log that cannot be written', () => {
  it('on a full disk holds up no answer, and the process ends well', async () => {
    const full = openSync('/dev/full', 'w');
    const { statuses, code } = await runWithLog(full);
    closeSync(full);
    expect(statuses).toHaveLength(PAGES);
    expect(code).toBe(0);
  });

  it('since its reader is gone, holds up no answer, and the process ends well', async () => {
    const { statuses, code } = await runWithLog('pipe');
    expect(statuses).toHaveLength(PAGES);
    expect(code).toBe(0);
  });
});

describe('the stream of the log', () => {
  /** A disk that is full when it is told so; `pipe` takes some bytes and then is full for a moment. */
  function disk() {
    const state = { error: null as string | null, takes: Infinity, text: '' };
    const write: WriteBytes = (bytes, done) => {
      if (state.error) return done(Object.assign(new Error('full'), { code: state.error }), 0);
      const some = bytes.subarray(0, state.takes);
      state.text += some.toString();
      done(null, some.length);
    };
    return { state, write };
  }

  it('drops what cannot be written, and says how much when it can be again', () => {
    vi.useFakeTimers();
    const { state, write } = disk();
    const log = makeLogStream(write);
    log.write('one\n');
    state.error = 'ENOSPC';
    log.write('two\n');
    log.write('three\n');
    vi.advanceTimersByTime(1_000);
    state.error = null;
    log.write('four\n');
    vi.advanceTimersByTime(1_000);
    const [one, notice, four] = state.text.trim().split('\n');
    expect([one, four]).toEqual(['one', 'four']);
    expect(JSON.parse(notice!)).toMatchObject({ lost: 2, why: 'ENOSPC' });
    log.write('five\n');
    expect(state.text.endsWith('four\nfive\n')).toBe(true);
    vi.useRealTimers();
  });

  it('waits for a reader that is slow, loses nothing, and keeps the order', () => {
    vi.useFakeTimers();
    const { state, write } = disk();
    const log = makeLogStream(write);
    state.takes = 3;
    log.write('a line of some length\n');
    state.error = 'EAGAIN';
    log.write('another\n');
    vi.advanceTimersByTime(500);
    state.error = null;
    vi.advanceTimersByTime(500);
    expect(state.text).toBe('a line of some length\nanother\n');
    vi.useRealTimers();
  });

  it('keeps a bound of what waits, and counts the rest', () => {
    vi.useFakeTimers();
    const { state, write } = disk();
    const log = makeLogStream(write);
    state.error = 'EAGAIN';
    for (let i = 0; i < 3_000; i++) log.write(`${'x'.repeat(999)}\n`);
    state.error = null;
    vi.advanceTimersByTime(100);
    log.write('last\n');
    const lines = state.text.trim().split('\n');
    const notice = JSON.parse(lines.find((line) => line.startsWith('{'))!);
    expect(lines.length - 2 + notice.lost).toBe(3_000);
    vi.useRealTimers();
  });
});
