/** How the forum does: the page and the API for admins, and /metrics for a machine that has the token. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const TOKEN = 'a-token-for-the-machine';

eachEngine('the overview', (engine) => {
  let forum: Forum;
  let [ada, rina]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [ada, rina] = [await forum.member('Ada', 'admin'), await forum.member('Rina')];
    const asked = await ask(forum, rina);
    await write(forum, ada, asked.id, 'It is the hub.');
  });
  beforeEach(() => void Object.assign(forum.adda.config, { metricsToken: TOKEN }));

  const metrics = (authorization?: string) =>
    forum.get('/metrics', null, authorization === undefined ? {} : { authorization });

  it('is for admins alone', async () => {
    expect((await forum.get('/admin/overview', rina)).status).toBe(403);
    expect((await forum.api('GET', '/admin/overview', undefined, rina)).status).toBeGreaterThanOrEqual(400);
    expect((await forum.get('/admin/overview', ada)).text).toContain('Posts within a day');
    const figures = (await forum.api('GET', '/admin/overview', undefined, ada)).json();
    expect(figures).toMatchObject({ engine, forum: { members: 2, joined: 2, posts: 2, held: 0, cases: 0 } });
    expect(figures.process.answered).toBeGreaterThan(0);
  });

  it('is read by a machine that brings the token, and by no other; without a token there is nothing', async () => {
    const { status, text, headers } = await metrics(`Bearer ${TOKEN}`);
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(text).toMatch(/^adda_members 2$/m);
    expect(text).toMatch(/^adda_waiting\{what="tasks"\} \d+$/m);
    expect(text).toMatch(
      /^adda_http_request_seconds_count\{method="POST",route="\/api\/v1\/threads",status="2xx"\} 1$/m,
    );
    // A second look gives the same names once.
    expect((await metrics(`Bearer ${TOKEN}`)).text.match(/^# TYPE adda_members /gm)).toHaveLength(1);
    for (const wrong of [undefined, 'Bearer ', 'Bearer nonsense', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, TOKEN])
      expect((await metrics(wrong)).status).toBe(401);
    expect((await forum.get('/metrics', ada)).status).toBe(401);
    Object.assign(forum.adda.config, { metricsToken: '' });
    for (const any of [undefined, 'Bearer ', `Bearer ${TOKEN}`]) expect((await metrics(any)).status).toBe(404);
  });

  it('names routes, not what people typed', async () => {
    for (let i = 0; i < 5; i++) await forum.get(`/made-up-${i}`);
    await forum.get('/t/999999');
    const { text } = await metrics(`Bearer ${TOKEN}`);
    expect(text).not.toContain('made-up');
    expect(text).toMatch(/^adda_http_request_seconds_count\{method="GET",route="none",status="4xx"\} 5$/m);
    expect(text).not.toContain('/t/9');
  });
});
