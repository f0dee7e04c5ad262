/** Copies of a SQLite file from before it was changed, beside it; the oldest go. */
import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { installedVersion } from '../install.ts';

const KEPT = 3;
const PARTIAL = '.partial';

/** `adda.sqlite` becomes `adda-before-0.4.0-20261123T104205Z.sqlite`. */
function nameOf(file: string, now: Date): string {
  const { name, ext } = path.parse(file);
  return `${name}-before-${installedVersion()}-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}${ext}`;
}

/** Those of one database, the oldest first; the moment at the end of their names says which. */
function backupsOf(file: string): string[] {
  const { dir, name, ext } = path.parse(file);
  const isOurs = (one: string) => one.startsWith(`${name}-before-`) && /-\d{8}T\d{6}Z$/.test(path.parse(one).name);
  const moment = (one: string) => path.parse(one).name.slice(-16);
  return readdirSync(dir)
    .filter((one) => one.endsWith(ext) && isOurs(one))
    .sort((a, b) => (moment(a) < moment(b) ? -1 : 1))
    .map((one) => path.join(dir, one));
}

/**
 * Writes a copy of what is committed in `file`, whole and on the disk when this returns, readable by its owner only.
 * @returns the copy's path
 */
export function keepBackup(file: string): string {
  const backup = path.join(path.dirname(file), nameOf(file, new Date()));
  const partial = path.join(path.dirname(file), `${path.parse(file).name}-before${PARTIAL}`);
  rmSync(partial, { force: true });
  const reader = new Database(file, { readonly: true });
  try {
    reader.prepare('vacuum into ?').run(partial);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    reader.close();
  }
  chmodSync(partial, 0o600);
  const handle = openSync(partial, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, backup);
  for (const old of backupsOf(file).slice(0, -KEPT)) rmSync(old, { force: true });
  return backup;
}
