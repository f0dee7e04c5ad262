/** The server is killed while people write: what it acknowledged is there, and it starts again by itself. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import type { Forum } from '../support/forum.ts';
import { keptAndCounted } from '../support/recount.ts';
import { isLong } from '../support/long.ts';
import { startAdda } from '../support/server.ts';
import { eachEngine, freshDatabase, temporaryFolder } from '../support/store.ts';

const KILLS = Number(process.env.ADDA_KILLS ?? (isLong ? 200 : 6));
const WRITERS = isLong ? 20 : 8;
/** Enough that nobody meets the posting limit. */
const MEMBERS = isLong ? 3_000 : 200;

/** Writers go on until the server is gone. @returns the ids of all acknowledged posts */
async function writeUntilGone(
  url: string,
  crowd: Crowd,
  from: number,
  begun: () => void,
): Promise<{ acknowledged: number[]; next: number }> {
  const acknowledged: number[] = [];
  let next = from;
  const writer = async () => {
    for (;;) {
      const id = await postAs(url, crowd, next++);
      if (id === null) return;
      acknowledged.push(id);
      begun();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return { acknowledged, next };
}

eachEngine('kill -9 during writes', (engine) => {
  it(`${KILLS} times: no acknowledged post is lost, and every count is true`, async () => {
    const databaseUrl = await freshDatabase(engine);
    const folder = temporaryFolder();
    const store = openStore(databaseUrl);
    await store.migrate();
    const crowd = await makeCrowd(store, MEMBERS, 10);
    await store.close();
    const all: number[] = [];
    let next = 0;
    let slowestStart = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const begun = performance.now();
      const server = await startAdda(databaseUrl, folder);
      slowestStart = Math.max(slowestStart, performance.now() - begun);
      const first = Promise.withResolvers<void>();
      const writing = writeUntilGone(server.url, crowd, next, first.resolve);
      // A loaded machine takes its time for the first; what is killed is a server that writes.
      await Promise.race([first.promise, writing]);
      await wait(150 + ((kill * 37) % 200));
      await server.stop('SIGKILL');
      const written = await writing;
      all.push(...written.acknowledged);
      next = written.next;
    }
    const after = openStore(databaseUrl);
    const { posts: p } = after.read.t;
    const kept = new Set((await after.read.q.select({ id: p.id }).from(p)).map((row) => row.id));
    expect(all.length).toBeGreaterThan(KILLS);
    expect(all.filter((id) => !kept.has(id))).toEqual([]);
    const { kept: columns, counted } = await keptAndCounted({ adda: { store: after } } as Forum);
    expect(columns).toEqual(counted);
    await after.close();
    console.log(
      `${engine}: ${KILLS} kills, ${all.length} acknowledged posts, none lost; slowest start ${Math.round(slowestStart)} ms`,
    );
  }, 3_600_000);
});
