import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { keptPage } from '../../server/platform/http/kept-page.ts';
import { changesAt, noting, saw, versionsSeen } from '../../server/platform/store/seen.ts';
import type { Conn } from '../../server/platform/store/store.ts';

const conn = { engine: 'sqlite' } as Conn;

describe('what a page was read from', () => {
  it('is noted only where somebody keeps it, and each page for itself', () => {
    const [one, other] = [noting(conn), noting(conn)];
    saw(conn, 'accounts', 1, 5);
    saw(one, 'accounts', 1, 5);
    expect(conn.seen).toBeUndefined();
    expect([versionsSeen(one.seen), versionsSeen(other.seen)]).toEqual(['5,0,0', '0,0,0']);
  });

  it('counts what was seen twice as the older of the two, since the page may show that', () => {
    const one = noting(conn);
    for (const version of [7, 5, 6]) saw(one, 'threads', 1, version);
    saw(one, 'threads', null, null);
    saw(one, 'spaces', 2, 3);
    expect(versionsSeen(one.seen)).toBe('0,5,3');
  });

  it('holds until the first moment at which the clock changes it', () => {
    const one = noting(conn);
    const now = Date.now();
    for (const moment of [now + 90_000, null, now - 1, now + 60_000]) changesAt(one, moment);
    expect(one.seen.until).toBe(now + 60_000);
  });
});

describe('loading a kept page', () => {
  it('cannot read who asks: that is an error of types', () => {
    const shared = { path: '/x', who: 'anyone', view: () => ({ redirect: '/' }) } as const;
    const neverCalled = (app: FastifyInstance) => {
      keptPage(app, { ...shared, load: async (from, _input, audience) => [from.engine, audience.key] });
      // @ts-expect-error a connection knows no viewer
      keptPage(app, { ...shared, load: async (from) => from.viewer });
      // @ts-expect-error nor does an audience say who it is that asks
      keptPage(app, { ...shared, load: async (_from, _input, audience) => audience.viewer });
      // @ts-expect-error there is no fourth thing to read it from
      keptPage(app, { ...shared, load: async (_from, _input, _audience, ctx: { viewer: unknown }) => ctx.viewer });
    };
    expect(neverCalled).toBeTypeOf('function');
  });
});
