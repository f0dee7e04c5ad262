/** What is refused before its route comes back as the form, with what was typed and the true reason. */
import { expect, it } from 'vitest';
import sharp from 'sharp';
import { makePicture } from '../../../server/forum/pictures/make.ts';
import { sendForm } from '../../support/files.ts';
import { movingName, smallName } from '../../../server/forum/pictures/parts.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const MB = 1024 * 1024;
const FIELDS = { form: 'showcase', title: 'A shawl of wool', space: 'wheels', body: 'Words to keep.' };

const plain = (width: number, height = width) =>
  sharp({ create: { width, height, channels: 3, background: '#a2401f' } });

/** A GIF of so many frames, each of another colour. */
async function moving(frames: number, size = 8): Promise<Buffer> {
  const pixels = Array.from({ length: frames }, (_, i) =>
    Array.from({ length: size * size }, () => [(i * 37) % 256, (i * 91) % 256, 40]),
  );
  return sharp(Buffer.from(pixels.flat(2)), {
    raw: { width: size, height: size * frames, channels: 3, pageHeight: size },
  })
    .gif({ loop: 0 })
    .toBuffer();
}

eachEngine('a refusal before the route', (engine) => {
  let forum: Forum;
  let rina: Member;
  const setUp = async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  };
  const pictures = async () => {
    const { q, t } = forum.adda.store.read;
    return q.select().from(t.pictures);
  };

  it('of a foreign origin keeps the words, and writes nothing', async () => {
    await setUp();
    const headers = { origin: 'https://elsewhere.example' };
    const form = await forum.post('/ask', { ...FIELDS, form: 'question' }, rina, headers);
    expect(form.status).toBe(403);
    expect(form.text).toContain('Words to keep.');
    expect(form.text).toContain('did not come from this forum’s own pages');
    const good = await plain(9).png().toBuffer();
    const withFile = await sendForm(forum, '/ask', FIELDS, [good], rina, headers);
    expect([withFile.status, withFile.text.includes('Words to keep.')]).toEqual([403, true]);
    expect(await pictures()).toHaveLength(0);
    expect((await forum.post('/ask', { ...FIELDS, preview: '1' }, rina, headers)).status).toBe(403);
    // Without a form of its own a route still refuses.
    expect((await forum.post('/settings/sign-out', {}, rina, headers)).status).toBe(403);
    const { q, t } = forum.adda.store.read;
    expect(await q.select().from(t.threads)).toHaveLength(0);
  });

  it('of a file that is too large says how large, and keeps the others and the words', async () => {
    await setUp();
    const good = await plain(9).png().toBuffer();
    const large = Buffer.alloc(14 * MB, 1);
    const refused = await sendForm(forum, '/ask', FIELDS, [large, good], rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('“file-0.jpg” has 14 MB; at most 10 MB fit.');
    expect(refused.text).toContain('Words to keep.');
    expect(refused.text).toMatch(/name="pictureIds" value="\d+" checked/);
  });

  it('of more files than may come says how many there were', async () => {
    await setUp();
    const good = await plain(9).png().toBuffer();
    const refused = await sendForm(forum, '/ask', FIELDS, Array(13).fill(good), rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('At most 12 files in one go; there were 13.');
    expect(refused.text).toContain('At most 6 pictures; there are 12.');
    expect(refused.text).toContain('Words to keep.');
  });

  it('of too many pictures in a day keeps the words, and what was kept before', async () => {
    await setUp();
    const good = await plain(9).png().toBuffer();
    let last = await sendForm(forum, '/api/v1/pictures', {}, [good], rina);
    for (let i = 0; i < 5; i++) last = await sendForm(forum, '/api/v1/pictures', {}, Array(12).fill(good), rina);
    expect(last.status).toBe(429);
    const refused = await sendForm(forum, '/ask', FIELDS, [good], rina);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Words to keep.');
    expect(refused.headers['retry-after']).toBeDefined();
  });

  it('of a text beyond all bounds gives it back with the true number', async () => {
    await setUp();
    const body = 'a'.repeat(200_000);
    const refused = await forum.post('/ask', { ...FIELDS, form: 'question', body }, rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('At most 32,768 characters fit; it has 200,000.');
    expect(refused.text).toContain(body);
    const title = await forum.post('/ask', { ...FIELDS, form: 'question', title: 'b'.repeat(3_000) }, rina);
    expect(title.text).toContain('At most 160 characters fit');
    const page = await forum.post('/ask', { ...FIELDS, body: 'a'.repeat(5 * MB) }, rina);
    expect([page.status, page.text.includes('at most 2 MB in one go; this had 5.1 MB')]).toEqual([413, true]);
    // Drawn again it would be six times as long.
    const dense = await forum.post('/ask', { ...FIELDS, form: 'question', body: '"'.repeat(600_000) });
    expect([dense.status, dense.text.length < 20_000]).toEqual([413, true]);
    expect(dense.text).toMatch(/at most 256 KB in one go; this had 5\d\d KB/);
    const api = await forum.api('POST', '/api/v1/threads', { ...FIELDS, body: 'a'.repeat(MB) }, rina);
    expect([api.status, api.json().sum.limit]).toEqual([413, 0.5]);
  });

  it('of many long texts beside files keeps no more of them than of a form without files', async () => {
    await setUp();
    for (const who of [rina, null]) {
      const body = Array.from({ length: 30 }, () => '"'.repeat(100_000));
      const refused = await sendForm(forum, '/ask', { ...FIELDS, body }, [], who);
      expect([refused.status, refused.text.length < 20_000]).toEqual([413, true]);
    }
  });

  it('of a list without end gives the form back', async () => {
    await setUp();
    const refused = await forum.post('/ask', { ...FIELDS, form: 'question', tags: Array(1_200).fill('x') }, rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Words to keep.');
    expect(refused.text).toContain('At most 1,000; there were 1,200.');
    const endless = await forum.post('/ask', { ...FIELDS, tags: Array(9_000).fill('x') }, rina);
    expect([endless.status, endless.text.includes('Words to keep.')]).toEqual([422, true]);
  });
});

eachEngine('a picture that is brought', (engine) => {
  const bring = async (...files: Buffer[]) => {
    const forum = await makeForum(engine);
    const answer = await sendForm(forum, '/api/v1/pictures', {}, files, await forum.member('Rina'));
    const { q, t } = forum.adda.store.read;
    const [row] = await q.select().from(t.pictures);
    const read = async (name: string) => {
      const who = await forum.app.inject({ method: 'GET', url: `/media/${name}` });
      return who.rawPayload;
    };
    return { forum, answer, json: JSON.parse(answer.text), row, read };
  };

  it('keeps its movement', async () => {
    const { answer, json, row, forum } = await bring(await moving(5));
    expect(answer.status).toBe(201);
    expect(json.notes).toEqual([expect.stringContaining('readers see it still, and press to let it move')]);
    const framesOf = async (name: string) =>
      (await sharp(`${forum.adda.config.dataFolder}/media/${name}`).metadata()).pages ?? 1;
    expect(await Promise.all([row!.name, smallName(row!.name), movingName(row!.name)].map(framesOf))).toEqual([
      1, 1, 5,
    ]);
    expect([row!.width, row!.height]).toEqual([8, 8]);
  });

  it('says so where it cannot move any more', async () => {
    const { answer, json } = await bring(await moving(301));
    expect([answer.status, json.pictureIds.length]).toEqual([201, 1]);
    expect(json.notes[0]).toContain('has 301 frames; at most 300 may move');
  });

  it('is refused before it is unpacked where it is a bomb, with the number', async () => {
    const deep = await sharp({ create: { width: 6_000, height: 6_000, channels: 4, background: '#0000' } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const { answer, json } = await bring(deep);
    expect(answer.status).toBe(422);
    expect(json.errors[0].message).toContain('has 36 megapixels; at most 25 fit');
  });

  it('is asked to wait where as many wait already as may', async () => {
    const forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const picture = await plain(3_000).png().toBuffer();
    const [waiting, more] = [Array.from({ length: 26 }, () => makePicture(picture)), makePicture(picture)];
    await expect(more).rejects.toMatchObject({ code: 'busy' });
    const busy = await sendForm(forum, '/ask', FIELDS, [picture], rina);
    expect([busy.status, busy.text.includes('Words to keep.'), busy.headers['retry-after']]).toEqual([503, true, '5']);
    await Promise.all(waiting);
    expect((await sendForm(forum, '/ask', { ...FIELDS, form: 'showcase' }, [picture], rina)).status).not.toBe(503);
  });
});
