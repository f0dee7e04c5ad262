/**
 * The file of a backup: a tar of named parts, packed with Zstandard, encrypted with age where that is wished. What it
 * is of comes first, the sums of all parts last: a file without them was not finished.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { Encrypter } from 'age-encryption';
import tar from 'tar-stream';
import { type Add, BackupError, type Take } from '../store/backup-parts.ts';
import type { Engine } from '../store/store.ts';

const ABOUT = 'about.json';
const SUMS = 'sums.json';
/** Parts that are read whole, in bytes. */
const LONGEST_NOTE = 64 * 1_048_576;
const AGE_BEGINS = 'age-encryption.org/';
const ZSTD_BEGINS = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** What a part may be called; nothing leads out of the folder into which it is put. */
const PART =
  /^(?:database(?:\.sqlite|\/[a-z\d_]{1,63}\/\d{6}\.copy)|media\/(?!\.)[\w.-]{1,200}(?:\/(?!\.)[\w.-]{1,200}){0,3})$/;

export const isPart = (name: string): boolean => PART.test(name);

/** @property at when, UTC milliseconds @property migrations the `when` of each that the database has had */
export type About = {
  format: 1;
  engine: Engine;
  version: string;
  at: number;
  migrations: number[];
  /** Rows by table. */
  rows: Record<string, number>;
  /** The last numbers that were given out, by sequence (PostgreSQL). */
  sequences: Record<string, number>;
};
/** Who may read it: an age recipient (`age1…`), or whoever knows the passphrase. */
export type Locks = { recipient?: string; passphrase?: string };
/** What opens it: an age identity (`AGE-SECRET-KEY-…`), or the passphrase. */
export type Keys = { identity?: string; passphrase?: string };

type Sum = { bytes: number; sha256: string };
async function encrypting({ recipient, passphrase }: Locks): Promise<Encrypter | null> {
  if (recipient === undefined && passphrase === undefined) return null;
  const encrypter = new (await import('age-encryption')).Encrypter();
  try {
    if (recipient === undefined) encrypter.setPassphrase(passphrase!);
    else encrypter.addRecipient(recipient);
  } catch {
    throw new BackupError('This is no key of age: it begins with age1 and is made by age-keygen.');
  }
  return encrypter;
}

async function* encrypted(source: AsyncIterable<Buffer>, encrypter: Encrypter): AsyncGenerator<Uint8Array> {
  const web = Readable.toWeb(Readable.from(source, { objectMode: false })) as ReadableStream<Uint8Array>;
  yield* Readable.fromWeb((await encrypter.encrypt(web)) as never) as AsyncIterable<Uint8Array>;
}

async function put(pack: tar.Pack, name: string, part: Parameters<Add>[1]): Promise<Sum> {
  const hash = createHash('sha256');
  if (part instanceof Uint8Array) {
    const entry = pack.entry({ name, size: part.length, mode: 0o600 });
    entry.end(part);
    await once(entry, 'finish');
    return { bytes: part.length, sha256: hash.update(part).digest('hex') };
  }
  const entry = pack.entry({ name, size: part.size, mode: 0o600 });
  await pipeline(
    part.stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    entry,
  );
  return { bytes: part.size, sha256: hash.digest('hex') };
}

const json = (value: object) => Buffer.from(JSON.stringify(value));

/**
 * Writes a backup, whole and on the disk when this returns, or none. Only its owner may read it.
 * @param fill adds the parts @throws {BackupError} when the file is there already, and what `fill` throws
 */
export async function writeArchive(file: string, locks: Locks, about: About, fill: (add: Add) => Promise<void>) {
  const encrypter = await encrypting(locks);
  const partial = `${file}.partial`;
  const handle = await open(file, 'r').catch(() => null);
  await handle?.close();
  if (handle) throw new BackupError(`${file} is there already.`);
  await rm(partial, { force: true });
  const pack = tar.pack();
  const out = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
  const zstd = createZstdCompress();
  const written = encrypter
    ? pipeline(pack, zstd, (source: AsyncIterable<Buffer>) => encrypted(source, encrypter), out)
    : pipeline(pack, zstd, out);
  const failed = written.then(() => new Promise<never>(() => undefined));
  const sums: Record<string, Sum> = {};
  const filled = async () => {
    await put(pack, ABOUT, json(about));
    await fill(async (name, part) => {
      if (!isPart(name)) throw new BackupError(`${name} is no part of a backup.`);
      sums[name] = await put(pack, name, part);
    });
    await put(pack, SUMS, json({ about: createHash('sha256').update(json(about)).digest('hex'), parts: sums }));
    pack.finalize();
  };
  try {
    await Promise.race([filled(), failed]);
    await written;
    await chmod(partial, 0o600);
    await rename(partial, file);
  } catch (error) {
    pack.destroy();
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
  return { parts: Object.keys(sums).length, bytes: Object.values(sums).reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch(() => {
    throw new BackupError(`${file} cannot be read.`);
  });
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
  await handle.close();
  return buffer.subarray(0, bytesRead);
}

async function decrypted(file: string, { identity, passphrase }: Keys): Promise<Readable> {
  if (identity === undefined && passphrase === undefined)
    throw new BackupError('This backup is encrypted: give --key-file or --passphrase-file.');
  const decrypter = new (await import('age-encryption')).Decrypter();
  try {
    if (identity !== undefined) decrypter.addIdentity(identity);
    if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  } catch {
    throw new BackupError('The key file holds no key of age: it begins with AGE-SECRET-KEY-.');
  }
  const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const plain = await decrypter.decrypt(stream).catch(() => {
    throw new BackupError('This backup is not opened by that key.');
  });
  return Readable.fromWeb(plain as never);
}

async function opened(file: string, keys: Keys): Promise<Readable> {
  const begins = await beginningOf(file);
  if (begins.toString('latin1').startsWith(AGE_BEGINS)) return decrypted(file, keys);
  if (begins.subarray(0, 4).equals(ZSTD_BEGINS)) return createReadStream(file);
  throw new BackupError(`${file} is no backup of Adda.`);
}

async function noteIn(entry: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of entry) {
    size += chunk.length;
    if (size > LONGEST_NOTE) throw new BackupError('This backup is damaged.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function aboutIn(text: Buffer): About {
  const about = JSON.parse(text.toString()) as About;
  const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
  if (!isRecord(about)) throw new BackupError('This backup is damaged.');
  if (about.format === 1 && (!Array.isArray(about.migrations) || !isRecord(about.rows) || !isRecord(about.sequences)))
    throw new BackupError('This backup is damaged.');
  if (about.format !== 1) throw new BackupError('This backup was made by a newer Adda: put it back with that one.');
  return about;
}

/** Passes the bytes of a part on, and keeps its sum. */
async function* summed(entry: AsyncIterable<Buffer>, sums: Map<string, Sum>, name: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of entry) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  sums.set(name, { bytes, sha256: hash.digest('hex') });
}

function checkSums(text: Buffer, about: Buffer, found: Map<string, Sum>): void {
  const sums = JSON.parse(text.toString()) as { about: string; parts: Record<string, Sum> };
  const isWhole =
    sums.about === createHash('sha256').update(about).digest('hex') &&
    Object.keys(sums.parts).length === found.size &&
    [...found].every(([name, { bytes, sha256 }]) => {
      const part = Object.hasOwn(sums.parts, name) ? sums.parts[name] : undefined;
      return part?.bytes === bytes && part.sha256 === sha256;
    });
  if (!isWhole) throw new BackupError('This backup is damaged: what it holds is not what was put into it.');
}

async function walk(stream: tar.Extract, begin: (about: About) => Promise<Take> | Take): Promise<About> {
  const found = new Map<string, Sum>();
  let about: { text: Buffer; value: About } | null = null;
  let take: Take | null = null;
  let isWhole = false;
  for await (const entry of stream) {
    const { name, type } = entry.header;
    const bytes = entry as AsyncIterable<Buffer>;
    if (!about) {
      if (name !== ABOUT) throw new BackupError('This is no backup of Adda.');
      const text = await noteIn(bytes);
      about = { text, value: aboutIn(text) };
      take = await begin(about.value);
    } else if (name === SUMS) {
      checkSums(await noteIn(bytes), about.text, found);
      isWhole = true;
    } else {
      if (isWhole || type !== 'file' || !isPart(name) || found.has(name))
        throw new BackupError('This backup is damaged: it has a part that none has.');
      await take!(name, summed(bytes, found, name));
    }
  }
  if (!about || !isWhole) throw new BackupError('This backup is not whole: its end is missing.');
  return about.value;
}

/**
 * Reads a backup to its end and checks all of it.
 * @param begin hears what it is of, and says what is done with each part, of which it has to read all bytes
 * @throws {BackupError} when it is damaged or not whole: then nothing of what was taken may be used
 */
export async function readArchive(file: string, keys: Keys, begin: (about: About) => Promise<Take> | Take) {
  const source = await opened(file, keys);
  const extract = tar.extract();
  const read = pipeline(source, createZstdDecompress(), extract);
  // Whoever walks hears of it.
  read.catch((error: unknown) => extract.destroy(error as Error));
  try {
    return await walk(extract, begin);
  } catch (error) {
    extract.destroy();
    source.destroy();
    await read.catch(() => undefined);
    const { code } = error as { code?: string };
    const isOurs = error instanceof BackupError || (code !== undefined && !/^(?:ZSTD|ERR_|Z_)/.test(code));
    throw isOurs ? error : new BackupError('This backup is damaged: it cannot be read to its end.');
  }
}
