/** The built client: hashed names from Vite's manifest, and pictures and fonts beside them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installFolder } from '../install.ts';

export type Assets = {
  folder: string;
  /** The address of a source file's built form, such as `client/styles/main.css`. */
  url(source: string): string;
  /** Scripts that this entry needs besides itself, to be fetched at once. */
  preloads(source: string): string[];
};

type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>;

export const ASSET_PATH = '/assets/';

/** @throws when the client has not been built */
export function loadAssets(folder = path.join(installFolder(), 'dist', 'client')): Assets {
  const file = path.join(folder, '.vite', 'manifest.json');
  if (!existsSync(file)) throw new Error(`The client is not built (${file} is missing): run npm run build.`);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const entry = (source: string) => {
    const found = manifest[source];
    if (!found) throw new Error(`${source} is not in the client's manifest.`);
    return found;
  };
  return {
    folder,
    url: (source) => `/${entry(source).file}`,
    preloads: (source) => (entry(source).imports ?? []).map((name) => `/${entry(name).file}`),
  };
}
