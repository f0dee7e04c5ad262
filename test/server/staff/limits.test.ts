/** Whatever people do, in whatever order: no limit is ever passed, and no label is missing or touched. */
import fc from 'fast-check';
import { afterAll, beforeAll, it, vi } from 'vitest';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { event, History } from '../../support/history.ts';
import { isLong } from '../../support/long.ts';
import { eachEngine } from '../../support/store.ts';
import { type Numbers, STANDARD } from '../../support/voices.ts';

/** The rules are the same on both; what PostgreSQL is asked for beyond SQLite is seen in fewer, each is slower there. */
const ORDERS = isLong
  ? { sqlite: { standard: 1_000, strict: 200 }, postgres: { standard: 250, strict: 100 } }
  : { sqlite: { standard: 120, strict: 40 }, postgres: { standard: 30, strict: 15 } };
const STRICT: Numbers = { account: 3, brand: 4, thread: 2, floor: 2, hours: 12 };
/** After these a label could have been touched; after all it is looked at in any case. */
const TOUCHING = new Set(['edit', 'withdraw', 'restore', 'revoke', 'erase', 'rename']);

eachEngine('the limits on brand staff', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterAll(() => void vi.useRealTimers());

  for (const [name, numbers, orders] of [
    ['as they are', STANDARD, ORDERS[engine].standard],
    ['made stricter', STRICT, ORDERS[engine].strict],
  ] as const) {
    it(`${name} are kept exactly, and every label stays, over ${orders} orders of events`, async () => {
      const {
        account: accountPerDay,
        brand: brandPerDay,
        thread: threadPerDay,
        floor: spaceFloor,
        hours: peersFirstHours,
      } = numbers;
      await forum.adda.store.write((tx) =>
        updateSite(tx, { staffLimits: { accountPerDay, brandPerDay, threadPerDay, spaceFloor, peersFirstHours } }),
      );
      await fc.assert(
        fc.asyncProperty(fc.boolean(), fc.array(event, { minLength: 6, maxLength: 14 }), async (isNewGrant, events) => {
          const history = new History(forum, admin, numbers, isNewGrant);
          await history.begin();
          for (const one of events) {
            await history.take(one);
            if (TOUCHING.has(one.do)) await history.checkLabels();
          }
          await history.checkLabels();
        }),
        { numRuns: orders },
      );
    });
  }
});
