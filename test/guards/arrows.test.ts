import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf } from '../support/sources.ts';

const files = new Map([...filesUnder('server'), ...filesUnder('shared'), ...filesUnder('client')]);
const arrows = [...files].flatMap(([from, text]) => importsOf(from, text).map((to) => ({ from, to })));

/** Folders under server/ that every feature may build on; the others are features. */
const GROUND = new Set(['http', 'layout', 'rules', 'store', 'site', 'mail']);
const folderOf = (file: string) => /^server\/([^/]+)\//.exec(file)?.[1] ?? '';
const nameOf = (file: string) => file.split('/').at(-1)!;
const isFeature = (file: string) =>
  file.startsWith('server/') &&
  folderOf(file) !== '' &&
  !GROUND.has(folderOf(file)) &&
  folderOf(file) !== 'cli' &&
  folderOf(file) !== 'jobs';

const broken = (isWrong: (from: string, to: string) => boolean) =>
  arrows.filter(({ from, to }) => isWrong(from, to)).map(({ from, to }) => `${from} → ${to}`);

/** Ground that asks who is there and what the forum is called; the rest of http/ knows no feature. */
const KNOWN = new Set([
  // The session cookie is the edge's, whose it is the accounts'.
  'server/platform/sessions/cookie.ts → server/people/accounts/actions.ts',
  'server/platform/http/context.ts → server/people/accounts/actions.ts',
]);

describe('imports', () => {
  it('are found at all', () => {
    expect(arrows.length).toBeGreaterThan(400);
    for (const { from, to } of arrows) if (to.endsWith('.ts')) expect(files.has(to), `${from} → ${to}`).toBe(true);
  });

  it('of shared/ stay inside it', () => {
    expect(broken((from, to) => from.startsWith('shared/') && !to.startsWith('shared/'))).toEqual([]);
  });

  it('of the client go to itself and to shared/', () => {
    expect(broken((from, to) => from.startsWith('client/') && !/^(client|shared)\//.test(to))).toEqual([]);
  });

  it('of the server never go to the client', () => {
    expect(broken((from, to) => from.startsWith('server/') && to.startsWith('client/'))).toEqual([]);
  });

  it('of the rule book go to shared/, itself and the one error', () => {
    expect(
      broken(
        (from, to) =>
          from.startsWith('server/rules/') &&
          !/^(shared|server\/rules)\//.test(to) &&
          to !== 'server/platform/errors.ts',
      ),
    ).toEqual([]);
  });

  it('of the ground never go to a feature', () => {
    expect(broken((from, to) => GROUND.has(folderOf(from)) && isFeature(to) && !KNOWN.has(`${from} → ${to}`))).toEqual(
      [],
    );
  });

  it('of the store go to shared/ and itself', () => {
    expect(broken((from, to) => folderOf(from) === 'store' && !/^(shared|server\/store)\//.test(to))).toEqual([]);
  });

  it('of http never go to the layout, and nothing goes up to the app', () => {
    expect(broken((from, to) => folderOf(from) === 'http' && folderOf(to) === 'layout')).toEqual([]);
    expect(
      broken(
        (from, to) =>
          ['server/app.ts', 'server/main.ts', 'server/serve.ts'].includes(to) &&
          !/^server\/(main|serve|cli\/\w+)\.ts$/.test(from),
      ),
    ).toEqual([]);
  });

  it('never go to routes, but from the app and as types', () => {
    const usesValue = (from: string, to: string) =>
      new RegExp(`^import (?!type)[^;]*'[^']*${nameOf(to).replace('.', '\\.')}'`, 'm').test(files.get(from)!);
    expect(
      broken(
        (from, to) =>
          to.endsWith('/routes.ts') &&
          folderOf(to) !== 'http' &&
          from !== 'server/app.ts' &&
          (folderOf(from) !== folderOf(to) || usesValue(from, to)),
      ),
    ).toEqual([]);
  });

  it('never go to the whole views of another feature’s page, but from routes that draw that page again', () => {
    expect(
      broken(
        (from, to) =>
          to.endsWith('/views.ts') &&
          isFeature(to) &&
          folderOf(from) !== folderOf(to) &&
          nameOf(from) !== 'routes.ts' &&
          !/setup\/views|admin\/views/.test(from),
      ),
    ).toEqual([]);
  });

  it('go down inside a feature: routes to actions to queries, routes to views', () => {
    const level = (file: string) => ({ 'routes.ts': 3, 'actions.ts': 2, 'views.ts': 1, 'queries.ts': 0 })[nameOf(file)];
    const climbs = (from: string, to: string) =>
      isFeature(from) &&
      folderOf(from) === folderOf(to) &&
      level(from) !== undefined &&
      level(to) !== undefined &&
      level(to)! > level(from)!;
    const isType = (from: string, to: string) =>
      new RegExp(`import type [^;]*'\\./${nameOf(to).replace('.', '\\.')}'`).test(files.get(from)!);
    expect(broken((from, to) => climbs(from, to) && !isType(from, to))).toEqual([]);
    expect(
      broken((from, to) => nameOf(from) === 'views.ts' && nameOf(to) === 'actions.ts' && folderOf(from) !== 'http'),
    ).toEqual([]);
    expect(broken((from, to) => nameOf(from) === 'actions.ts' && nameOf(to) === 'views.ts')).toEqual([]);
  });
});
