/**
 * Where log lines go: to standard output, beside everything else that the process does. Its own streams are no use for
 * that: what fails to be written there, on a full disk or to a reader that went away, would hold up or end the process.
 */
import { write as writeFile, writeSync } from 'node:fs';

const STANDARD_OUTPUT = 1;
/** Bytes that wait for a reader; what comes beyond is dropped. */
const WAITING_AT_MOST = 1_048_576;
const CHUNK = 65_536;
/** A pipe that is full is tried again soon, a disk that is full less often. */
const FULL_PIPE_MS = 50;
const FAILED_MS = 1_000;

/** Writes some bytes, and says how many were written. */
export type WriteBytes = (bytes: Buffer, done: (error: NodeJS.ErrnoException | null, written: number) => void) => void;

export type LogStream = { write(line: string): void };

/** One line of the log about those that are missing before it. */
const lostLine = (lost: number, code: string) =>
  `${JSON.stringify({ level: 40, time: Date.now(), pid: process.pid, lost, why: code, msg: 'log lines were lost: what the log goes to was full or away' })}\n`;

const toStandardOutput: WriteBytes = (bytes, done) => writeFile(STANDARD_OUTPUT, bytes, done);

/** @property lines in it @property told how many lost ones it speaks of @property isBegun whether some of it was written */
type Chunk = { bytes: Buffer; lines: number; told: number; isBegun: boolean };

/** Takes lines at once, whatever becomes of them: those that cannot be written are counted, and that is said later. */
export function makeLogStream(writeBytes: WriteBytes = toStandardOutput): LogStream & { rest(): Buffer | null } {
  let waiting: string[] = [];
  let size = 0;
  let current: Chunk | null = null;
  let isBusy = false;
  let lost = 0;
  let why = '';
  let isTorn = false;

  function take(): Chunk | null {
    if (waiting.length === 0) return null;
    const lines: string[] = [];
    for (let length = 0; waiting.length > 0 && length < CHUNK; length += lines.at(-1)!.length)
      lines.push(waiting.shift()!);
    const text = lines.join('');
    size -= text.length;
    const told = lost;
    lost = 0;
    const before = (isTorn ? '\n' : '') + (told > 0 ? lostLine(told, why) : '');
    return { bytes: Buffer.from(before + text), lines: lines.length, told, isBegun: false };
  }

  function next() {
    const chunk = (current ??= take());
    isBusy = chunk !== null;
    if (!chunk) return;
    writeBytes(chunk.bytes, (error, written) => {
      if (error) return failed(chunk, error.code ?? 'unknown');
      isTorn = false;
      chunk.isBegun = true;
      chunk.bytes = chunk.bytes.subarray(written);
      if (chunk.bytes.length === 0) current = null;
      next();
    });
  }

  function failed(chunk: Chunk, code: string) {
    const isFullPipe = code === 'EAGAIN' || code === 'EBUSY';
    if (!isFullPipe) {
      lost += chunk.lines + chunk.told;
      why = code;
      isTorn ||= chunk.isBegun;
      current = null;
    }
    setTimeout(next, isFullPipe ? FULL_PIPE_MS : FAILED_MS).unref();
  }

  return {
    write(line) {
      if (size + line.length > WAITING_AT_MOST) {
        lost += 1;
        why = 'too much waits';
        return;
      }
      waiting.push(line);
      size += line.length;
      if (!isBusy) next();
    },
    rest() {
      if (isBusy && current) return null;
      const bytes = Buffer.from(waiting.join(''));
      waiting = [];
      return bytes.length > 0 ? bytes : null;
    },
  };
}

/** The log of this process; the last lines are written as it ends, if it can be done at once. */
export function standardLog(): LogStream {
  const stream = makeLogStream();
  process.once('exit', () => {
    const bytes = stream.rest();
    try {
      if (bytes) writeSync(STANDARD_OUTPUT, bytes);
    } catch {
      // Nobody is left to tell.
    }
  });
  return stream;
}
