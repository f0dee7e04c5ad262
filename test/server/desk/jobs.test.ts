/** Jobs that failed: why, and run again by a press; how much room everything takes. */
import { beforeAll, expect, it } from 'vitest';
import { runClaimed } from '../../../server/platform/jobs/claims.ts';
import { figuresOf } from '../../../server/desk/overview/figures.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { FEATURES } from '../../../server/features.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { knownJob } from '../../support/jobs.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('jobs, for admins', (engine) => {
  let forum: Forum;
  let [admin, rina]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, rina] = [await forum.member('Ada', 'admin'), await forum.member('Rina')];
    for (const name of ['statistics', 'sweep', 'backup']) await knownJob(forum.adda, name);
    await runClaimed(forum.adda, {
      name: 'statistics',
      everyMs: 3_600_000,
      run: () => Promise.reject(new Error('no room for zed@example.org')),
    });
  });
  const run = (name: string, who = admin) => forum.api('POST', `/admin/jobs/${name}/run`, {}, who);
  const dueAt = async (name: string) => {
    const { jobRuns: j } = forum.adda.store.read.t;
    return (await forum.adda.store.read.q.select().from(j)).find((one) => one.name === name)!.dueAt;
  };

  it('say what went wrong, without addresses, beside a press that runs them again', async () => {
    const page = (await forum.get('/admin/overview', admin)).text;
    expect(page).toContain('no room for …@example.org');
    expect(page).toContain('action="/admin/jobs/statistics/run"');
    expect(page).not.toContain('action="/admin/jobs/sweep/run"');
    expect(page).not.toContain('zed@');
  });

  it('that nobody set up are not called good', async () => {
    const { jobs } = (await forum.api('GET', '/admin/overview', undefined, admin)).json();
    expect(jobs.find(({ name }: { name: string }) => name === 'backup')).toMatchObject({ isSetUp: false });
    expect(jobs.find(({ name }: { name: string }) => name === 'sweep')).toMatchObject({ isSetUp: true });
    const page = (await forum.get('/admin/overview', admin)).text;
    const row = new RegExp(`${messages('en').jobNames.backup}[^]*?</tr>`).exec(page)![0];
    expect(row).toContain('not set up');
    expect(row).not.toContain('>good<');
    expect(page).toContain('set ADDA_BACKUP to a folder');
    const { jobs: ready } = (await forum.get('/readyz')).json();
    expect(ready.find(({ name }: { name: string }) => name === 'backup')).toMatchObject({ setUp: false });
  });

  it('have names in words, in each language, on a page that says where one is', async () => {
    const names = FEATURES.flatMap(({ jobs = [] }) => jobs.map(({ name }) => name)).sort();
    for (const language of LANGUAGES) expect(Object.keys(messages(language).jobNames).sort()).toEqual(names);
    const page = (await forum.get('/admin/overview', admin)).text;
    expect(page).toContain(messages('en').jobNames.statistics);
    expect(page).toMatch(/class="crumbs"[^]*href="\/admin"/);
  });

  it('are due at once when an admin says so, and only those that there are', async () => {
    expect(await dueAt('statistics')).toBeGreaterThan(Date.now());
    const pressed = await forum.post('/admin/jobs/statistics/run', {}, admin);
    expect(pressed.headers.location).toBe('/admin/overview?flash=job-due#jobs');
    expect(await dueAt('statistics')).toBeLessThanOrEqual(Date.now());
    expect((await run('statistics')).status).toBe(200);
    expect((await run('nothing')).status).toBe(404);
    expect((await run('statistics', rina)).status).toBe(403);
  });

  it('are left alone while they run', async () => {
    const { jobRuns: j } = forum.adda.store.read.t;
    await forum.adda.store.write((tx) => tx.q.update(j).set({ heldUntil: tx.now + 60_000 }));
    expect((await run('statistics')).json().code).toBe('no_change');
  });

  it('stand beside how much room the database and files take', async () => {
    const { storage } = await figuresOf(forum.adda, forum.app);
    expect(storage).toEqual({ database: expect.any(Number), pictures: 0, files: 0 });
    expect(storage.database).toBeGreaterThan(100_000);
  });
});
