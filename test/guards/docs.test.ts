import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTINGS } from '../../server/platform/config.ts';

it('the map names only places that are there', () => {
  const places = [
    ...readFileSync('docs/architecture.md', 'utf8').matchAll(/`((?:server|shared|client|test)\/[^`]+)`/g),
  ];
  expect(places.length).toBeGreaterThan(10);
  expect(places.map(([, place]) => place!).filter((place) => !existsSync(place))).toEqual([]);
});

it('every setting is explained to operators', () => {
  const text = readFileSync('docs/operations.md', 'utf8');
  const missing = SETTINGS.map(({ name }) => name).filter((name) => !text.includes(name));
  expect(missing).toEqual([]);
});

it('every dependency has its reason', () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const text = readFileSync('docs/dependencies.md', 'utf8');
  expect(
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !text.includes(`| ${name}`)),
  ).toEqual([]);
});
