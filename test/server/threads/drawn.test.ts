/** What is drawn of posts, beside each other on a page. */
import { beforeAll, expect, it } from 'vitest';
import { redrawStale } from '../../../server/forum/posting/redraw.ts';
import { STALE } from '../../../server/forum/spaces/stale.ts';
import { updatePost } from '../../../server/forum/threads/post-queries.ts';
import { putSetting } from '../../../server/platform/site/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

const NOTED = 'Clay breathes.[^1]\n\n[^1]: It breaks, too.';

eachEngine('what posts show', (engine) => {
  let forum: Forum;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  it('has footnotes of its own, though another post says the same', async () => {
    const { id, postId, url } = await ask(forum, rina, { body: NOTED });
    const posts = [postId, (await write(forum, rina, id, NOTED)).id];
    const edited = await write(forum, rina, id, 'Some words.');
    expect((await forum.api('PATCH', `/posts/${edited.id}`, { body: NOTED, revision: 1 }, rina)).status).toBe(200);
    const page = (await forum.get(url)).text;
    for (const post of [...posts, edited.id])
      for (const part of [
        `href="#fn-${post}-1"`,
        `id="fnref-${post}-1"`,
        `id="fn-${post}-1"`,
        `href="#fnref-${post}-1"`,
      ])
        expect([part, page.split(part).length - 1]).toEqual([part, 1]);
    const { html } = await rowOf(forum, 'posts', postId);
    await forum.adda.store.write((tx) => putSetting(tx, 'words_by', 'before'));
    await redrawStale(forum.adda);
    expect((await rowOf(forum, 'posts', postId)).html).toBe(html);
  });

  it('is gone through once: what is written meanwhile is drawn as it is now already', async () => {
    const { id, postId } = await ask(forum, rina);
    const later = await write(forum, rina, id, 'Written since.');
    await redrawStale(forum.adda);
    const { spaceId } = await rowOf(forum, 'threads', id);
    await forum.adda.store.write(async (tx) => {
      for (const one of [postId, later.id]) await updatePost(tx, one, { html: '<p>otherwise</p>' });
      await putSetting(tx, STALE, [{ spaceId, after: 0, to: postId }]);
    });
    await redrawStale(forum.adda);
    expect((await rowOf(forum, 'posts', postId)).html).not.toBe('<p>otherwise</p>');
    expect((await rowOf(forum, 'posts', later.id)).html).toBe('<p>otherwise</p>');
  });

  it.each(['[^a]: only a note that nobody refers to', '[a]: http://example.org/x', '&nbsp;&nbsp;'])(
    'is something: %j is no post',
    async (body) => {
      const thread = { space: 'wheels', form: 'question', title: 'Why does my wheel wobble?', body };
      const asked = await ask(forum, rina);
      for (const refused of [
        await forum.api('POST', '/threads', thread, rina),
        await forum.api('POST', `/threads/${asked.id}/posts`, { body }, rina),
        await forum.api('PATCH', `/posts/${asked.postId}`, { body, revision: 1 }, rina),
      ]) {
        expect(refused.status).toBe(422);
        expect(refused.json().errors).toMatchObject([{ field: 'body', code: 'required' }]);
      }
    },
  );
});
