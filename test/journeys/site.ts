/** A running forum for the browser: the real server on a free port, a fresh database, its mail in a folder. */
import { readdirSync, readFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { loadConfig } from '../../server/platform/config.ts';
import { type Running, serve } from '../../server/serve.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { closeAtEnd } from '../support/cleanup.ts';
import { isLong } from '../support/long.ts';
import { isFirstsTurn } from '../support/share.ts';
import { migratedDatabase, temporaryFolder } from '../support/store.ts';

export type Site = Running & { setupCode: string | null; url: string; dataFolder: string };

export async function startSite(engine: Engine, settings: Record<string, string> = {}): Promise<Site> {
  const dataFolder = temporaryFolder();
  mkdirSync(path.join(dataFolder, 'media'), { recursive: true });
  const running = await serve(
    loadConfig({
      ADDA_DATA: dataFolder,
      ADDA_DATABASE_URL: await migratedDatabase(engine),
      PORT: '0',
      HOST: '127.0.0.1',
      ADDA_LOG: 'silent',
      ADDA_BUSY_MS: '0',
      ...settings,
    }),
  );
  closeAtEnd(() => running.stop());
  return { ...running, url: running.address, dataFolder };
}

const POLL_MS = 100;
const MAIL_WITHIN_MS = 10_000;

/** The link in the newest letter to this address; the first one, or the first that looks so. */
export async function linkInMail(site: Site, to: string, look = /http:\/\/\S+/): Promise<string> {
  const folder = path.join(site.dataFolder, 'outbox');
  for (const until = Date.now() + MAIL_WITHIN_MS; Date.now() < until;) {
    const names = readdirSync(site.dataFolder).includes('outbox')
      ? readdirSync(folder)
          .filter((name) => name.includes(to))
          .sort()
      : [];
    const newest = names.at(-1);
    const link = newest && look.exec(decode(readFileSync(path.join(folder, newest), 'utf8')))?.[0];
    if (link) return new URL(new URL(link).pathname, site.url).href;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`No letter to ${to}.`);
}

/** The plain text of an .eml, whichever way it was encoded. */
function decode(whole: string): string {
  const boundary = /boundary="([^"]+)"/.exec(whole)?.[1];
  const eml = boundary === undefined ? whole : whole.split(`--${boundary}`)[1]!.trim();
  const body = eml.slice(eml.search(/\r?\n\r?\n/)).trim();
  if (/content-transfer-encoding: base64/i.test(eml)) return Buffer.from(body, 'base64').toString('utf8');
  return body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** One person's browser; what the page itself reports as broken fails the test. */
export async function person(
  browser: Browser,
  options: { script: boolean; language?: string; scheme?: 'light' | 'dark'; zone?: string },
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    javaScriptEnabled: options.script,
    locale: options.language ?? 'en',
    timezoneId: options.zone ?? 'UTC',
    colorScheme: options.scheme ?? 'light',
    viewport: { width: 1280, height: 900 },
  });
  // It ends what hangs, as the limit of a test does.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  // Chromium reports an animation between two pages that it left out because the next page came first: nothing broke.
  page.on('pageerror', (error) => error.message.startsWith('Transition was ') || complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/**
 * A journey with JavaScript on one database and without it on the other, the other way round the next day; all four ways with
 * `npm run test:faults`, or where there is only one database.
 */
export function eachWay(walk: (engine: Engine, script: boolean) => void): void {
  const hasBoth = inject('postgresUrl') !== null;
  const isTodays = (script: boolean, engine: Engine) => (engine === 'sqlite') === (script === isFirstsTurn);
  const ways = [true, false].flatMap((script) =>
    (['sqlite', 'postgres'] as const)
      .filter((engine) => isLong || !hasBoth || isTodays(script, engine))
      .map((engine) => ({ script, engine })),
  );
  for (const { script, engine } of ways)
    describe.skipIf(engine === 'postgres' && !hasBoth)(`${script ? 'with' : 'without'} JavaScript (${engine})`, () =>
      walk(engine, script),
    );
}
