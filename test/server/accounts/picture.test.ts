/** The picture that a member brings for themself. */
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { bringPicture, sweepAvatars } from '../../../server/forum/avatars/actions.ts';
import { keepPictures } from '../../../server/forum/pictures/actions.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { mediaFolder } from '../../../server/platform/config.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member, PASSWORD } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('the picture of a member', (engine) => {
  let forum: Forum;
  let [rina, jamal, mod]: Member[] = [];
  let square: Buffer;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, mod] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Moira', 'moderator'),
    ];
    square = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#a2401f' } })
      .withExif({ IFD0: { Artist: 'Somebody at home' } })
      .jpeg()
      .toBuffer();
  });
  const bring = (who: Member, ...files: Buffer[]) => sendForm(forum, '/settings/picture', {}, files, who);
  const pathIn = (text: string) => /<img class="avatar[^>]*src="(\/avatars\/[^"]+)"/.exec(text)?.[1];
  const profile = async (who: Member) => (await forum.get(`/u/${who.slug}`)).text;
  const folder = () => mediaFolder(forum.adda.config);
  const files = () => readdirSync(folder()).filter((name) => name.startsWith('a-'));

  it('stands where their name does, for everybody, as a small square without what the camera added', async () => {
    const thread = await ask(forum, rina!, { title: 'Whose face is it?' });
    await write(forum, jamal!, thread.id, 'Mine is drawn.');
    expect(pathIn(await profile(rina!))).toBeUndefined();
    expect((await bring(rina!, square)).status).toBe(303);
    for (const page of [`/u/${rina!.slug}`, thread.url, '/new']) {
      const file = pathIn((await forum.get(page)).text);
      expect([page, file !== undefined]).toEqual([page, true]);
      const sent = await forum.app.inject({ url: file! });
      expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'image/webp']);
      const { width, height, exif } = await sharp(sent.rawPayload).metadata();
      expect([width === height, width! <= 256, exif]).toEqual([true, true, undefined]);
    }
    // Nothing is kept of it besides.
    expect(await forum.adda.store.read.raw('select id from pictures')).toEqual([]);
    expect(readdirSync(folder()).length).toBe(2);
  });

  it('gives way to another, or to the drawn one; its address then leads nowhere', async () => {
    const before = pathIn(await profile(rina!))!;
    await bring(rina!, await sharp(square).negate().png().toBuffer());
    const after = pathIn(await profile(rina!))!;
    expect(after).not.toBe(before);
    expect((await forum.get(before)).status).toBe(404);
    await forum.post('/settings/picture/remove', {}, rina!);
    expect(pathIn(await profile(rina!))).toBeUndefined();
    expect((await forum.get(after)).status).toBe(404);
    await expect.poll(files).toEqual([]);
  });

  it('is cut from the middle of a line, too', async () => {
    const line = await sharp({ create: { width: 1_600, height: 1, channels: 3, background: '#1f5c92' } })
      .png()
      .toBuffer();
    expect((await bring(rina!, line)).status).toBe(303);
    const sent = await forum.app.inject({ url: pathIn(await profile(rina!))! });
    const { width, height } = await sharp(sent.rawPayload).metadata();
    expect(width).toBe(height);
    await forum.post('/settings/picture/remove', {}, rina!);
    await expect.poll(files).toEqual([]);
  });

  it('is refused in words where it is none, or none came, and the page is there again', async () => {
    for (const sent of [[Buffer.from('<svg onload="alert(1)"/>')], []]) {
      const { status, text } = await bring(rina!, ...sent);
      expect(status).toBe(422);
      expect(text).toMatch(/id="pictures-e"[^]*Your picture|Your picture[^]*id="pictures-e"/);
    }
    const visitor = await sendForm(forum, '/settings/picture', {}, [square], null);
    expect([302, 303, 401].includes(visitor.status)).toBe(true);
    expect(files()).toEqual([]);
  });

  it('has no address that leads out of its folder, or to the pictures of posts', async () => {
    for (const name of ['..%2f..%2fadda.sqlite', 'a-0.webp', 'a-000000000000000000000000.webp', 'x.webp'])
      expect([name, (await forum.get(`/avatars/${name}`)).status]).toEqual([name, 404]);
  });

  it('is taken away by a moderator, who says why, and goes with whoever is erased', async () => {
    await bring(rina!, square);
    const first = pathIn(await profile(rina!))!;
    const done = await forum.api(
      'POST',
      `/members/${rina!.slug}/clear-picture`,
      { reason: 'spam', note: 'An advert.' },
      mod!,
    );
    expect([done.status, done.text]).toEqual([200, expect.anything()]);
    expect((await forum.get(first)).status).toBe(404);
    expect((await forum.get(`/u/${rina!.slug}/moderate`, mod!)).text).not.toContain('clear-picture"');
    await bring(jamal!, square);
    const second = pathIn(await profile(jamal!))!;
    await forum.post('/settings/erase', { current: PASSWORD }, jamal!);
    expect((await forum.get(second)).status).toBe(404);
    // The files go later, with all that are nobody's.
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of files()) utimesSync(path.join(folder(), name), old, old);
    await sweepAvatars(forum.adda);
    expect(files()).toEqual([]);
    expect(existsSync(folder())).toBe(true);
  });

  it('is not set for somebody who was erased while it was made', async () => {
    const gone = await forum.member('Goner');
    const actor = actorAs(gone.id, 'member');
    const { pictureIds } = await keepPictures(forum.adda, actor, [
      { field: 'pictures', name: 'x', bytes: square, size: square.length },
    ]);
    await forum.post('/settings/erase', { current: PASSWORD }, gone);
    await expect(bringPicture(forum.adda, actor, pictureIds, [])).rejects.toThrow(/not_signed_in/);
    expect(await forum.adda.store.read.raw(`select picture from accounts where id = ${gone.id}`)).toEqual([
      { picture: null },
    ]);
    expect(files()).toEqual([]);
  });

  it('is not for whoever speaks for a brand', async () => {
    const staff = await forum.member('Stella', 'staff');
    const { status } = await bring(staff, square);
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await forum.get('/settings', staff)).text).not.toContain('/settings/picture');
  });
});
