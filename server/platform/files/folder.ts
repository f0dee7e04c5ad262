/** Files in a folder of this machine. */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { PRIVATE_FILE, privateFolder } from '../store/private-files.ts';
import type { Files } from './files.ts';

const gone = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

export function folderFiles(folder: string): Files {
  const at = (name: string) => path.join(folder, path.basename(name));
  return {
    folder,
    async put(name, bytes) {
      privateFolder(folder);
      await writeFile(at(name), bytes, { mode: PRIVATE_FILE });
    },
    read: (name) => readFile(at(name)).catch(gone),
    async get(name) {
      const found = await stat(at(name)).catch(gone);
      if (!found) return null;
      return { status: 200, headers: { 'content-length': `${found.size}` }, body: createReadStream(at(name)) };
    },
    async remove(names) {
      for (const name of names) await rm(at(name), { force: true });
    },
    async *list(prefix) {
      const names = (await readdir(folder).catch(gone)) ?? [];
      for (const name of names.filter((one) => one.startsWith(prefix))) {
        const found = await stat(at(name)).catch(gone);
        if (found?.isFile()) yield { name, writtenAt: found.mtimeMs };
      }
    },
  };
}
