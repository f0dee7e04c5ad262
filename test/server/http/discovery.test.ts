/** How others find the forum: sitemaps, OpenSearch, oEmbed, the manifest and its icons. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { ask, setMark, write } from '../../support/talk.ts';

eachEngine('what is found from outside', (engine) => {
  let forum: Forum;
  let [rina, mod]: Member[] = [];
  let open: { id: number; url: string };
  let hidden: { id: number };
  let unlisted: { id: number };
  let closed: { id: number };
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, mod] = [await forum.member('Rina'), await forum.member('Moira', 'moderator')];
    open = await ask(forum, rina, { title: 'Who <b>finds</b> & reads this?' });
    hidden = await ask(forum, rina, { title: 'Who hides this?' });
    unlisted = await ask(forum, rina, { title: 'Who lists this?' });
    const why = { reason: 'other', note: 'A word.' };
    await forum.api('POST', `/threads/${hidden.id}/hide`, why, mod);
    await forum.api('POST', `/threads/${unlisted.id}/unlist`, why, mod);
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { ...forum.space, id: undefined, slug: 'room', name: 'Room', access: 'members' } as never),
    );
    closed = await ask(forum, mod, { title: 'Who may enter?', space: 'room' });
  });

  it('is every thread that visitors find in lists, and no other', async () => {
    const index = await forum.get('/sitemap.xml');
    expect([index.status, index.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    const maps = [...index.text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!.replace(ORIGIN, ''));
    expect(maps).toEqual(['/sitemaps/spaces.xml', '/sitemaps/threads-1.xml']);
    const text = (await Promise.all(maps.map((map) => forum.get(map)))).map((one) => one.text).join();
    expect(text).toContain(`<loc>${ORIGIN}${new URL(open.url, ORIGIN).pathname}</loc><lastmod>`);
    expect(text).toContain(`<loc>${ORIGIN}/s/wheels</loc>`);
    for (const { id } of [hidden, unlisted, closed]) expect(text).not.toContain(`/t/${id}/`);
    expect(text).not.toContain('/s/room');
    for (const path of ['threads-2', 'threads-0', 'threads-x', 'threads-99999999999999'])
      expect([path, (await forum.get(`/sitemaps/${path}.xml`)).status]).toEqual([path, 404]);
    expect((await forum.get('/robots.txt')).text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  });

  it('is said of a link to a thread where it stands, to whoever asks', async () => {
    const { text } = await forum.get(open.url);
    const link = /type="application\/json\+oembed" href="([^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    const said = await forum.get(link.replace(ORIGIN, ''));
    expect([said.status, said.headers['access-control-allow-origin']]).toEqual([200, '*']);
    expect(said.json()).toMatchObject({
      ...{ version: '1.0', type: 'link', title: 'Who <b>finds</b> & reads this?', author_name: 'Rina' },
      author_url: `${ORIGIN}/u/rina`,
    });
    const wrong = [
      `${ORIGIN}/t/${hidden.id}`,
      `${ORIGIN}/t/${unlisted.id}`,
      `${ORIGIN}/u/rina`,
      'https://evil.example/t/1',
      'x',
      '',
    ];
    for (const url of wrong)
      expect([url, (await forum.get(`/oembed?url=${encodeURIComponent(url)}`)).status]).toEqual([url, 404]);
    expect((await forum.get('/oembed')).status).toBe(404);
    expect((await forum.get(`/oembed?format=xml&url=${encodeURIComponent(open.url)}`)).status).toBe(501);
  });

  it('is shown beside a link as a picture of its own words, state and label, to whoever asks, and of nothing hidden', async () => {
    const brand = await makeBrand(forum, 'Spokes Ltd');
    const staff = await makeStaff(forum, 'Dana', brand);
    const of = async (id: number) => (await forum.app.inject({ url: `/t/${id}/share.png` })) as unknown as Shown;
    type Shown = { statusCode: number; rawPayload: Buffer; headers: Record<string, string> };
    const address = /og:image" content="([^"]+)"/.exec((await forum.get(open.url)).text)![1]!;
    expect(address.startsWith(`${ORIGIN}/t/${open.id}/share.png?v=`)).toBe(true);
    const first = await of(open.id);
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'image/png']);
    expect(await sharp(first.rawPayload).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    const again = await forum.get(`/t/${open.id}/share.png`, null, { 'if-none-match': first.headers.etag! });
    expect(again.status).toBe(304);
    const { id: postId } = await write(forum, await forum.member('Jamal'), open.id, 'I do.');
    await setMark(forum, rina!, postId, 'accept');
    const solved = await of(open.id);
    expect(solved.headers.etag).not.toBe(first.headers.etag);
    expect(solved.rawPayload.equals(first.rawPayload)).toBe(false);
    // By a member and by staff, else alike.
    const asked = { title: 'A table of spoke lengths', form: 'resource', body: 'One.' } as const;
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { ...forum.space, id: undefined, slug: 'two', kind: 'craft' } as never),
    );
    const own = await ask(forum, rina!, { ...asked, space: 'two' });
    const theirs = await ask(forum, staff, { ...asked, space: 'two' });
    const [one, other] = [await of(own.id), await of(theirs.id)];
    const yellow = async ({ rawPayload }: Shown) => {
      const { data } = await sharp(rawPayload)
        .extract({ left: 90, top: 456, width: 8, height: 8 })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data[2]! < 0xd8;
    };
    expect([await yellow(one), await yellow(other)]).toEqual([false, true]);
    // Whatever letters its brand has, and however many of them.
    for (const [i, name] of ['W'.repeat(40), '𒀱'.repeat(20)].entries()) {
      const dana = await makeStaff(forum, `Wide Dana ${i}`, await makeBrand(forum, name));
      const shown = await of(
        (await ask(forum, dana, { ...asked, title: `A table by a wide brand, ${i}`, space: 'two' })).id,
      );
      expect([shown.statusCode, await yellow(shown)]).toEqual([200, true]);
    }
    const many = await Promise.all(Array.from({ length: 30 }, () => of(theirs.id)));
    expect(new Set(many.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    for (const { id } of [hidden, unlisted, closed, { id: 99_999 }]) expect((await of(id)).statusCode).toBe(404);
    for (const id of ['x', '0', '-1', '1e9']) expect((await forum.get(`/t/${id}/share.png`)).status).toBe(404);
    expect(
      (await forum.get((await ask(forum, mod!, { title: 'Who may enter, too?', space: 'room' })).url, mod)).text,
    ).not.toContain('og:image');
  });

  it.each([
    '<span size="999999">&amp; & </span> %n &#0;',
    'W'.repeat(160),
    `Z${'\u0353\u032e'.repeat(70)} and more`,
    'هل هذا الجدار رطب دائما؟',
    'なぜ壁が湿るのですか、いつも',
    '𝕎𝕙𝕪 𝕕𝕠𝕖𝕤 𝕥𝕙𝕚𝕤 🧵🧶👩‍🔧',
  ])('is a picture whatever its title says: %s', async (title) => {
    const asked = await forum.api(
      'POST',
      '/threads',
      { space: 'wheels', form: 'question', title, body: 'Words.' },
      rina,
    );
    expect(asked.status, asked.text).toBe(201);
    const { rawPayload } = await forum.app.inject({ url: `/t/${asked.json().id}/share.png` });
    expect(await sharp(rawPayload).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  });

  it('is put on a home screen with a name and icons that are there', async () => {
    // What a browser fetches for it weighs as much as half a page: it comes for members.
    expect((await forum.get('/')).text).not.toContain('rel="manifest"');
    const { text } = await forum.get('/', rina);
    const path = /rel="manifest" href="([^"]+)"/.exec(text)![1]!;
    const manifest = (await forum.get(path)).json();
    expect(manifest).toMatchObject({ start_url: '/', display: 'minimal-ui' });
    expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable');
    const touch = { src: /apple-touch-icon" href="([^"]+)"/.exec(text)![1]!, sizes: '180x180' };
    for (const { src, sizes } of [...manifest.icons, touch]) {
      const icon = await forum.app.inject({ url: src });
      const { width, height, format } = await sharp(icon.rawPayload).metadata();
      expect([src, format, `${width}x${height}`]).toEqual([src, 'png', sizes]);
    }
    expect((await forum.get('/icons/other.png')).status).toBe(404);
    expect((await forum.get('/opensearch.xml')).text).toContain(`template="${ORIGIN}/search?q={searchTerms}"`);
  });
});
