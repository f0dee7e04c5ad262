/** The parts of a backup, as the engines give and take them. */
import type { Readable } from 'node:stream';

/** A backup that cannot be made, read or put back. The message is one sentence for the operator. */
export class BackupError extends Error {}

/** Puts one part into the file that is being written. */
export type Add = (name: string, bytes: Uint8Array | { size: number; stream: Readable }) => Promise<void>;

/** Takes one part of a backup as it is read: all of its bytes. */
export type Take = (name: string, part: AsyncIterable<Buffer>) => Promise<void>;
