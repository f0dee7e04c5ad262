/** Where the pictures of an imported community are had: in a folder of files, or from where they lie. */
import { realpathSync, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import { type Got, gone, makeOutsideClient } from '../../platform/outside/client.ts';

export type PicturesFrom = (address: string) => Promise<Got>;

const TIMEOUT_MS = 20_000;
const MAX_BYTES = UPLOAD_LIMITS.fileSize;

/** From the open net. */
export function fromNetwork(): PicturesFrom {
  return makeOutsideClient({ maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS }).get;
}

/** Where the file of an address may lie: by host and path, by path, by its last name. */
function placesOf(address: string): string[] {
  const url = URL.parse(address.replace(/^\/\//, 'https://'));
  if (!url) return [];
  try {
    const names = decodeURIComponent(url.pathname).split('/').filter(Boolean);
    if (names.length === 0 || names.some((name) => /^\.+$|[\\\0]/.test(name))) return [];
    return [path.join(url.hostname, ...names), path.join(...names), names.at(-1)!];
  } catch {
    return [];
  }
}

/** From a folder; what a name or a link in it leads out of it is not there. @returns null when there is no such folder */
export function fromFolder(folder: string): PicturesFrom | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
  const root = realpathSync(folder);
  return async (address) => {
    for (const place of placesOf(address)) {
      try {
        const file = await realpath(path.join(root, place));
        const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
        if (!isFile || !file.startsWith(root + path.sep)) continue;
        return size > MAX_BYTES ? gone('too large') : { bytes: await readFile(file), problem: null };
      } catch {
        // Nothing lies there; it may lie at the next place.
      }
    }
    return gone('not there');
  };
}
