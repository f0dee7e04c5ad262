/** What is shown of a post before it is posted: all that will be there then, and nothing that is looked up for it. */
import { beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import { gone } from '../../../server/platform/outside/client.ts';
import { lookAtDue, type Outside } from '../../../server/forum/previews/look.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { PREVIEWS_PER_MEMBER } from '../../../server/rules/rate-limits.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';
import { pdf } from '../../support/made-files.ts';

const PICTURE = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a52' } })
  .png()
  .toBuffer();

eachEngine('a preview', (engine) => {
  let forum: Forum;
  let [rina, admin]: Member[] = [];
  let asked: string[] = [];

  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    admin = await forum.member('Ada', 'admin');
  });

  const page = async (address: string) => {
    asked.push(address);
    const bytes = Buffer.from('<html><head><title>A wheel and its hub</title></head><body>x</body></html>');
    return { bytes, problem: null, url: address, type: 'text/html; charset=utf-8' };
  };
  const none = async () => gone('not there');
  const outside: Outside = { page, embed: none, picture: none };
  const live = async (values: Record<string, unknown>, who = rina) =>
    (await forum.api('POST', '/preview', values, who)).json();

  it('has cards of links that are known already, and looks nothing up', async () => {
    const address = 'https://wheels.example/page';
    const { id } = await ask(forum, rina!, { body: `Look:\n\n${address}\n\nWhat of it?` });
    const at = `/t/${id}/posts`;
    while ((await runDueTasks(forum.adda)) > 0);
    const before = await live({ body: address, at });
    expect(before.html).not.toContain('link-card');
    await lookAtDue(forum.adda, outside);
    expect(asked).toEqual([address]);
    const after = await live({ body: address, at });
    expect(after.html).toContain('link-card');
    const other = await live({ body: 'https://unknown.example/page', at });
    expect(other.html).not.toContain('link-card');
    expect(asked).toHaveLength(1);
    while ((await runDueTasks(forum.adda)) > 0);
    expect(await lookAtDue(forum.adda, outside)).toBe(0);
    const form = await forum.post(at, { body: address, preview: '1' }, rina);
    expect(form.text).toMatch(/id="preview"[^]*link-card/);
  });

  it('has the pictures and files that were chosen, where the post will have them', async () => {
    const { id } = await ask(forum, admin!, {});
    const files = [
      { name: 'wheel.png', bytes: await PICTURE, type: 'image/png' },
      { name: 'notes.pdf', bytes: pdf() },
    ];
    const fields = { body: 'See.', alt: 'A red wheel', preview: '1' };
    const { text } = await sendForm(forum, `/t/${id}/posts`, fields, files, admin!);
    const shown = /<section class="preview"[^]*?<\/section>/.exec(text)![0];
    expect(shown).toMatch(/class="prose"[^]*gallery[^]*class="files"[^]*notes\.pdf/);
    expect(shown).toContain('alt="');
    const pictureIds = [Number(/name="pictureIds" value="(\d+)"/.exec(text)![1])];
    const begun = await live({ body: 'Mine', pictureIds }, admin);
    expect([begun.before.includes('gallery'), begun.after.includes('gallery')]).toEqual([true, false]);
    expect((await live({ body: 'Not mine', pictureIds })).before).not.toContain('gallery');
  });

  it('is drawn where nothing is left of what stood with a post, as its form says it', async () => {
    const { url } = await ask(forum, rina!, {});
    const id = /\/p\/(\d+)\/edit/.exec((await forum.get(url, rina)).text)![1];
    const answer = await forum.post(
      '/preview',
      { body: 'Mine', at: `/p/${id}/edit`, pictureIds: '', fileIds: '' },
      rina,
      { accept: 'application/json' },
    );
    expect([answer.status, answer.json().html]).toEqual([200, '<p>Mine</p>\n']);
  });

  it('says the terms of the poll', async () => {
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const poll = { pollQuestion: 'Which hub?', pollChoices: ['Wide', 'Narrow'], pollMost: 2, pollEndsOn: day };
    const { after } = await live({ body: 'Say.', ...poll });
    expect(after).toMatch(/Which hub\?[^]*Choose up to 2 · Until [^]*Wide[^]*once they have voted, or when it is over/);
  });

  it('refuses the end of a poll that is past, and a file without content, beside their fields', async () => {
    const { id } = await ask(forum, rina!, {});
    const past = { pollQuestion: 'Which hub?', pollChoices: 'Wide\nNarrow', pollEndsOn: '2020-01-01' };
    const at = `/t/${id}/posts`;
    const form = await forum.post(at, { body: 'Say.', ...past, preview: '1' }, rina);
    expect(form.status).toBe(200);
    expect(form.text).toMatch(/id="preview"[^]*Which hub\?/);
    expect(form.text).toMatch(/aria-invalid="true"[^>]*name="pollEndsOn"|name="pollEndsOn"[^>]*aria-invalid="true"/);
    expect((await live({ body: 'Say.', ...past, pollChoices: ['Wide', 'Narrow'] })).after).toContain('field__error');
    const empty = [{ name: 'notes.txt', bytes: Buffer.alloc(0) }];
    const sent = await sendForm(forum, at, { body: 'With a file.', preview: '1' }, empty, rina!);
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('“notes.txt” is empty.');
    expect(sent.text).toContain('With a file.');
  });

  it('is drawn so often, and the form stays', async () => {
    const jamal = await forum.member('Jamal');
    const { id } = await ask(forum, rina!, {});
    for (let i = 0; i < PREVIEWS_PER_MEMBER.max; i++)
      expect((await forum.api('POST', '/preview', { body: 'A' }, jamal)).status).toBe(200);
    expect((await forum.api('POST', '/preview', { body: 'A' }, jamal)).status).toBe(429);
    const form = await forum.post(`/t/${id}/posts`, { body: 'My words stay.', preview: '1' }, jamal);
    expect(form.status).toBe(429);
    expect(form.text).toMatch(/>\s*My words stay\.<\/textarea>/);
  });

  it('says who wrote what is quoted, whatever was typed over it', async () => {
    const { id, url } = await ask(forum, rina!, {});
    const post = await write(forum, admin!, id, 'Tighten it.');
    const body = `> [Somebody else:](/p/${post.id})\n>\n> Tighten it.\n\nSo it is.`;
    const { html } = await live({ body, at: `${url}/posts` });
    expect(html).not.toContain('Somebody else');
    expect(html).toContain('Ada');
  });
});
