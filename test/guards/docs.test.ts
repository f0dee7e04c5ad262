import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

it('files for installing name only settings that there are', () => {
  const files = ['Containerfile', 'compose.yaml', ...readdirSync('docs/deploy').map((name) => `docs/deploy/${name}`)];
  const known = new Set(SETTINGS.map(({ name }) => name));
  const named = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bADDA_[A-Z_]+\b/g) ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
