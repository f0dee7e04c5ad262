/** What the first hour names is there: addresses, commands with their options, settings of the machine. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../server/platform/config.ts';
import { type Forum, makeForum } from '../../support/forum.ts';

const text = readFileSync('docs/first-hour.md', 'utf8');
const said = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, one]) => one!))];

/** The command of a name; `restore` shares a file. */
async function commandOf(name: string): Promise<Command> {
  const file: Record<string, () => Command> = await import(
    `../../../server/cli/${name === 'restore' ? 'backup' : name}.ts`
  );
  return file[`${name}Command`]!();
}

/** What is wrong with a command as it is written; null for nothing. */
async function wrongIn(command: string): Promise<string | null> {
  const [first, ...rest] = command.split(' ');
  let one = await commandOf(first!);
  if (one.commands.length > 0) {
    const inner = one.commands.find((each) => each.name() === rest[0]);
    if (!inner) return command;
    rest.shift();
    one = inner;
  }
  const options = rest.filter((word) => word.startsWith('--'));
  return options.every((option) => one.options.some(({ long }) => long === option)) ? null : command;
}

describe('the first hour', () => {
  let forum: Forum;
  beforeAll(async () => {
    forum = await makeForum('sqlite');
  });

  it('names only pages that there are', () => {
    const addresses = said(/`(\/[^`]*)`/g);
    expect(addresses.length).toBeGreaterThan(15);
    const missing = addresses.filter(
      (one) => !forum.app.hasRoute({ method: 'GET', url: one.replace('SLUG', ':slug') }),
    );
    expect(missing).toEqual([]);
  });

  it('names only commands and options that there are', async () => {
    const commands = said(/`npx adda ([^`]+)`/g);
    expect(commands.length).toBeGreaterThan(10);
    const wrong = await Promise.all([...commands, 'user nobody', 'demo --again'].map(wrongIn));
    expect(wrong.filter((one) => one !== null)).toEqual(['user nobody', 'demo --again']);
  });

  it('names only settings of the machine that there are', () => {
    const known = SETTINGS.map(({ name }) => name as string);
    const named = said(/\b(ADDA_[A-Z_]+)\b/g);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
