/** More comes than the forum can bear. */
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { hashSecret } from '../../server/platform/secrets.ts';
import { insertSession } from '../../server/platform/sessions/queries.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd, tryToPostAs } from '../support/crowd.ts';
import { startAdda } from '../support/server.ts';
import { freshDatabase, temporaryFolder } from '../support/store.ts';

/** More than are worked on at once. */
const WAITING = 310;
const LATER = 20;

it('who comes last is asked to come again, with what they typed; pages that are light go on, and it is over at once', async () => {
  const url = await freshDatabase('sqlite');
  const store = openStore(url);
  await store.migrate();
  const crowd = await makeCrowd(store, WAITING + LATER, 10);
  await store.write((tx) =>
    insertSession(tx, {
      ...{ hash: hashSecret('a-session'), accountId: 1, createdAt: tx.now },
      ...{ seenAt: tx.now, expiresAt: tx.now + 3_600_000 },
    }),
  );
  await store.close();
  const forum = await startAdda(url, temporaryFolder(), { ADDA_BUSY_MS: '60000' });
  const other = new Database(url.slice('sqlite:'.length));
  // Writes wait for this, and so many of them are worked on that nobody else can be.
  other.exec('BEGIN IMMEDIATE');
  let isOver = false;
  /** Whoever waited as long as one may comes again, so that as many are always there. */
  const comesAgain = async (n: number) => {
    for (;;) {
      const answer = await tryToPostAs(forum.url, crowd, n);
      if (isOver || answer.status !== 503) return answer;
    }
  };
  const waiting = Array.from({ length: WAITING }, (_, n) => comesAgain(n));

  let page = await fetch(`${forum.url}/t/${crowd.threadIds[0]}`);
  const asked = async () => (page = await fetch(`${forum.url}/t/${crowd.threadIds[0]}`)).status;
  await expect.poll(asked, { timeout: 20_000 }).toBe(503);
  expect(page.headers.get('retry-after')).toBe('5');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('Much to do just now');
  const form = await fetch(`${forum.url}/t/${crowd.threadIds[0]}/posts`, {
    method: 'POST',
    headers: { cookie: 'adda_session=a-session', origin: forum.url },
    body: new URLSearchParams({ body: 'Typed while all were there.' }),
    redirect: 'manual',
  });
  expect(form.status).toBe(503);
  expect(await form.text()).toContain('Typed while all were there.');
  expect((await fetch(`${forum.url}/healthz`)).status).toBe(200);

  isOver = true;
  other.exec('ROLLBACK');
  other.close();
  const answered = (await Promise.all(waiting)).map(({ status }) => status);
  expect(answered.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  const later = { timeout: 20_000 };
  await expect.poll(async () => (await fetch(`${forum.url}/t/${crowd.threadIds[0]}`)).status, later).toBe(200);
  let next = WAITING;
  await expect.poll(async () => (await tryToPostAs(forum.url, crowd, ++next)).status, later).toBe(201);
  await forum.stop();
});
