import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../shared/catalogue/en/index.ts';
import { makeForum } from '../support/forum.ts';
import { notingRoutes, type Route } from '../support/routes.ts';
import { filesUnder } from '../support/sources.ts';

const server = filesUnder('server');
const client = filesUnder('client');
const shared = filesUnder('shared');
const lines = (text: string) => text.split('\n').length - 1;

const MAX_LINES = 300;
const MAX_MEDIAN = 80;
const LONG_FOR_A_REASON: [RegExp, string][] = [
  [/^server\/platform\/store\/define\.ts$/, 'every table, in one place'],
  [/^server\/reach\/demo\/content\//, 'the words of the example community'],
];

describe('files', () => {
  it('are short, or long for a reason', () => {
    const long = [...server, ...client, ...shared].filter(
      ([file, text]) => lines(text) > MAX_LINES && !LONG_FOR_A_REASON.some(([path]) => path.test(file)),
    );
    expect(long.map(([file]) => file)).toEqual([]);
  });

  it('are mostly very short', () => {
    const sizes = [...server, ...client, ...shared].map(([, text]) => lines(text)).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN);
  });
});

describe('views', () => {
  const MAX_WIDTH = 160;

  it('have no line that is wider than a screen', () => {
    const wide = [...server]
      .filter(([, text]) => /import \{[^}]*\bhtml\b[^}]*\} from '[^']*\/html\.ts'/.test(text))
      .flatMap(([file, text]) =>
        text.split('\n').flatMap((line, i) => (line.length > MAX_WIDTH ? [`${file}:${i + 1}`] : [])),
      );
    expect(wide).toEqual([]);
  });
});

describe('SQL', () => {
  const mayHold = (file: string) => file.startsWith('server/platform/store/') || /(^|[/-])queries\.ts$/.test(file);

  it('is in queries and in the store only', () => {
    const found = [...server].filter(
      ([file, text]) => !mayHold(file) && /\bsql(<[^`]*>)?`|\.raw[<(]|from 'drizzle-orm/.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('of one engine is in the store only', () => {
    const found = [...server].filter(
      ([file, text]) =>
        !file.startsWith('server/platform/store/') &&
        /\.raw[<(]|from '(better-sqlite3|postgres)'|drizzle-orm\/(sqlite|pg|better|postgres)/.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('is awaited, never run by a builder’s own all, run or get', () => {
    // A spool is no database of ours: its statements are SQLite's own.
    const found = [...server].filter(
      ([file, text]) =>
        /(^|[/-])queries\.ts$/.test(file) && !text.includes('Spool') && /\)\s*\.(all|run|get)\(\)/.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('runs in a transaction that the store began', () => {
    const found = [...server].filter(
      ([file, text]) => !file.startsWith('server/platform/store/') && /\.transaction\(|BEGIN IMMEDIATE/.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });
});

describe('routes', () => {
  let routes: Route[];
  beforeAll(async () => {
    ({ routes } = await notingRoutes(() => makeForum('sqlite')));
  });

  it('say who may enter, except files, health and what machines ask for', () => {
    const open = routes.filter(({ url, who }) => !who && !/^\/(assets|media)\//.test(url)).map(({ url }) => url);
    expect(new Set(open)).toEqual(
      new Set([
        '/healthz',
        '/metrics',
        '/readyz',
        '/api/v1/openapi.json',
        '/robots.txt',
        '/favicon.ico',
        '/icons/:name',
        '/prefetch/:who',
      ]),
    );
  });

  it('that write are for members, except those by which one becomes one, reports, notices, appeals, and links in letters', () => {
    const open = routes
      .filter(
        ({ method, who }) => method !== 'GET' && !['member', 'self', 'staff', 'moderator', 'admin'].includes(who ?? ''),
      )
      .map(({ method, url }) => `${method} ${url}`);
    expect(open.sort()).toEqual(
      [
        '/address/back/:secret',
        '/api/v1/accounts',
        '/api/v1/acts/:id/appeals',
        '/api/v1/members/:name/reports',
        '/api/v1/notices',
        '/api/v1/posts/:id/reports',
        '/api/v1/spaces/:slug/reports',
        '/api/v1/threads/:id/reports',
        '/demo',
        '/demo/remove',
        '/forgot',
        '/grants/end/:secret',
        '/mail/mute/:token',
        '/mail/off/:token',
        '/mail/on/:token',
        '/mail/unmute/:token',
        '/notice',
        '/notice/:secret',
        '/p/:id/report',
        '/preferences',
        '/reset/:secret',
        '/s/:slug/report',
        '/setup',
        '/sign-in',
        '/sign-out',
        '/sign-up',
        '/statements/:id/appeal',
        '/t/:id/report',
        '/u/:name/report',
        '/verify/:secret',
      ].map((url) => `POST ${url}`),
    );
  });
});

describe('sentences', () => {
  /** Groups whose keys are words of the domain: they are looked up, not written out. */
  const LOOKED_UP = new Set([
    'language',
    // The browser loads these with the composer and the light box, by another name.
    'composer',
    'lightBox',
    'kinds',
    'start',
    'forms',
    'states',
    'errors',
    'faults',
    'said',
    'errorPages',
    'mail',
    'marks',
  ]);
  const code = [...server.values(), ...client.values()].join('\n');

  it('are all used', () => {
    const dead: string[] = [];
    for (const [group, sentences] of Object.entries(en)) {
      if (LOOKED_UP.has(group) || typeof sentences !== 'object') continue;
      for (const key of Object.keys(sentences))
        if (
          !new RegExp(`\\b${group}(\\.${key}\\b|\\['${key}'\\]|\\[[\\w.]*\\])|\\b${group}: \\{[^}]*\\b${key}\\b`).test(
            code,
          )
        )
          dead.push(`${group}.${key}`);
    }
    expect(dead).toEqual([]);
  });

  it('of the composer are all used by it', () => {
    const own = [...client].flatMap(([file, text]) => (file.startsWith('client/composer/') ? [text] : [])).join('\n');
    expect(Object.keys(en.composer).filter((key) => !new RegExp(`\\bwords\\.${key}\\b`).test(own))).toEqual([]);
  });

  it('of the light box are all used by it', () => {
    const own = client.get('client/elements/adda-light-box.ts')!;
    expect(Object.keys(en.lightBox).filter((key) => !new RegExp(`\\bwords\\.${key}\\b`).test(own))).toEqual([]);
  });

  it('of what was done are all said somewhere', () => {
    const dead = Object.keys(en.said).filter((key) => !new RegExp(`flash=${key}\\b|'${key}'`).test(code));
    expect(dead).toEqual([]);
  });

  it('of refusals are all given somewhere', () => {
    const given = (key: string) => new RegExp(`'${key}'`).test(code) || key === 'unexpected';
    expect(Object.keys(en.errors).filter((key) => !given(key))).toEqual([]);
    expect(Object.keys(en.faults).filter((key) => !given(key))).toEqual([]);
  });
});
