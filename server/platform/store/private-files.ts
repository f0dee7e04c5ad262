/** The forum's files belong to whoever runs it: nobody else on the machine reads letters, addresses or hashes. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;
const OTHERS = 0o077;

/** Can anybody but its owner enter or read what is there? Not where nothing is. */
export function isOpenToOthers(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & OTHERS) !== 0;
}

/** Takes away what others may do with a file; where it is somebody else's, `adda doctor` says so. */
function shut(file: string, mode: number): void {
  if (!isOpenToOthers(file)) return;
  try {
    chmodSync(file, mode);
  } catch {
    // A folder that was mounted, or another owner's: the forum runs in it all the same.
  }
}

/** Makes a folder that only its owner enters; one that is there already becomes so. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  shut(folder, PRIVATE_FOLDER);
}

/** The same for a database file, which is made empty where there is none, and what SQLite keeps beside it. */
export function privateDatabase(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', PRIVATE_FILE));
  for (const one of [file, `${file}-wal`, `${file}-shm`]) shut(one, PRIVATE_FILE);
}

/** The data folder with everything in it that an earlier version left open: what lies in it, and in its folders. */
export function shutDataFolder(folder: string): void {
  privateFolder(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isFile()) shut(inside, PRIVATE_FILE);
    if (!entry.isDirectory()) continue;
    shut(inside, PRIVATE_FOLDER);
    for (const file of readdirSync(inside, { withFileTypes: true }))
      if (file.isFile()) shut(path.join(inside, file.name), PRIVATE_FILE);
  }
}
