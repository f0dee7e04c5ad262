/** Another process holds the lock of the SQLite file, for long or again and again. */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../../server/platform/secrets.ts';
import { insertSession } from '../../server/platform/sessions/queries.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { AS_COMMAND } from '../../server/platform/store/sqlite-lock.ts';
import { type Crowd, makeCrowd, tryToPostAs } from '../support/crowd.ts';
import { type Child, startAdda } from '../support/server.ts';
import { freshDatabase, temporaryFolder } from '../support/store.ts';

const HOUR = 3_600_000;

describe('a lock that another process holds', () => {
  let url: string;
  let crowd: Crowd;
  let forum: Child;
  let other: Database.Database;

  beforeEach(async () => {
    url = await freshDatabase('sqlite');
    const store = openStore(url);
    await store.migrate();
    crowd = await makeCrowd(store, 60, 3);
    await store.write((tx) =>
      insertSession(tx, {
        ...{ hash: hashSecret('a-session'), accountId: 1, createdAt: tx.now - 9 * HOUR },
        ...{ seenAt: tx.now - 2 * HOUR, expiresAt: tx.now + 9 * HOUR },
      }),
    );
    await store.close();
    forum = await startAdda(url, temporaryFolder(), { ADDA_LOG: 'warn' });
    other = new Database(url.slice('sqlite:'.length));
  });
  afterEach(async () => {
    if (other.inTransaction) other.exec('ROLLBACK');
    other.close();
    await forum.stop();
  });

  const page = (headers: Record<string, string> = {}) =>
    fetch(`${forum.url}/t/${crowd.threadIds[0]}`, { headers }).then((answer) => answer.status);
  const form = async (values: Record<string, string>) => {
    const answer = await fetch(`${forum.url}/t/${crowd.threadIds[0]}/posts`, {
      method: 'POST',
      headers: {
        ...{ cookie: 'adda_session=a-session', origin: forum.url },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(values),
      redirect: 'manual',
    });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() };
  };

  it('holds up no reader, refuses a write after a while with all that was typed, and is over when it is over', async () => {
    other.exec('BEGIN IMMEDIATE');
    const order: string[] = [];
    const writing = form({ body: 'Words that took an hour.' }).finally(() => order.push('write'));
    for (let i = 0; i < 20; i++) {
      // Both note that their reader was here, which is a write.
      expect([await page(), await page({ cookie: 'adda_session=a-session' })]).toEqual([200, 200]);
      order.push('read');
    }
    const refused = await writing;
    expect(order.indexOf('write')).toBe(20);
    expect([refused.status, refused.retryAfter]).toEqual([503, '5']);
    expect(refused.text).toMatch(/<textarea id="body"[^>]*>\s*Words that took an hour\./);
    expect(refused.text).toContain('Nothing you typed is lost');
    other.exec('ROLLBACK');
    expect((await tryToPostAs(forum.url, crowd, 1)).status).toBe(201);
  });

  it('lets every write through that can wait for it', async () => {
    other.exec('BEGIN IMMEDIATE');
    const writing = Promise.all([3, 4, 5].map((n) => tryToPostAs(forum.url, crowd, n)));
    expect(await page()).toBe(200);
    other.exec('ROLLBACK');
    expect((await writing).map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('is let go by a command between its transactions', async () => {
    const command = openStore(url, AS_COMMAND);
    let going = true;
    const working = (async () => {
      while (going) await command.write((tx) => tx.raw('update spaces set version = version + 1'));
    })();
    const statuses: number[] = [];
    for (let n = 6; n < 46; n++) statuses.push((await tryToPostAs(forum.url, crowd, n)).status);
    going = false;
    await working;
    await command.close();
    expect(new Set(statuses)).toEqual(new Set([201]));
  });
});
