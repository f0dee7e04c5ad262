/** The clock of the machine is a week ahead: for a while, and set back; or for good. */
import { afterEach, expect, it, vi } from 'vitest';
import { dueMail, enqueueMail } from '../../server/platform/mail/queries.ts';
import { whatIsDue } from '../../server/platform/jobs/clock.ts';
import { runClaimed } from '../../server/platform/jobs/claims.ts';
import { noteJobs } from '../../server/platform/jobs/queries.ts';
import { runDueTasks } from '../../server/platform/events/run.ts';
import { POSTS_PER_MEMBER, SIGN_IN_FROM_NETWORK } from '../../server/rules/rate-limits.ts';
import { makeForum, PASSWORD } from '../support/forum.ts';
import { eachEngine } from '../support/store.ts';
import { ask, write } from '../support/talk.ts';

const DAY = 86_400_000;
const now = Date.now();

/** Only the clock on the wall: what waits, waits as long as before. */
function at(moment: number) {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(moment);
}

afterEach(() => void vi.useRealTimers());

eachEngine('a clock that was a week ahead and is set back', (engine) => {
  it('keeps nobody from posting or signing in who did too much of it meanwhile', async () => {
    const forum = await makeForum(engine);
    const ada = await forum.member('Ada');
    const thread = await ask(forum, ada, { title: 'Which clock is right?' });
    at(now + 7 * DAY);
    for (let i = 0; i < POSTS_PER_MEMBER.max; i++)
      await forum.api('POST', `/threads/${thread.id}/posts`, { body: `Post number ${i}.` }, ada);
    for (let i = 0; i < SIGN_IN_FROM_NETWORK.max; i++)
      await forum.post('/sign-in', { who: 'Ada', password: 'not this one' });
    expect((await forum.post('/sign-in', { who: 'Ada', password: PASSWORD })).status).toBe(429);
    at(now + 60_000);
    await write(forum, ada, thread.id, 'It is now again.');
    expect((await forum.post('/sign-in', { who: 'Ada', password: PASSWORD })).status).toBe(303);
  });

  it('leaves no job, task or letter waiting for that time, and what was told later is later', async () => {
    const forum = await makeForum(engine);
    const { adda } = forum;
    const { store } = adda;
    const ada = await forum.member('Ada');
    const ran: string[] = [];
    const job = { name: 'old events', everyMs: 3_600_000, run: async () => void ran.push('job') };
    await store.write((tx) => noteJobs(tx, [job.name]));
    at(now + 7 * DAY);
    await runClaimed(adda, job);
    const thread = await ask(forum, ada, { title: 'Which clock is right?' });
    await store.write((tx) => enqueueMail(tx, { to: 'ada@example.org', template: 'none', facts: {}, eventId: null }));

    at(now);
    expect(await dueMail(store.read, Date.now(), 10)).toEqual([]);
    expect(await runDueTasks(adda)).toBe(0);
    expect((await whatIsDue(adda, [job], Date.now())).due).toEqual([job]);
    expect(await runClaimed(adda, job)).toBe(true);
    expect(ran).toHaveLength(2);
    expect(await dueMail(store.read, Date.now(), 10)).toHaveLength(1);
    expect(await runDueTasks(adda)).toBeGreaterThan(0);

    await write(forum, ada, thread.id, 'It is now again.');
    const { events: e } = store.read.t;
    const kinds = (await store.read.q.select({ id: e.id, kind: e.kind }).from(e)).sort((a, b) => a.id - b.id);
    expect(kinds.at(-1)!.kind).toBe('post.written');
    const page = (await forum.get(thread.url)).text;
    expect(page.indexOf('It is now again')).toBeGreaterThan(0);
    // Once mended, it is left alone.
    expect((await whatIsDue(adda, [job], Date.now())).due).toEqual([]);
  });
});

eachEngine('a clock that jumps a week ahead and stays there', (engine) => {
  it('ends no session, and posts, sign-ins, jobs, tasks and letters go on, each once', async () => {
    const forum = await makeForum(engine);
    const { adda } = forum;
    const ada = await forum.member('Ada');
    const jamal = await forum.member('Jamal');
    const signIn = async () => {
      const answer = await forum.post('/sign-in', { who: 'Ada', password: PASSWORD });
      expect(answer.status).toBe(303);
      return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
    };
    const before = await signIn();
    const thread = await ask(forum, ada, { title: 'Which clock is right?' });
    const ran: string[] = [];
    const job = { name: 'old events', everyMs: 3_600_000, run: async () => void ran.push('job') };
    await adda.store.write((tx) => noteJobs(tx, [job.name]));
    await runClaimed(adda, job);
    await write(forum, jamal, thread.id, 'Mine is.');

    at(now + 7 * DAY);
    expect((await forum.get('/settings', null, before)).status).toBe(200);
    expect((await forum.get('/settings', null, await signIn())).status).toBe(200);
    await write(forum, ada, thread.id, 'It is a week later.');
    expect((await whatIsDue(adda, [job], Date.now())).due).toEqual([job]);
    expect(await runClaimed(adda, job)).toBe(true);
    // A week of its hours is not made up for.
    expect((await whatIsDue(adda, [job], Date.now())).due).toEqual([]);
    expect(ran).toHaveLength(2);
    while ((await runDueTasks(adda)) > 0);
    const told = (await forum.api('GET', '/notifications', undefined, ada)).text;
    expect(told).toContain('Jamal');
    await adda.store.write((tx) =>
      enqueueMail(tx, { to: 'ada@example.org', template: 'none', facts: {}, eventId: null }),
    );
    expect((await dueMail(adda.store.read, Date.now(), 10)).map(({ recipient }) => recipient)).toContain(
      'ada@example.org',
    );
  });
});
