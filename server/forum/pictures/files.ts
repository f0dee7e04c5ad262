/** The files of pictures, by the name that their row has. */
import type { Adda } from '../../platform/adda.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Made } from './make.ts';
import { fileNames, middleName, movingName, smallName } from './parts.ts';

/** Writes all files of a picture under this name. */
export async function storePicture({ files }: Adda, name: string, made: Made): Promise<void> {
  try {
    await files.put(name, made.large);
    await files.put(smallName(name), made.small);
    if (made.middle) await files.put(middleName(name), made.middle);
    if (made.moving) await files.put(movingName(name), made.moving);
  } catch (error) {
    await files.remove(fileNames(name)).catch(() => {});
    throw error;
  }
}

export const removeFiles = ({ files }: Adda, name: string): Promise<void> => files.remove(fileNames(name));

/** Removes files once what forgets them has landed. */
export function removeFilesLater(adda: Adda, tx: Tx, names: string[]): void {
  tx.afterCommit(() => {
    for (const name of names)
      removeFiles(adda, name).catch((error) => adda.log.warn({ err: error }, 'a picture that is gone left a file'));
  });
}
