/**
 * A dump's file cut into records as it streams by: each `<row …>` with the line it starts on. A raw `<` is
 * never inside an attribute, so a record that is spoilt cannot swallow the next one.
 */
import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 256 * 1_024;
/** A record longer than this is none. */
const MAX_RECORD = 64 * 1_048_576;
const START = '<row';
const END_TAG = /<\/[\w:.-]+\s*>\s*(?:<!--[\s\S]*?-->\s*)*$/;
const EMPTY_ROOT = /<[\w:.-]+\s*\/>\s*$/;

export type OnRecord = (text: string, line: number) => void;
/** How a file ended: properly, or at which line and why not. */
export type FileEnd = { line: number; problem: string | null };

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Takes a file's text piece by piece. */
export class Framer {
  #text = '';
  /** The line on which `#text` starts. */
  #line = 1;
  #inRecord = false;
  #searched = 0;

  #onRecord: OnRecord;

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord;
  }

  /** @returns false when what comes in cannot be cut into records */
  push(piece: string): boolean {
    this.#text += piece;
    let start = 0;
    for (let at = this.#next(this.#searched); at !== -1; at = this.#next(at + START.length)) {
      this.#emit(start, at);
      start = at;
      this.#inRecord = true;
    }
    this.#searched = Math.max(this.#text.length - start - START.length, this.#inRecord ? START.length : 0);
    this.#text = this.#text.slice(start);
    return this.#text.length <= MAX_RECORD;
  }

  end(): FileEnd {
    const last = this.#text;
    const end = this.#inRecord ? END_TAG.exec(last) : (END_TAG.exec(last) ?? EMPTY_ROOT.exec(last));
    const endLine = this.#line + linesIn(last.trimEnd(), 0, last.length);
    this.#emit(0, end && this.#inRecord ? end.index : last.length);
    if (end) return { line: endLine, problem: null };
    const problem = this.#inRecord ? 'the file ends in the middle' : 'there is no row in it';
    return { line: endLine, problem };
  }

  #emit(start: number, end: number): void {
    if (this.#inRecord) this.#onRecord(this.#text.slice(start, end), this.#line);
    this.#line += linesIn(this.#text, start, end);
  }

  /** The next place where a row begins; a name that goes on (`<rows`) is none. */
  #next(from: number): number {
    for (let at = this.#text.indexOf(START, from); at !== -1; at = this.#text.indexOf(START, at + 1)) {
      const after = this.#text[at + START.length];
      if (after === undefined) return -1;
      if (/[\s/>]/.test(after)) return at;
    }
    return -1;
  }
}

/** Reads a file from end to end; only a chunk of it is in memory at a time. */
export async function readRecords(
  file: string,
  onRecord: OnRecord,
  onBytes: (count: number) => void,
): Promise<FileEnd> {
  const framer = new Framer(onRecord);
  // The decoder drops a byte-order mark and joins characters that a chunk cuts in two.
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    if (!framer.push(decoder.decode(chunk, { stream: true })))
      return { ...framer.end(), problem: 'what follows is no row' };
    onBytes(chunk.length);
  }
  framer.push(decoder.decode());
  return framer.end();
}
