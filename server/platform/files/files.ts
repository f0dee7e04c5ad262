/** Files that rows of the database name: written, read and removed, wherever they are kept. */
import type { Readable } from 'node:stream';
import { type Config, mediaFolder } from '../config.ts';
import { folderFiles } from './folder.ts';
import { s3Files } from './s3.ts';

/**
 * What a browser may ask of a file besides all of it: only if it is another one now, or only a part; that part only if
 * it is still the same one.
 */
export type Asked = { ifNoneMatch?: string; range?: string; ifRange?: string };

/** @property status 206 for a part, 304 where it is the same as what was asked about, 412 where it is another, 416 where it has no such part */
export type Got = {
  status: 200 | 206 | 304 | 412 | 416;
  headers: Record<string, string>;
  body: Readable | null;
};

/** A name is letters, digits, dots and strokes: it holds no folder. */
export type Files = {
  /** Where they lie, where that is a folder of this machine. */
  folder: string | null;
  put(name: string, bytes: Buffer): Promise<void>;
  /** Null where it is not there. */
  read(name: string): Promise<Buffer | null>;
  /** Null where it is not there. @throws {AddaError} `unavailable` when the other side does not answer */
  get(name: string, asked: Asked): Promise<Got | null>;
  /** Removes some; none is missed that was not there. */
  remove(names: readonly string[]): Promise<void>;
  /** Those whose names begin so. */
  list(prefix: string): AsyncIterable<{ name: string; writtenAt: number }>;
};

/** The place that the settings name. */
export function openFiles(config: Config): Files {
  return config.s3 ? s3Files(config.s3) : folderFiles(mediaFolder(config));
}
