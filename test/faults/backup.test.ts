/** A backup is made while people write: it holds all that was acknowledged before it, and is of one moment. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { restoreBackup } from '../../server/platform/backup/restore.ts';
import { writeBackup } from '../../server/platform/backup/write.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd, postAs } from '../support/crowd.ts';
import type { Forum } from '../support/forum.ts';
import { keptAndCounted } from '../support/recount.ts';
import { startAdda } from '../support/server.ts';
import { eachEngine, freshDatabase, temporaryFolder } from '../support/store.ts';

const BACKUPS = 3;
const WRITERS = 8;

eachEngine('a backup during writes', (engine) => {
  it(`${BACKUPS} times: nothing acknowledged before is missing, every count is true, and the writers go on`, async () => {
    const databaseUrl = await freshDatabase(engine);
    const folder = temporaryFolder();
    const store = openStore(databaseUrl);
    await store.migrate();
    const crowd = await makeCrowd(store, 200, 10);
    await store.close();
    const server = await startAdda(databaseUrl, folder);
    const acknowledged: number[] = [];
    let isOver = false;
    let next = 0;
    const begun = Promise.withResolvers<void>();
    const writer = async () => {
      while (!isOver) {
        const id = await postAs(server.url, crowd, next++);
        expect(id).not.toBe(null);
        acknowledged.push(id!);
        begun.resolve();
      }
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, writer));
    await Promise.race([begun.promise, writing]);
    const made: { file: string; before: number[] }[] = [];
    for (let i = 0; i < BACKUPS; i++) {
      const file = path.join(temporaryFolder(), 'forum.tar.zst');
      const before = [...acknowledged];
      await writeBackup({ databaseUrl, mediaFolder: path.join(folder, 'media'), file, locks: {}, now: Date.now() });
      made.push({ file, before });
    }
    const between = acknowledged.length;
    isOver = true;
    await writing;
    await server.stop();
    expect(between).toBeGreaterThan(made[0]!.before.length);
    for (const { file, before } of made) {
      const target = { databaseUrl: await freshDatabase(engine), mediaFolder: path.join(temporaryFolder(), 'media') };
      await restoreBackup(file, {}, { ...target, suffix: 'before', mayReplace: false });
      const back = openStore(target.databaseUrl);
      const { posts: p } = back.read.t;
      const kept = new Set((await back.read.q.select({ id: p.id }).from(p)).map((row) => row.id));
      expect(before.filter((id) => !kept.has(id))).toEqual([]);
      const forum = { adda: { store: back } } as unknown as Forum;
      const { kept: columns, counted } = await keptAndCounted(forum);
      expect(columns).toEqual(counted);
      await back.close();
    }
  });
});
