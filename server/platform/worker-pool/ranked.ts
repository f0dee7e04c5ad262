/** Found posts, read and put in order: hundreds are weighed for the few that are shown, so that only their order leaves the thread. */
import { type FoundPost, inOrder, type Order, type Ranked } from '../../rules/search-order.ts';
import { type Read, read } from '../store/read.ts';

/** @property text a query with columns named as in `FoundPost` @property order how its rows are put in order */
export type Ranking = { text: string; values: unknown[]; order: Order };

/** Done in a thread, of a SQLite database. */
export function readRanked({ order, ...query }: Ranking & Pick<Read, 'file'>): Ranked[] {
  return inOrder(read({ ...query, asObjects: true }) as FoundPost[], order);
}
