/** What a search may be narrowed down by, from what was found: only what would leave some of it, and not all. */
import type { Form, ThreadState } from '../../shared/words.ts';
import { type Operator, operatorsIn, statesMeant, withOperator } from './search-query.ts';

const DAY = 86_400_000;
const MONTH_DAYS = 30;
const YEAR_DAYS = 365;
/** More choices are a list to read. */
const SHOWN = 6;

export type FacetName = 'space' | 'form' | 'state' | 'time';
export type Time = 'month' | 'year' | 'before';
/** @property value a space's id, a form, a state, a time @property query the search with it */
export type Choice = { value: string; count: number; query: string };
export type Facet = { name: FacetName; choices: Choice[] };

type Fact = { spaceId: number; form: Form; state: ThreadState; createdAt: number };
/** @property slugs the addresses of spaces by their id */
type Given = { query: string; found: readonly Fact[]; slugs: ReadonlyMap<number, string>; now: number };

function counted<T>(found: readonly Fact[], of: (fact: Fact) => T): [T, number][] {
  const counts = new Map<T, number>();
  for (const fact of found) counts.set(of(fact), (counts.get(of(fact)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).slice(0, SHOWN);
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function times({ query, found, now }: Given): Choice[] {
  const [month, year] = [MONTH_DAYS, YEAR_DAYS].map((days) => Math.floor(now / DAY - days) * DAY) as [number, number];
  const choice = (value: Time, operator: Operator, at: number, isIn: (createdAt: number) => boolean): Choice => ({
    value,
    count: found.filter(({ createdAt }) => isIn(createdAt)).length,
    query: withOperator(query, operator, dayOf(at)),
  });
  return [
    choice('month', 'after', month, (at) => at >= month),
    choice('year', 'after', year, (at) => at >= year),
    choice('before', 'before', year, (at) => at < year),
  ].filter(({ count }) => count > 0 && count < found.length);
}

/** The groups of choices that are of use; of what is asked already, none. */
export function facetsOf(given: Given): Facet[] {
  const { query, found, slugs } = given;
  const asked = new Set(operatorsIn(query).map(({ operator }) => operator));
  const group = (name: FacetName, operator: Operator, list: [string, number, string][]): Facet[] =>
    list.length < 2
      ? []
      : [
          {
            name,
            choices: list.map(([value, count, word]) => ({ value, count, query: withOperator(query, operator, word) })),
          },
        ];
  const spaces = counted(found, ({ spaceId }) => spaceId).flatMap(([id, count]): [string, number, string][] => {
    const slug = slugs.get(id);
    return slug === undefined ? [] : [[String(id), count, slug]];
  });
  const forms = counted(found, ({ form }) => form).map(([form, count]): [string, number, string] => [
    form,
    count,
    form.replace('_', '-'),
  ]);
  // A word may mean more than the one state that is called so.
  const meant = (state: ThreadState) => found.filter((fact) => statesMeant(state).includes(fact.state)).length;
  const states = counted(found, ({ state }) => state).map(([state]): [string, number, string] => [
    ...([state, meant(state), state] as const),
  ]);
  const isAsked = operatorsIn(query).some(({ operator }) => operator === 'is');
  const ages = asked.has('after') || asked.has('before') ? [] : times(given);
  return [
    ...(asked.has('in') ? [] : group('space', 'in', spaces)),
    ...(isAsked ? [] : [...group('form', 'is', forms), ...group('state', 'is', states)]),
    ...(ages.length > 0 ? [{ name: 'time' as const, choices: ages }] : []),
  ];
}
