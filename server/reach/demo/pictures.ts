/** The pictures of the example community. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../../platform/adda.ts';
import { installFolder } from '../../platform/install.ts';

export async function copyPictures({ files }: Adda): Promise<void> {
  const from = path.join(installFolder(), 'server', 'reach', 'demo', 'pictures');
  for (const name of await readdir(from)) await files.put(name, await readFile(path.join(from, name)));
}

export async function removePictures({ files }: Adda): Promise<void> {
  for await (const { name } of files.list('demo-')) await files.remove([name]);
}
