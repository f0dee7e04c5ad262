/** What files and polls are called is looked at like the words of their post. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_FILES } from '../../../server/rules/files.ts';
import { makeBrand } from '../../support/brands.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { pdf } from '../../support/made-files.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('what goes with a post', (engine) => {
  let forum: Forum;
  let [rina, jamal, ada]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    ada = await forum.member('Ada', 'admin');
    await forum.adda.store.write((tx) => updateSite(tx, { files: { ...USUAL_FILES, from: 'new' } }));
    await makeBrand(forum, 'Bolt');
  });

  async function bring(name: string): Promise<number[]> {
    const file = { name, bytes: pdf() };
    const answer = await sendForm(forum, '/api/v1/files', {}, [file], jamal!, { accept: 'application/json' });
    expect(answer.status, answer.text).toBe(201);
    return JSON.parse(answer.text).fileIds;
  }

  it('is not called like a label, nor by words that are held', async () => {
    const thread = await ask(forum, rina!);
    const say = (more: object) => forum.api('POST', `/threads/${thread.id}/posts`, { body: 'See.', ...more }, jamal);
    const fileIds = await bring('Bolt · Brand staff.pdf');
    const named = await say({ fileIds });
    expect(named.json().errors).toMatchObject([{ field: 'pictures', code: 'imitates_role' }]);
    const post = await write(forum, jamal!, thread.id, 'Mine.');
    const changed = await forum.api('PATCH', `/posts/${post.id}`, { body: 'Mine.', revision: 1, fileIds }, jamal);
    expect(changed.json().errors).toMatchObject([{ field: 'pictures', code: 'imitates_role' }]);
    const poll = { pollQuestion: 'Who?', pollChoices: ['Bolt · Brand staff', 'Nobody'] };
    for (const asked of [await say(poll), await forum.api('PUT', `/posts/${post.id}/poll`, poll, jamal)])
      expect(asked.json().errors).toMatchObject([{ field: 'pollChoices', code: 'imitates_role' }]);
    const rule = { kind: 'words', action: 'hold', patterns: 'baccarat' };
    const { id } = (await forum.api('POST', '/admin/watch-rules', rule, ada)).json();
    expect((await forum.api('POST', `/admin/watch-rules/${id}`, { isActive: true }, ada)).status).toBe(200);
    expect((await say({ fileIds: await bring('Play baccarat.pdf') })).json().held).toBe('words');
    // Words about pictures are words, too: typed with the post, before, or in a change.
    const picture = async () => {
      const image = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a52' } });
      const file = { name: 'wheel.png', bytes: await image.png().toBuffer(), type: 'image/png' };
      const answer = await sendForm(forum, '/api/v1/files', {}, [file], jamal!, { accept: 'application/json' });
      return JSON.parse(answer.text).pictureIds as number[];
    };
    expect((await say({ pictureIds: await picture(), alt: 'A table for baccarat' })).json().held).toBe('words');
    const [described] = await picture();
    const words = { alt: 'All about baccarat' };
    expect((await forum.api('PUT', `/pictures/${described}/alt`, words, jamal)).status).toBe(200);
    expect((await say({ pictureIds: [described] })).json().held).toBe('words');
    const pictureIds = await picture();
    const plain = (await say({ pictureIds, alt: 'A wheel' })).json();
    expect(plain.held).toBeNull();
    const alts = { altIds: pictureIds, alts: ['A wheel, and baccarat'] };
    const edit = { body: 'See.', revision: 1, pictureIds, ...alts };
    expect((await forum.api('PATCH', `/posts/${plain.id}`, edit, jamal)).json().held).toBe('words');
  });

  it('is listed with each version', async () => {
    const thread = await ask(forum, rina!, { title: 'Versions of what goes along' });
    const answer = await forum.api(
      'POST',
      `/threads/${thread.id}/posts`,
      { body: 'One.', fileIds: await bring('a\u0085b\u0090c.pdf') },
      jamal,
    );
    const { id } = answer.json();
    expect((await forum.api('PATCH', `/posts/${id}`, { body: 'Two.', revision: 1, fileIds: [] }, jamal)).status).toBe(
      200,
    );
    const { revisions } = (await forum.api('GET', `/posts/${id}/revisions`)).json();
    expect(revisions[0]).toMatchObject({
      markdown: 'One.',
      pictures: [],
      files: [expect.stringContaining('a b c.pdf')],
    });
  });
});
