import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('editing', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });

  it('keeps every version readable to all, with titles and tags', async () => {
    const { postId } = await ask(forum, rina, { title: 'The first title', body: 'First words.', tags: ['hub'] });
    const edited = await forum.api(
      'PATCH',
      `/posts/${postId}`,
      { body: 'Second words.', title: 'The second title', tags: ['rim'], revision: 1 },
      rina,
    );
    expect(edited.status, edited.text).toBe(200);
    await forum.api('PATCH', `/posts/${postId}`, { body: 'Third words.', revision: 2 }, rina);
    const { revisions } = (await forum.api('GET', `/posts/${postId}/revisions`)).json();
    expect(revisions.map((one: any) => [one.number, one.title, one.markdown])).toEqual([
      [2, 'The second title', 'Second words.'],
      [1, 'The first title', 'First words.'],
    ]);
    const page = (await forum.get(`/p/${postId}/revisions`)).text;
    expect(page).toContain('<del>First</del><ins>Second</ins>');
    expect(page).toContain('<del>hub</del><ins>rim</ins>');
    const thread = await forum.get(edited.json().url);
    expect(thread.text).toContain('The second title');
    expect(thread.text).toContain(`/p/${postId}/revisions`);
  });

  it('moves a thread between tag pages', async () => {
    const { postId } = await ask(forum, rina, { title: 'A thread that moves', tags: ['before', 'both'] });
    await forum.api('PATCH', `/posts/${postId}`, { body: 'Words.', tags: ['after', 'both'], revision: 1 }, rina);
    const has = async (tag: string) => (await forum.get(`/s/wheels/tag/${tag}`)).text.includes('A thread that moves');
    expect(await Promise.all(['before', 'both', 'after'].map(has))).toEqual([false, true, true]);
  });

  it('redirects the old address to the new one', async () => {
    const { postId, url } = await ask(forum, rina, { title: 'The old address' });
    const { url: now } = (
      await forum.api('PATCH', `/posts/${postId}`, { body: 'Words.', title: 'একটি নতুন ঠিকানা', revision: 1 }, rina)
    ).json();
    expect((await forum.get(url)).headers.location).toBe(now);
    expect((await forum.get(now)).status).toBe(200);
  });

  it('of an older version is refused with both versions, and what was typed is kept', async () => {
    const { postId } = await ask(forum, rina, { body: 'First words.' });
    await forum.api(
      'PATCH',
      `/posts/${postId}`,
      { body: 'Saved <i>meanwhile</i>.', title: 'A title saved meanwhile', revision: 1 },
      rina,
    );
    const stale = await forum.post(
      `/p/${postId}/edit`,
      { body: 'Typed in another tab.', title: 'Typed in another tab', tags: '', revision: '1' },
      rina,
    );
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Saved &lt;i&gt;meanwhile&lt;/i&gt;.');
    expect(stale.text).toContain('Typed in another tab.</textarea>');
    expect(stale.text).toContain('value="Typed in another tab"');
    expect(stale.text).toContain('name="revision" value="2"');
    const again = await forum.post(
      `/p/${postId}/edit`,
      { body: 'Typed in another tab.', title: 'Typed in another tab', tags: '', revision: '2' },
      rina,
    );
    expect(again.status).toBe(303);
    expect((await forum.api('GET', `/posts/${postId}/revisions`)).json().revisions[0].markdown).toBe(
      'Saved <i>meanwhile</i>.',
    );
  });

  it('lets one of many at once through, and tells the others what is there now', async () => {
    const { postId } = await ask(forum, rina);
    const edits = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        forum.api('PATCH', `/posts/${postId}`, { body: `Edit number ${i}`, revision: 1 }, rina),
      ),
    );
    expect(edits.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = edits.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(9);
    expect(refused[0]!.json().current).toMatchObject({ revision: 2 });
    expect(refused[0]!.json().current.body).toMatch(/^Edit number \d$/);
  });

  it('previews without saving', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'First words.');
    const preview = await forum.post(
      `/p/${answer.id}/edit`,
      { body: 'Now **bold**.', revision: '1', preview: '1' },
      jamal,
    );
    expect(preview.text).toContain('Now <strong>bold</strong>.');
    expect((await forum.get(`/p/${answer.id}`)).text).toContain('First words.');
  });

  it('is found by its new words and no more by its old ones', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'Try the derailleur.');
    await forum.api('PATCH', `/posts/${answer.id}`, { body: 'Try the crankshaft.', revision: 1 }, jamal);
    const hits = async (q: string) => (await forum.api('GET', `/search?q=${q}`)).json().hits.length;
    expect([await hits('derailleur'), await hits('crankshaft')]).toEqual([0, 1]);
  });
});
