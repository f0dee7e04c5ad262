import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('what a text may refer to', (engine) => {
  let forum: Forum;
  let rina: Member;
  let first: { id: number };
  let second: { id: number };
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    first = await ask(forum, rina, { title: 'My back wheel wobbles at speed', tags: ['back-wheel'] });
    second = await ask(forum, rina, { title: 'Which oil for a squeaking chain?', tags: ['chains'] });
  });
  const look = async (words: string, at = `/t/${second.id}/posts`) => {
    const query = new URLSearchParams({ words, at });
    return (await forum.api('GET', `/references?${query}`, undefined, rina)).json();
  };

  it('are threads that say the words, but not the one that is written into', async () => {
    const { threads } = await look('wheel wobbles');
    expect(threads).toEqual([
      { title: 'My back wheel wobbles at speed', url: `/t/${first.id}/my-back-wheel-wobbles-at-speed` },
    ]);
    expect((await look('squeaking chain')).threads).toEqual([]);
    expect((await look('squeaking chain', `/t/${first.id}/posts`)).threads).toHaveLength(1);
  });

  it('are tags of the space that begin so; a wildcard stands for itself', async () => {
    const [tag] = (await look('back')).tags;
    expect(tag).toBe('back-wheel');
    expect((await look('%')).tags).toEqual([]);
    expect((await look('_ack')).tags).toEqual([]);
    expect((await look('back', '/nowhere')).tags).toEqual([]);
  });

  it('are tags alone where only those are asked for', async () => {
    const query = new URLSearchParams({ words: 'back', at: `/t/${second.id}/posts`, only: 'tags' });
    const found = (await forum.api('GET', `/references?${query}`, undefined, rina)).json();
    expect(found).toEqual({ tags: ['back-wheel'], threads: [] });
  });

  it('are bounded, and nothing for a visitor', async () => {
    expect((await forum.api('GET', `/references?words=${'x'.repeat(200)}`, undefined, rina)).status).toBe(422);
    expect((await forum.api('GET', '/references?words=wheel')).status).toBe(401);
  });
});
