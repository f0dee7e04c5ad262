import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('what somebody muted', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let kim: Member;
  let threads: Record<'plain' | 'tagged' | 'hers' | 'one', { id: number }>;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, kim] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Kim')];
    threads = {
      plain: await ask(forum, jamal, { title: 'Why does it wobble?' }),
      tagged: await ask(forum, jamal, { title: 'Which hub is round?', tags: ['hub'] }),
      hers: await ask(forum, kim, { title: 'What does Kim ask?' }),
      one: await ask(forum, jamal, { title: 'Only this thread?' }),
    };
  });
  const setLevel = (kind: string, targetId: number, level: string) =>
    forum.post('/follow', { kind, targetId: String(targetId), level, next: '/new' }, rina);
  const listed = async (path: string, who: Member | null = rina) => {
    const { text } = await forum.get(path, who ?? undefined);
    return Object.entries(threads)
      .filter(([, { id }]) => text.includes(`href="/t/${id}/`))
      .map(([name]) => name);
  };
  const tagId = async () =>
    (await forum.adda.store.read.raw<{ id: number }>("select id from tags where name = 'hub'"))[0]!.id;

  it('is left out of their lists, which say so, and of nobody else’s', async () => {
    await setLevel('thread', threads.one.id, 'muted');
    await setLevel('member', kim.id, 'muted');
    await setLevel('tag', await tagId(), 'muted');
    expect(await listed('/new')).toEqual(['plain']);
    expect((await forum.get('/new', rina)).text).toContain('3 threads are left out');
    expect((await listed('/new', jamal)).length).toBe(4);
    expect((await listed('/new', null)).length).toBe(4);
    const { threads: rows } = (await forum.api('GET', '/feeds/new', undefined, rina)).json();
    expect(rows.map(({ title }: { title: string }) => title)).toEqual(['Why does it wobble?']);
  });

  it('is there where they go to it: the page of the tag, of the thread', async () => {
    expect(await listed('/s/wheels/tag/hub/new')).toEqual(['tagged']);
    expect((await forum.get(`/t/${threads.one.id}`, rina)).status).toBeLessThan(400);
    await setLevel('space', forum.space.id, 'muted');
    expect(await listed('/new')).toEqual([]);
    expect(await listed('/s/wheels/new')).toContain('plain');
    await setLevel('space', forum.space.id, 'none');
  });

  it('is listed with what they follow, and unmuted by the word for it', async () => {
    const { text } = await forum.get('/following', rina);
    expect(text).toContain('Only this thread?');
    expect(text).toContain('Unmute');
    const done = await setLevel('thread', threads.one.id, 'none');
    const cookie = `${rina.cookie}; ${String(done.headers['set-cookie']).split(';')[0]}`;
    expect((await forum.get(String(done.headers.location), { ...rina, cookie })).text).toContain(
      'The thread is muted no longer.',
    );
    expect(await listed('/new')).toContain('one');
  });
});
