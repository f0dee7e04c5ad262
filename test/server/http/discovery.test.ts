/** How others find the forum: sitemaps, OpenSearch, oEmbed, the manifest and its icons. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

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
