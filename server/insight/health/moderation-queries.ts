/** What was done to keep the peace, counted by month: numbers only, of the whole forum, with closed spaces in them. */
import { and, type Column, eq, gte, isNotNull, lt, sql, type SQL } from 'drizzle-orm';

import type { Conn } from '../../platform/store/store.ts';
import { type Period, periodsBetween, periodOf } from '../../rules/health.ts';

/**
 * @property byAct how often each act was done, by target and verb: `post.hide`
 * @property medianMs from the first report of a case that was decided then to its decision; null where none was
 * @property upheld of the appeals that were decided then
 */
export type ModerationMonth = {
  start: number;
  byAct: Record<string, number>;
  decided: number;
  medianMs: number | null;
  notices: number;
  appeals: number;
  upheld: number;
};

const MONTHS = 12;

/** The months up to the one that a moment is in, the oldest first. */
export function monthsUpTo(now: number): Period[] {
  const date = new Date(periodOf('month', now).start);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (MONTHS - 1), 1);
  return periodsBetween('month', first, now + 1);
}

type Span = { months: Period[]; from: number; to: number };

/** In which of the months a moment is, by its number: how many of them had begun by then, but for the first. */
function monthOf(column: Column, { months }: Span): SQL<number> {
  const begun = months.slice(1).map(({ start }) => sql`(case when ${sql`${column}`} >= ${start} then 1 else 0 end)`);
  return sql<number>`${sql.join(begun, sql` + `)}`.mapWith(Number) as SQL<number>;
}
/** By the first column that is read: what it is made of has values in it. */
const BY_MONTH = sql`1`;

const within = (column: Column, { from, to }: Span) => and(gte(column, from), lt(column, to));
const count = sql<number>`count(*)`.mapWith(Number);

async function actsByMonth(conn: Conn, span: Span) {
  const { acts: x } = conn.t;
  const month = monthOf(x.createdAt, span);
  return conn.q
    .select({ month, target: x.target, verb: x.verb, count })
    .from(x)
    .where(within(x.createdAt, span))
    .groupBy(BY_MONTH, x.target, x.verb);
}

async function casesByMonth(conn: Conn, span: Span) {
  const { cases: c } = conn.t;
  const month = monthOf(c.decidedAt, span);
  const ranked = conn.q
    .select({
      month: sql<number>`${month}`.as('month'),
      took: sql<number>`${c.decidedAt} - ${c.createdAt}`.as('took'),
      place:
        sql<number>`row_number() over (partition by ${month} order by ${c.decidedAt} - ${c.createdAt}, ${c.id})`.as(
          'place',
        ),
      among: sql<number>`count(*) over (partition by ${month})`.as('among'),
    })
    .from(c)
    .where(and(eq(c.kind, 'conduct'), within(c.decidedAt, span)))
    .as('ranked');
  return conn.q
    .select({
      month: sql<number>`${ranked.month}`.mapWith(Number),
      decided: sql<number>`max(${ranked.among})`.mapWith(Number),
      // Of an even number the middle of the two in the middle.
      median: sql<number>`avg(${ranked.took})`.mapWith(Number),
    })
    .from(ranked)
    .where(sql`${ranked.place} in ((${ranked.among} + 1) / 2, (${ranked.among} + 2) / 2)`)
    .groupBy(sql`${ranked.month}`);
}

async function noticesByMonth(conn: Conn, span: Span) {
  const { notices: n } = conn.t;
  const month = monthOf(n.confirmedAt, span);
  const isSent = and(isNotNull(n.confirmedAt), within(n.confirmedAt, span));
  return conn.q.select({ month, count }).from(n).where(isSent).groupBy(BY_MONTH);
}

async function appealsByMonth(conn: Conn, span: Span) {
  const { appeals: b } = conn.t;
  const month = monthOf(b.decidedAt, span);
  return conn.q
    .select({ month, state: b.state, count })
    .from(b)
    .where(within(b.decidedAt, span))
    .groupBy(BY_MONTH, b.state);
}

/** The last twelve months, the oldest first; the last one is not over. @param now in ms */
export async function moderationMonths(conn: Conn, now: number): Promise<ModerationMonth[]> {
  const months = monthsUpTo(now);
  const span = { months, from: months[0]!.start, to: months.at(-1)!.end };
  const found = months.map(({ start }): ModerationMonth => ({
    ...{ start, byAct: {}, decided: 0, medianMs: null, notices: 0, appeals: 0, upheld: 0 },
  }));
  for (const row of await actsByMonth(conn, span)) found[row.month]!.byAct[`${row.target}.${row.verb}`] = row.count;
  for (const { month, decided, median } of await casesByMonth(conn, span))
    Object.assign(found[month]!, { decided, medianMs: Math.round(median) });
  for (const row of await noticesByMonth(conn, span)) found[row.month]!.notices = row.count;
  for (const { month, state, count: n } of await appealsByMonth(conn, span)) {
    found[month]!.appeals += n;
    if (state === 'upheld') found[month]!.upheld += n;
  }
  return found;
}
