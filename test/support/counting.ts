/** Counts what a connection is asked: each built query that is awaited, each prepared one that runs. */
import type { Conn } from '../../server/platform/store/store.ts';

export function counting(conn: Conn): { conn: Conn; asked(): number } {
  let statements = 0;
  const watched = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('then' in value)) return value;
    return new Proxy(value, {
      get(target, name) {
        const found = Reflect.get(target, name) as unknown;
        if (name === 'then')
          return (...args: unknown[]) => (
            (statements += 1),
            (found as (...all: unknown[]) => unknown).apply(target, args)
          );
        return typeof found === 'function'
          ? (...args: unknown[]) => watched((found as (...all: unknown[]) => unknown).apply(target, args))
          : found;
      },
    });
  };
  const started =
    (name: 'select' | 'selectDistinct') =>
    (...args: unknown[]) => {
      const builder = (conn.q[name] as (...all: unknown[]) => { from(...all: unknown[]): unknown })(...args);
      return { from: (...all: unknown[]) => watched(builder.from(...all)) };
    };
  const counted: Conn = {
    ...conn,
    q: { ...conn.q, select: started('select'), selectDistinct: started('selectDistinct') } as unknown as Conn['q'],
    prepared: (name, build) => {
      const query = conn.prepared(name, build);
      return { execute: (values) => ((statements += 1), query.execute(values)) };
    },
    raw: (statement, values) => ((statements += 1), conn.raw(statement, values)),
  };
  /** How many statements since the last time that this was asked. */
  const asked = () => {
    const since = statements;
    statements = 0;
    return since;
  };
  return { conn: counted, asked };
}
