import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf } from '../support/sources.ts';

const files = new Map([...filesUnder('server'), ...filesUnder('shared'), ...filesUnder('client')]);
const arrows = [...files].flatMap(([from, text]) => importsOf(from, text).map((to) => ({ from, to })));

/** The districts of server/, each above those that it may lean on; see docs/architecture.md. */
const DISTRICTS = ['rules', 'platform', 'people', 'brands', 'forum', 'insight', 'care', 'reach', 'desk'];
/** What stands above all districts: how they are put together and started. */
const ROOF = ['features.ts', 'app.ts', 'serve.ts', 'cli', 'main.ts'];
const FLOORS = [...DISTRICTS, ...ROOF];

const partsOf = (file: string) => file.split('/');
const districtOf = (file: string) => partsOf(file)[1]!;
/** A feature's folder, such as `server/forum/threads`; the district itself for files that stand in it. */
const homeOf = (file: string) =>
  partsOf(file)
    .slice(0, Math.min(3, partsOf(file).length - 1))
    .join('/');
const nameOf = (file: string) => partsOf(file).at(-1)!;
const isServer = (file: string) => file.startsWith('server/');
const isFeature = (file: string) =>
  isServer(file) && DISTRICTS.includes(districtOf(file)) && !['rules', 'platform'].includes(districtOf(file));

const broken = (isWrong: (from: string, to: string) => boolean) =>
  arrows.filter(({ from, to }) => isWrong(from, to)).map(({ from, to }) => `${from} → ${to}`);

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
    expect(broken((from, to) => isServer(from) && to.startsWith('client/'))).toEqual([]);
  });

  it('of the rule book go to shared/ and itself', () => {
    expect(broken((from, to) => from.startsWith('server/rules/') && !/^(shared|server\/rules)\//.test(to))).toEqual([]);
  });

  it('of the store go to shared/, itself, where Adda lies and what traces its steps', () => {
    const store = 'server/platform/store/';
    const others = ['server/platform/install.ts', 'server/platform/tracing.ts'];
    const isOwn = (to: string) => to.startsWith('shared/') || to.startsWith(store) || others.includes(to);
    expect(broken((from, to) => from.startsWith(store) && !isOwn(to))).toEqual([]);
  });

  it('of http never go to the layout', () => {
    expect(
      broken((from, to) => from.startsWith('server/platform/http/') && to.startsWith('server/platform/layout/')),
    ).toEqual([]);
  });
});

describe('districts', () => {
  it('are ten at most, and every file of the server has its place', () => {
    expect(DISTRICTS.length + 1).toBeLessThanOrEqual(10);
    const homeless = [...files.keys()].filter((file) => isServer(file) && !FLOORS.includes(districtOf(file)));
    expect(homeless).toEqual([]);
    for (const district of DISTRICTS)
      expect(
        [...files.keys()].some((file) => file.startsWith(`server/${district}/`)),
        district,
      ).toBe(true);
  });

  it('lean only on those below them', () => {
    const floor = (file: string) => FLOORS.indexOf(districtOf(file));
    expect(broken((from, to) => isServer(from) && isServer(to) && floor(from) < floor(to))).toEqual([]);
  });

  it('have no two folders that lean on each other', () => {
    const leans = new Set(
      arrows
        .filter(({ from, to }) => isServer(from) && isServer(to))
        .map(({ from, to }) => `${homeOf(from)} → ${homeOf(to)}`),
    );
    const pairs = [...leans]
      .map((lean) => lean.split(' → '))
      .filter(([from, to]) => from !== to && leans.has(`${to} → ${from}`))
      // Files that stand in the district itself are what all of its folders share.
      .filter(([from, to]) => !from!.startsWith(`${to}/`) && !to!.startsWith(`${from}/`));
    expect(pairs).toEqual([]);
  });

  it('share only what leans on none of their folders', () => {
    const isLoose = (file: string) =>
      isServer(file) && DISTRICTS.includes(districtOf(file)) && partsOf(file).length === 3;
    const inFolderOf = (from: string, to: string) => districtOf(from) === districtOf(to) && partsOf(to).length > 3;
    const types = (from: string, to: string) =>
      new RegExp(`^import type [^;]*${nameOf(to).replace('.', '\\.')}'`, 'm').test(files.get(from)!);
    expect(broken((from, to) => isLoose(from) && isServer(to) && inFolderOf(from, to) && !types(from, to))).toEqual([]);
  });
});

describe('features', () => {
  it('are in the one list', () => {
    const listed = files.get('server/features.ts')!;
    const missing = [...files.keys()].filter(
      (file) =>
        nameOf(file) === 'feature.ts' &&
        homeOf(file) !== 'server/platform' &&
        !listed.includes(`'./${file.slice('server/'.length)}'`),
    );
    expect(missing).toEqual([]);
  });

  it('never use each other’s routes, and nobody uses them but their feature', () => {
    const usesValue = (from: string, to: string) =>
      new RegExp(`^import (?!type)[^;]*'[^']*${nameOf(to).replace('.', '\\.')}'`, 'm').test(files.get(from)!);
    expect(
      broken(
        (from, to) =>
          /(^|-)routes\.ts$/.test(nameOf(to)) &&
          isFeature(to) &&
          nameOf(from) !== 'feature.ts' &&
          (homeOf(from) !== homeOf(to) || usesValue(from, to)),
      ),
    ).toEqual([]);
  });

  it('draw another’s whole page only from routes that draw that page again', () => {
    expect(
      broken(
        (from, to) =>
          to.endsWith('/views.ts') &&
          isFeature(to) &&
          homeOf(from) !== homeOf(to) &&
          !/(^|-)routes\.ts$/.test(nameOf(from)) &&
          !/setup\/views|admin\/views/.test(from),
      ),
    ).toEqual([]);
  });

  it('go down inside: routes to actions to queries, routes to views', () => {
    const level = (file: string) => ({ 'routes.ts': 3, 'actions.ts': 2, 'views.ts': 1, 'queries.ts': 0 })[nameOf(file)];
    const climbs = (from: string, to: string) =>
      isFeature(from) &&
      homeOf(from) === homeOf(to) &&
      level(from) !== undefined &&
      level(to) !== undefined &&
      level(to)! > level(from)!;
    const isType = (from: string, to: string) =>
      new RegExp(`import type [^;]*'\\./${nameOf(to).replace('.', '\\.')}'`).test(files.get(from)!);
    expect(broken((from, to) => climbs(from, to) && !isType(from, to))).toEqual([]);
    expect(broken((from, to) => isFeature(from) && nameOf(from) === 'views.ts' && nameOf(to) === 'actions.ts')).toEqual(
      [],
    );
    expect(broken((from, to) => nameOf(from) === 'actions.ts' && nameOf(to) === 'views.ts')).toEqual([]);
  });
});
