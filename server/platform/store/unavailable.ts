/** A database that is away, full, busy or read-only: it may be back soon, and nothing is wrong with what was asked. */

/** What SQLite, PostgreSQL, its driver and the network call it. */
const UNAVAILABLE = new RegExp(
  `^(?:${[
    'SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|CORRUPT|NOTADB)',
    'ECONN|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EROFS',
    'CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT',
    // Transactions that stood in each other's way, however often they were tried again.
    '40001|40P01',
    // A connection that fails, too few resources, a time that ran out, a server that stops, starts or only reads.
    '08[0-9A-Z]{3}|53[0-9A-Z]{3}|55P03|57014|57P0[1-5]|58[0-9A-Z]{3}|25P03|25006|XX00[12]',
  ].join('|')})`,
);

/** The error's own code, or that of what caused it; empty where none has one. */
export function codeOf(error: unknown): string {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (typeof e.code === 'string') return e.code;
  return '';
}

export const isUnavailable = (error: unknown): boolean => UNAVAILABLE.test(codeOf(error));
