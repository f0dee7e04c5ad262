/** What the search box shows while somebody types: threads, people and spaces, and how an operator may go on. */
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath, spacePath, threadPath } from '../../platform/http/paths.ts';
import { completedWith, operatorBegun, wordsBegun } from '../../rules/search-completion.ts';
import { hasFilters, parseQuery } from '../../rules/search-query.ts';
import { allSpaces, type Space } from '../spaces/queries.ts';
import { threadsBegun } from './alike-queries.ts';
import { peopleCalled, spacesCalled, spacesNearly, tagsBegun } from './queries.ts';

const THREADS = 6;
const COMPLETIONS = 8;
/** Letters before anything is looked for. */
const TYPED = 2;
/** Beside the threads, where they are not asked for. */
const OTHERS = 2;

/** @property query all of it as it will be @property shown how what is put in is called */
type Completion = { query: string; shown: string };
type Named = { name: string; url: string };

export type Suggestions = {
  threads: { title: string; url: string; space: string; state: string }[];
  people: Named[];
  spaces: Named[];
  completions: Completion[];
};

const personOut = ({ name, slug }: { name: string; slug: string }): Named => ({ name, url: memberPath(slug) });

function spacesBegun(typed: string, spaces: readonly Space[]): Space[] {
  return typed === '' ? [...spaces] : spacesNearly(typed, spaces);
}

async function completions(ctx: Ctx, typed: string): Promise<Completion[]> {
  const begun = operatorBegun(typed);
  if (!begun) return [];
  const { store, aside } = ctx.adda;
  const out = (list: { value: string; shown: string }[]) =>
    list.slice(0, COMPLETIONS).map(({ value, shown }) => ({ query: completedWith(begun, value), shown }));
  if (begun.operator === 'is') return out(wordsBegun(begun.typed).map((value) => ({ value, shown: `is:${value}` })));
  if (begun.operator === 'in') {
    const spaces = spacesBegun(begun.typed, await allSpaces(store.read, ctx.audience));
    return out(spaces.map(({ slug, name }) => ({ value: slug, shown: name })));
  }
  // All names are too many to begin with.
  if (begun.typed === '') return [];
  if (begun.operator === 'by')
    return out((await peopleCalled(aside, begun.typed)).map(({ slug, name }) => ({ value: slug, shown: name })));
  const tags = new Set((await tagsBegun(aside, ctx.audience, begun.typed)).map(({ name }) => name));
  return out([...tags].map((value) => ({ value, shown: `#${value}` })));
}

/** @param typed what stands in the box, as one line */
export async function suggestions(ctx: Ctx, typed: string): Promise<Suggestions> {
  const none: Suggestions = { threads: [], people: [], spaces: [], completions: await completions(ctx, typed) };
  if ([...typed].length < TYPED) return none;
  const alone = /^@(\S+)$/u.exec(typed);
  if (alone) return { ...none, people: (await peopleCalled(ctx.adda.aside, alone[1]!)).map(personOut) };
  // What an operator asks for, the title does not say: the page of all results knows.
  if (none.completions.length > 0 || hasFilters(parseQuery(typed))) return none;
  const spaces = await allSpaces(ctx.adda.store.read, ctx.audience);
  const people = await peopleCalled(ctx.adda.aside, typed);
  const threads = await threadsBegun(ctx.adda, ctx.audience, typed, THREADS);
  return {
    ...none,
    people: people.slice(0, OTHERS).map(personOut),
    spaces: spacesCalled(typed, spaces)
      .slice(0, OTHERS)
      .map(({ name, slug }) => ({ name, url: spacePath(slug) })),
    threads: threads.map(({ title, spaceName, state, ...thread }) => ({
      ...{ title, url: threadPath(thread), space: spaceName, state },
    })),
  };
}
