/** Posts that others than their author may change: opened, changed by those who are known, and taken back. */
import { beforeAll, expect, it } from 'vitest';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Posted, write } from '../../support/talk.ts';

eachEngine('a post that is opened', (engine) => {
  let forum: Forum;
  let [rina, jamal, mod, dana]: Member[] = [];
  let threadId: number;
  let path: string;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    mod = await forum.member('Mod', 'moderator');
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    const asked = await ask(forum, rina, { title: 'Which wheels suit which roads?' });
    [threadId, path] = [asked.id, new URL(asked.url, 'http://x').pathname];
  });

  const open = (who: Member, { id }: Posted, to: string) => forum.api('PUT', `/posts/${id}/open`, { to }, who);
  const edit = (who: Member, { id }: Posted, body: string, revision: number) =>
    forum.api('PATCH', `/posts/${id}`, { body, revision }, who);
  const code = (answer: { status: number; json(): { code?: string } }) =>
    answer.status === 200 ? 'done' : answer.json().code;

  it('is changed by members as far as it was opened, says so, and is its author’s again', async () => {
    const post = await write(forum, rina!, threadId, 'Wide ones for gravel.', { ownAnswer: true });
    expect(code(await edit(jamal!, post, 'Mine.', 1))).toBe('not_yours');
    expect((await forum.get(path, rina)).text).toContain('Let members improve it');
    expect((await forum.get(path, jamal)).text).not.toContain('Let members improve it');
    expect((await forum.post(`/p/${post.id}/open`, { to: 'new' }, rina)).status).toBe(303);
    expect((await forum.get(path)).text).toContain('Members improve this together');
    expect((await forum.get(`/p/${post.id}/edit`, jamal)).status).toBe(200);
    expect(code(await edit(jamal!, post, 'Wide ones for gravel, narrow ones for tar.', 1))).toBe('done');
    const versions = (await forum.get(`/p/${post.id}/revisions`)).text;
    for (const name of ['Rina', 'Jamal']) expect(versions).toContain(name);
    expect((await forum.get(path)).text).toContain('2 versions');
    expect(code(await open(rina!, post, 'nobody'))).toBe('done');
    expect(code(await edit(jamal!, post, 'Mine again.', 2))).toBe('not_yours');
    expect(code(await edit(rina!, post, 'Mine again.', 2))).toBe('done');
    expect((await forum.get(path)).text).not.toContain('Members improve this together');
  });

  it('is not for who is new, where it was opened to those who are known', async () => {
    const post = await write(forum, rina!, threadId, 'Narrow ones for tar.', { ownAnswer: true });
    expect((await forum.post(`/p/${post.id}/open`, {}, rina)).status).toBe(303);
    expect(code(await edit(jamal!, post, 'Mine.', 1))).toBe('not_trusted_yet');
    const refused = await forum.get(`/p/${post.id}/edit`, jamal);
    expect([refused.status, refused.text.includes('href="/settings/trust"')]).toEqual([403, true]);
    const way = `href="/p/${post.id}/edit"`;
    const shown = (await forum.get(path, jamal)).text;
    expect([shown.includes(way), shown.includes('Members who are known here change it.')]).toEqual([false, true]);
    expect((await forum.get(path, mod)).text).toContain(way);
    expect((await forum.get(`/p/${post.id}/edit`, mod)).text).toContain(
      'Improve “Which wheels suit which roads?”</h1>',
    );
    expect((await forum.get(`/p/${post.id}/edit`, rina)).text).toContain('Edit your post</h1>');
    expect(code(await edit(mod!, post, 'Narrow ones for smooth tar.', 1))).toBe('done');
    expect(code(await edit(rina!, post, 'Narrow ones, for smooth tar.', 2))).toBe('done');
  });

  it('takes nothing from others that would wait for a moderator, and from its author as ever', async () => {
    const ada = await forum.member('Ada', 'admin');
    const rule = { kind: 'words', action: 'hold', patterns: 'baccarat' };
    const { id } = (await forum.api('POST', '/admin/watch-rules', rule, ada)).json();
    expect((await forum.api('POST', `/admin/watch-rules/${id}`, { isActive: true }, ada)).status).toBe(200);
    const post = await write(forum, rina!, threadId, 'Any will do for brick.', { ownAnswer: true });
    expect(code(await open(rina!, post, 'new'))).toBe('done');
    const refused = await edit(jamal!, post, 'Play baccarat with me.', 1);
    expect(refused.status).toBe(422);
    expect(refused.json().errors).toMatchObject([{ field: 'body', code: 'would_wait' }]);
    const typed = { body: 'Play baccarat with me.', revision: '1' };
    const page = await forum.post(`/p/${post.id}/edit`, typed, jamal);
    expect(page.text).toContain('would wait for a moderator, so it was not saved');
    expect(page.text).toContain('Play baccarat with me.</textarea>');
    expect((await forum.get(path)).text).toContain('Any will do for brick.');
    // Nor from a moderator, who puts it into another's mouth.
    expect((await edit(mod!, post, 'Play baccarat with us.', 1)).json().errors).toMatchObject([{ code: 'would_wait' }]);
    expect(await edit(rina!, post, 'Ride, and play baccarat.', 1).then((one) => one.json().held)).toBe('words');
    expect((await forum.get(path)).text).not.toContain('baccarat');
  });

  it('that is flagged names whose words were, and not who changed it since', async () => {
    const ada = await forum.member('Adele', 'admin');
    const rule = { kind: 'words', action: 'flag', patterns: 'lottery' };
    const { id } = (await forum.api('POST', '/admin/watch-rules', rule, ada)).json();
    expect((await forum.api('POST', `/admin/watch-rules/${id}`, { isActive: true }, ada)).status).toBe(200);
    const post = await write(forum, rina!, threadId, 'Wide ones for snow.', { ownAnswer: true });
    expect(code(await open(rina!, post, 'new'))).toBe('done');
    expect(code(await edit(mod!, post, 'Wide ones for snow, or a lottery.', 1))).toBe('done');
    const named = async () =>
      /Flagged for the words of <bdi>(\w+)</.exec((await forum.get('/moderation/held', ada)).text)?.[1];
    expect(await named()).toBe('Mod');
    expect(code(await edit(jamal!, post, 'Wide ones for snow, or a game.', 2))).toBe('done');
    expect(await named()).toBe('Mod');
  });

  it('is opened by its author or a moderator, which is said, and never for staff', async () => {
    const post = await write(forum, rina!, threadId, 'None for sand.', { ownAnswer: true });
    expect(code(await open(jamal!, post, 'new'))).toBe('not_yours');
    expect(code(await open(dana!, post, 'new'))).toBe('staff_cannot');
    expect(code(await open(mod!, post, 'new'))).toBe('done');
    expect(code(await open(mod!, post, 'new'))).toBe('done');
    expect((await forum.get(path)).text).toContain('opened by a moderator');
    expect(code(await edit(dana!, post, 'Buy ours.', 1))).toBe('staff_cannot');
    expect(code(await open(rina!, post, 'nobody'))).toBe('done');
    const resource = await forum.api(
      'POST',
      '/threads',
      { space: 'wheels', form: 'resource', title: 'A list of wheels', body: 'Here it is.' },
      rina,
    );
    expect(code(await open(rina!, { ...post, id: resource.json().postId }, 'new'))).toBe('other_form');
  });
});
