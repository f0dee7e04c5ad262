/** The database looks at its rows now and then, so that it finds them well. */
import { expect, it } from 'vitest';
import { expiry } from '../../../server/platform/expiry/feature.ts';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('the job that refreshes statistics', (engine) => {
  it('leaves what the database knows of its tables, and can be done again', async () => {
    const { adda, ...forum } = await makeForum(engine);
    await ask({ adda, ...forum }, await forum.member('Ada'));
    const job = expiry.jobs!.find(({ name }) => name === 'statistics')!;
    await job.run(adda, new AbortController().signal);
    await job.run(adda, new AbortController().signal);
    const known = await adda.store.read.raw<{ name: string }>(
      engine === 'sqlite'
        ? 'select distinct tbl as name from sqlite_stat1'
        : 'select distinct tablename as name from pg_stats where schemaname = current_schema()',
    );
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['threads', 'posts', 'accounts']));
  });
});
