/** Where this Adda lies on the disk. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Adda's own folder (the one with its package.json), from the source and from the build alike. */
export function installFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder)
    folder = path.dirname(folder);
  return folder;
}

/** The version of this Adda, such as 0.3.0. */
export function installedVersion(): string {
  return (JSON.parse(readFileSync(path.join(installFolder(), 'package.json'), 'utf8')) as { version: string }).version;
}
