/** The project's own files, for tests of how it is built. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Files under a folder, by their path from the root, with what they say. */
export function filesUnder(folder: string, ending = '.ts'): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(ending)) continue;
    const file = path.relative(ROOT, path.join(entry.parentPath, entry.name));
    files.set(file, readFileSync(path.join(ROOT, file), 'utf8'));
  }
  return files;
}

/** What a file imports from the project itself, by path from the root. */
export function importsOf(file: string, text: string): string[] {
  const found = [
    ...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+'(\.[^']+)'|^import\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm),
  ];
  return found.map((match) => path.normalize(path.join(path.dirname(file), (match[1] ?? match[2] ?? match[3])!)));
}
