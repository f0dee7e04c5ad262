import path from 'node:path';
import type { Engine } from './store.ts';
import { installFolder } from '../install.ts';

export function migrationsFolder(engine: Engine): string {
  return path.join(installFolder(), 'migrations', engine);
}
