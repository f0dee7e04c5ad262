/** Pictures in every post: brought with a reply, a note and a change, taken out again, and kept as long as a draft. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { sweepPictures } from '../../../server/forum/pictures/actions.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

eachEngine('a post with pictures', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let dana: Member;
  let bytes: Buffer;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    bytes = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#4b6216' } })
      .jpeg()
      .toBuffer();
  });

  const names = (text: string) => [
    ...new Set([...text.matchAll(/\/media\/([0-9a-f]{24}\.webp)/g)].map(([, name]) => name!)),
  ];
  const bring = async (who: Member) => {
    const answer = await sendForm(forum, '/api/v1/pictures', {}, [bytes], who, { accept: 'application/json' });
    expect(answer.status, answer.text).toBe(201);
    return JSON.parse(answer.text).pictures[0] as { id: number; url: string };
  };
  const statusOf = async (name: string, who: Member | null = null) =>
    (await forum.get(`/media/${name}`, who ?? undefined)).status;
  const pageOf = async (url: string) => (await forum.get(url)).text;

  it('takes them with a reply to a post, and draws the form with those that were good', async () => {
    const thread = await ask(forum, rina);
    const answer = await write(forum, jamal, thread.id, 'Tighten the spokes.');
    const path = `/t/${thread.id}/posts`;
    const refused = await sendForm(forum, path, { parentId: `${answer.id}`, body: '' }, [bytes], rina);
    expect(refused.status).toBe(422);
    const id = /name="pictureIds" value="(\d+)"/.exec(refused.text)![1]!;
    expect(refused.text).toMatch(/id="reply-2-pictures"/);
    const reply = { parentId: `${answer.id}`, body: 'Like this one?', pictureIds: id, alt: 'A spoke' };
    expect((await sendForm(forum, path, reply, [bytes], rina)).status).toBe(303);
    const page = await pageOf(thread.url);
    expect(page.match(/alt="A spoke"/g)).toHaveLength(2);
    for (const name of names(page)) expect(await statusOf(name)).toBe(200);
  });

  it('takes them with a note of staff, and a refused one waits with them', async () => {
    const thread = await ask(forum, rina);
    await write(forum, jamal, thread.id, 'Tighten the spokes.');
    await letTimePass(forum, 2 * DAY);
    const form = (await forum.get(thread.url, dana)).text;
    expect(form).toMatch(/write--staff[^]*type="file"/);
    const note = { body: 'See the drawing.', alt: 'How it is built' };
    const sent = await sendForm(forum, `/t/${thread.id}/posts`, note, [bytes], dana);
    expect(sent.status, sent.text).toBe(303);
    expect(await pageOf(thread.url)).toContain('alt="How it is built"');
    // More than a thread takes of staff.
    const other = { body: 'Once more, see https://elsewhere.example/buy?ref=1.' };
    const refused = await sendForm(forum, `/t/${thread.id}/posts`, other, [bytes], dana);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await forum.get(thread.url, dana)).text).toMatch(/kept-pictures[^]*name="pictureIds"/);
  });

  it('is changed with them: some go for good, some come, words about each change, and versions say so', async () => {
    const thread = await ask(forum, rina);
    const [one, two] = [await bring(rina), await bring(rina)];
    const posted = await forum.api(
      'POST',
      `/threads/${thread.id}/posts`,
      { body: 'Two of them.', pictureIds: [one.id, two.id], altIds: [one.id, two.id], alts: ['First', 'Second'] },
      rina,
    );
    expect(posted.status, posted.text).toBe(201);
    const { id } = posted.json();
    const edit = `/p/${id}/edit`;
    const form = (await forum.get(edit, rina)).text;
    expect(form).toMatch(/name="alts" value="First"[^]*name="alts" value="Second"/);
    const kept = {
      ...{ body: 'Two of them.', revision: '1', pictureIds: ['', `${two.id}`] },
      ...{ altIds: [`${one.id}`, `${two.id}`], alts: ['First', 'The second'], alt: 'Third' },
    };
    const changed = await sendForm(forum, edit, kept, [bytes], rina);
    expect(changed.status, changed.text).toBe(303);
    const page = await pageOf(thread.url);
    expect(page).not.toContain('alt="First"');
    expect(page).toMatch(/alt="The second"[^]*alt="Third"/);
    expect(await statusOf(one.url.split('/').at(-1)!, rina)).toBe(404);
    expect((await pageOf(`/p/${id}/revisions`)).replace(/<\/?(ins|del|b)>/g, '')).toMatch(/\(1\)[^]*\(2\)/);
    // Without a word about pictures all stay; with an empty list none does.
    expect((await forum.api('PATCH', `/posts/${id}`, { body: 'Two again.', revision: 2 }, rina)).status).toBe(200);
    expect(await pageOf(thread.url)).toContain('alt="Third"');
    const none = await sendForm(forum, edit, { body: 'None.', revision: '3', pictureIds: '' }, [], rina);
    expect(none.status, none.text).toBe(303);
    expect(await pageOf(thread.url)).not.toContain('class="gallery');
  });

  it('refuses pictures of others, too many, and words that are too long, and keeps what stands', async () => {
    const thread = await ask(forum, rina);
    const [mine, theirs] = [await bring(rina), await bring(jamal)];
    const edit = (values: object) =>
      forum.api('PATCH', `/posts/${thread.postId}`, { body: 'It wobbles.', revision: 1, ...values }, rina);
    const faults = async (values: object) =>
      (await edit(values)).json().errors.map(({ field, code }: any) => `${field} ${code}`);
    expect(await faults({ pictureIds: [mine.id, theirs.id] })).toEqual(['pictures gone_picture']);
    expect(await faults({ pictureIds: [1, 2, 3, 4, 5, 6, 7] })).toEqual(['pictures too_many_pictures']);
    expect(await faults({ pictureIds: [mine.id], altIds: [mine.id], alts: ['x'.repeat(301)] })).toEqual([
      'alt too_long',
    ]);
    expect(await faults({ pictureIds: [mine.id], altIds: [mine.id], alts: [] })).toEqual(['alt wrong']);
    expect((await edit({ pictureIds: [mine.id] })).status).toBe(200);
  });

  it('is shown in lists by its first picture only where pictures lead, also after it came back', async () => {
    const picture = await bring(rina);
    const thread = await ask(forum, rina);
    const values = { body: 'It wobbles.', revision: 1, pictureIds: [picture.id] };
    expect((await forum.api('PATCH', `/posts/${thread.postId}`, values, rina)).status).toBe(200);
    for (const word of ['withdraw', 'restore'])
      expect((await forum.api('POST', `/posts/${thread.postId}/${word}`, {}, rina)).status).toBe(200);
    expect(await rowOf(forum, 'threads', thread.id)).toMatchObject({ picture: null });
  });

  it('waits in a draft as long as the draft does, and comes back with it', async () => {
    const thread = await ask(forum, rina);
    const [named, loose] = [await bring(rina), await bring(rina)];
    const place = `thread:${thread.id}`;
    const kept = await forum.api('PUT', '/drafts', { place, body: 'Not yet.', pictureIds: [named.id] }, rina);
    expect(kept.status, kept.text).toBe(200);
    await letTimePass(forum, 2 * DAY);
    await forum.adda.store.write((tx) =>
      tx.raw(`update pictures set created_at = created_at - ${2 * DAY} where post_id is null`),
    );
    await sweepPictures(forum.adda);
    const status = async ({ url }: { url: string }) => statusOf(url.split('/').at(-1)!, rina);
    expect([await status(named), await status(loose)]).toEqual([200, 404]);
    const { drafts } = (await forum.api('GET', `/drafts?place=${place}`, undefined, rina)).json();
    expect(drafts[0].pictures).toMatchObject([{ id: named.id }]);
    expect((await forum.get(thread.url, rina)).text).toContain(`name="pictureIds" value="${named.id}"`);
    await forum.api('POST', '/drafts/remove', { place }, rina);
    await sweepPictures(forum.adda);
    expect(await status(named)).toBe(404);
  });

  it('that a moderator hides hides its pictures', async () => {
    const thread = await ask(forum, rina);
    const picture = await bring(jamal);
    const posted = await forum.api(
      'POST',
      `/threads/${thread.id}/posts`,
      { body: 'Here.', pictureIds: [picture.id] },
      jamal,
    );
    const ada = await forum.member('Ada', 'admin');
    const act = { reason: 'other', note: 'It shows somebody who did not agree to that.' };
    await forum.api('POST', `/posts/${posted.json().id}/hide`, act, ada);
    expect(await statusOf(picture.url.split('/').at(-1)!)).toBe(404);
  });
});
