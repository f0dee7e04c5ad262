/** Numbers that are none, wherever an address takes one. */
import { expect, it } from 'vitest';
import { notingRoutes } from '../../support/routes.ts';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const NONE = ['Infinity', '-Infinity', '1e400', 'NaN', '-1', '0.5', '9007199254740993', '٣', '1n'];
const QUERY = ['page', 'before', 'after', 'revision', 'number', 'days', 'newer', 'older'];

eachEngine('a number that is none', (engine) => {
  it('breaks nothing, in the path or behind it', async () => {
    const { routes, built: forum } = await notingRoutes(() => makeForum(engine));
    const admin = await forum.member('Ada', 'admin');
    const reads = [...new Set(routes.filter(({ method }) => method === 'GET').map(({ url }) => url))];
    const broken: string[] = [];
    for (const url of reads)
      for (const number of NONE) {
        const path = url.replace(/:\w+/g, encodeURIComponent(number)).replace('*', 'x');
        const query = QUERY.map((name) => `${name}=${encodeURIComponent(number)}`).join('&');
        for (const address of [path, `${path}?${query}&q=a`]) {
          const { status } = await forum.get(address, admin);
          if (status >= 500) broken.push(`${status} ${address}`);
        }
      }
    expect(broken).toEqual([]);
    expect(reads.length).toBeGreaterThan(100);
  });
});
