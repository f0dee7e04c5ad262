/** The files of pictures, by the name that their row has. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../../platform/adda.ts';
import { mediaFolder } from '../../platform/config.ts';
import { PRIVATE_FILE, privateFolder } from '../../platform/store/private-files.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Made } from './make.ts';
import { smallName } from './parts.ts';

/** Where the files are. */
export const folderOf = ({ config }: Adda) => mediaFolder(config);

/** Writes both sizes of a picture under this name. */
export async function storePicture(adda: Adda, name: string, { large, small }: Made): Promise<void> {
  privateFolder(folderOf(adda));
  try {
    await writeFile(path.join(folderOf(adda), name), large, { mode: PRIVATE_FILE });
    await writeFile(path.join(folderOf(adda), smallName(name)), small, { mode: PRIVATE_FILE });
  } catch (error) {
    await removeFiles(adda, name);
    throw error;
  }
}

export async function removeFiles(adda: Adda, name: string): Promise<void> {
  for (const file of [name, smallName(name)]) await rm(path.join(folderOf(adda), file), { force: true });
}

/** Removes files once what forgets them has landed. */
export function removeFilesLater(adda: Adda, tx: Tx, names: string[]): void {
  tx.afterCommit(() => {
    for (const name of names)
      removeFiles(adda, name).catch((error) => adda.log.warn({ err: error }, 'a picture that is gone left a file'));
  });
}
