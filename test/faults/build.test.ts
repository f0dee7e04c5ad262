/** A checkout that was updated while a server runs from its build. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/store.ts';

const WORKS = `if (process.argv[2] === 'serve') {
  process.on('SIGTERM', () => process.exit(0));
  setInterval(() => undefined, 1000);
}
console.log('works');`;

/** A checkout whose build works and is older than its sources. */
function updatedCheckout(): string {
  const root = temporaryFolder();
  for (const folder of ['server/cli', 'client', 'shared', 'dist/server'])
    mkdirSync(path.join(root, folder), { recursive: true });
  copyFileSync('server/cli/bin.mjs', path.join(root, 'server/cli/bin.mjs'));
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(root, 'vite.config.ts'), '');
  writeFileSync(path.join(root, 'dist/server/main.js'), WORKS);
  writeFileSync(path.join(root, 'dist/built'), '');
  return root;
}

const update = (root: string) => {
  writeFileSync(path.join(root, 'shared/new.ts'), '');
  utimesSync(path.join(root, 'dist/built'), new Date(0), new Date(0));
};

it('is not built anew by commands while the server runs, and is when it has ended, however it ended', async () => {
  const root = updatedCheckout();
  const bin = path.join(root, 'server/cli/bin.mjs');
  const command = () => spawnSync(process.execPath, [bin, 'stats'], { encoding: 'utf8' });
  const serve = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [bin, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout!, 'data');
    return child;
  };
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    utimesSync(path.join(root, 'dist/built'), new Date(), new Date(Date.now() + 60_000));
    const server = await serve();
    update(root);
    const beside = command();
    expect([beside.status, beside.stdout]).toEqual([0, 'works\n']);
    expect(beside.stderr).toContain('a server runs from that build');
    server.kill(signal);
    await once(server, 'exit');
    // Here is nothing to build with, which is said: so it was about to.
    const after = command();
    expect([after.status, after.stdout]).toEqual([1, '']);
    expect(after.stderr).toContain('what builds it is not installed');
  }
  const notes = path.join(root, 'dist/in-use');
  expect(existsSync(notes) ? readdirSync(notes).length : 0).toBeLessThanOrEqual(1);
});
