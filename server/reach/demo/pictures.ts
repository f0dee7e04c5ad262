/** The pictures of the example community. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../../platform/adda.ts';
import { mediaFolder } from '../../platform/config.ts';
import { installFolder } from '../../platform/install.ts';

const picturesFolder = ({ config }: Adda): string => mediaFolder(config);

export async function copyPictures(adda: Adda): Promise<void> {
  const from = path.join(installFolder(), 'server', 'reach', 'demo', 'pictures');
  await mkdir(picturesFolder(adda), { recursive: true });
  for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(picturesFolder(adda), name));
}

export async function removePictures(adda: Adda): Promise<void> {
  for (const name of await readdir(picturesFolder(adda)).catch(() => [])) {
    if (name.startsWith('demo-')) await rm(path.join(picturesFolder(adda), name));
  }
}
