/** Links that stand alone in posts: what is looked up, what pages show, for whom, and until when. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import sharp from 'sharp';
import { sweepPreviewFiles, sweepPreviews } from '../../../server/forum/previews/sweep.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { lookAtDue, type Outside } from '../../../server/forum/previews/look.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { type Got, gone } from '../../../server/platform/outside/client.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const PICTURE = sharp({ create: { width: 300, height: 200, channels: 3, background: '#a52' } })
  .png()
  .toBuffer();

eachEngine('a link that stands alone', (engine) => {
  let forum: Forum;
  let [rina, jamal, admin]: Member[] = [];
  let serial = 0;
  /** What lies where, and what was asked for. */
  const pages = new Map<string, string | Got>();
  let asked: string[] = [];

  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    admin = await forum.member('Ada', 'admin');
  });
  beforeEach(() => {
    asked = [];
  });

  const get =
    (what: string) =>
    async (address: string): Promise<Got> => {
      asked.push(`${what} ${address}`);
      const page = pages.get(address);
      if (page === undefined) return gone('not there');
      if (typeof page !== 'string') return page;
      return { bytes: Buffer.from(page), problem: null, url: address, type: 'text/html; charset=utf-8' };
    };
  const outside: Outside = { page: get('page'), embed: get('embed'), picture: get('picture') };
  const raw = (statement: string) => forum.adda.store.write((tx) => tx.raw<Record<string, unknown>>(statement));

  /** Does what follows a post, and looks at all that is due, as if no host needed a rest. */
  async function settle(): Promise<void> {
    while ((await runDueTasks(forum.adda)) > 0);
    for (;;) {
      await raw('update link_previews set looked_at = 1');
      if ((await lookAtDue(forum.adda, outside)) === 0) break;
    }
  }
  const head = (title: string, more = '') => `<html><head><title>${title}</title>${more}</head><body>x</body></html>`;
  const place = () => `https://site${++serial}.example/page`;
  const read = async (url: string, who: Member | null = null) => (await forum.get(url, who)).text;
  const cards = (text: string) => text.match(/<div class="link-card[ "]/g)?.length ?? 0;
  const linking = (address: string, more: { space?: string } = {}) =>
    ask(forum, rina!, { title: `A find, number ${++serial}`, body: `Look:\n\n${address}\n\nWhat of it?`, ...more });

  it('becomes a card once it was looked up, and is a plain link until then', async () => {
    const address = place();
    pages.set(
      address,
      head(
        'A <b>wheel</b> &amp; its hub',
        `<meta name="description" content="How it turns.\n\u202eNot so."><meta property="og:image" content="/wheel.png">`,
      ),
    );
    pages.set(new URL('/wheel.png', address).href, { bytes: await PICTURE, problem: null });
    const { url } = await linking(address);
    const before = await read(url);
    expect(before).toContain(`<a href="${address}" class="alone" rel="ugc nofollow noopener">`);
    expect(cards(before)).toBe(0);
    await settle();
    expect(asked).toEqual([`page ${address}`, `picture ${new URL('/wheel.png', address).href}`]);
    const after = await read(url);
    expect(cards(after)).toBe(1);
    expect(after).toContain('A &lt;b&gt;wheel&lt;/b&gt; &amp; its hub');
    expect(after).toContain('How it turns. Not so.');
    expect(after).toContain(`<a href="${address}" rel="ugc nofollow noopener"`);
    const [, name] = /src="(\/previews\/[^"]+)"/.exec(after)!;
    const picture = await forum.get(name!);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(picture.headers['content-security-policy']).toContain('sandbox');
    expect((await forum.get('/previews/preview-000000000000000000000000.webp')).status).toBe(404);
    expect((await forum.get('/previews/..%2fadda.db')).status).toBe(404);
    expect(cards(await read(url, jamal))).toBe(1);
  });

  it('is looked up once for all posts, and again after days', async () => {
    const address = place();
    pages.set(address, head('First words'));
    const [one, other] = [await linking(address), await linking(address)];
    await settle();
    expect(asked).toEqual([`page ${address}`]);
    pages.set(address, head('Later words'));
    await raw(`update link_previews set due_at = 1 where address = '${address}'`);
    await settle();
    for (const { url } of [one, other]) expect(await read(url)).toContain('Later words');
  });

  it('keeps its card through a failure, loses it where nothing is left, and is tried less and less', async () => {
    const address = place();
    pages.set(address, head('Still there'));
    const { url } = await linking(address);
    await settle();
    const again = async (page: string | Got) => {
      pages.set(address, page);
      await raw(`update link_previews set due_at = 1 where address = '${address}'`);
      await settle();
      return cards(await read(url));
    };
    expect(await again(gone('too slow'))).toBe(1);
    expect(await again(gone('not there'))).toBe(0);
    const [row] = await raw(`select failures, problem, due_at from link_previews where address = '${address}'`);
    expect(row).toMatchObject({ failures: 2, problem: 'not there' });
    expect(Number(row!.due_at)).toBeGreaterThan(Date.now() + 30 * 60_000);
    expect(await again(head('Back'))).toBe(1);
  });

  it('of no page, of a page without a title, and of one that says too much', async () => {
    const [file, untitled, long] = [place(), place(), place()];
    pages.set(file, { bytes: Buffer.from('%PDF'), problem: null, url: file, type: 'application/pdf' });
    pages.set(untitled, '<p>nothing');
    pages.set(long, head('w'.repeat(50_000), `<meta name="description" content="${'x '.repeat(20_000)}">`));
    const { url } = await ask(forum, admin!, { title: 'Three finds', body: [file, untitled, long].join('\n\n') });
    await settle();
    const text = await read(url);
    expect(cards(text)).toBe(1);
    expect(text).not.toContain('w'.repeat(200));
  });

  it('is one of five in a post at most', async () => {
    const many = Array.from({ length: 7 }, place);
    for (const address of many) pages.set(address, head('One of many'));
    const { url } = await ask(forum, admin!, { title: 'Seven finds', body: many.join('\n\n') });
    await settle();
    expect(asked).toHaveLength(5);
    expect(cards(await read(url))).toBe(5);
  });

  it('asks each site alone, and not again at once', async () => {
    const host = `https://busy${++serial}.example`;
    for (const page of ['/a', '/b', '/c']) pages.set(host + page, head('Busy'));
    await ask(forum, admin!, { title: 'One busy site', body: [`${host}/a`, `${host}/b`, `${host}/c`].join('\n\n') });
    while ((await runDueTasks(forum.adda)) > 0);
    expect(await lookAtDue(forum.adda, outside)).toBe(1);
    expect(await lookAtDue(forum.adda, outside)).toBe(0);
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('is never looked up in a space that is not open to everybody, and shows no card there', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'cellar', name: 'The cellar', kind: 'craft', charter: 'Behind a door, for those who have a key.' },
        ...{ access: 'members', createdAt: tx.now },
      }),
    );
    const [secret, known] = [place(), place()];
    pages.set(secret, head('Secret')).set(known, head('Known'));
    const { url } = await linking(secret, { space: 'cellar' });
    await linking(known);
    const second = await linking(known, { space: 'cellar' });
    await settle();
    expect(asked).toEqual([`page ${known}`]);
    expect(cards(await read(url, rina))).toBe(0);
    expect(cards(await read(second.url, rina))).toBe(0);
  });

  it('of brand staff stays a plain link, labelled as such, and is not looked up', async () => {
    const staff = await makeStaff(forum, 'Sana', await makeBrand(forum));
    const address = place();
    pages.set(address, head('Buy it'));
    const { id, url } = await ask(forum, rina!, { title: 'Who knows about this wheel?' });
    await write(forum, jamal!, id, 'Not me.');
    const note = await forum.api('POST', `/threads/${id}/posts`, { body: address }, staff);
    expect(note.status, note.text).toBe(201);
    await settle();
    expect(asked).toEqual([]);
    await linking(address);
    await settle();
    const text = await read(url);
    expect(text).toContain(`<a href="${address}" class="alone" rel="sponsored ugc nofollow">`);
    expect(cards(text)).toBe(0);
  });

  it('goes with the last post that holds it, and its picture', async () => {
    const address = place();
    pages.set(address, head('For a while', '<meta property="og:image" content="https://pics.example/a.png">'));
    pages.set('https://pics.example/a.png', { bytes: await PICTURE, problem: null });
    const [one, other] = [await linking(address), await linking(address)];
    await settle();
    const [, name] = /src="(\/previews\/[^"]+)"/.exec(await read(one.url))!;
    const isThere = async () => {
      await raw('update link_previews set created_at = 1');
      await sweepPreviews(forum.adda);
      return (await raw(`select id from link_previews where address = '${address}'`)).length > 0;
    };
    await withdraw(forum, rina!, one.postId);
    await settle();
    expect(await isThere()).toBe(true);
    const edited = await forum.api(
      'PATCH',
      `/posts/${other.postId}`,
      { title: 'A find, and none', body: 'Nothing.', revision: 1 },
      rina,
    );
    expect(edited.status, edited.text).toBe(200);
    await settle();
    expect(await isThere()).toBe(false);
    expect((await forum.get(name!)).status).toBe(404);
    await expect.poll(() => forum.adda.files.read(name!.split('/').at(-1)!)).toBe(null);
  });

  it('goes when its space is closed, by the next sweep; files that no row names go, too', async () => {
    const address = place();
    pages.set(address, head('Open until then'));
    const { url } = await linking(address);
    await settle();
    expect(cards(await read(url))).toBe(1);
    await raw(`update spaces set access = 'members' where slug = 'wheels'`);
    await raw('update link_previews set created_at = 1');
    await sweepPreviews(forum.adda);
    expect(await raw('select id from link_previews')).toEqual([]);
    await raw(`update spaces set access = 'public' where slug = 'wheels'`);
    await sweepPreviewFiles(forum.adda);
  });

  it('of a video plays at its site, by a press', async () => {
    const address = 'https://www.youtube.com/watch?v=abcdefghijk';
    const oEmbed = `https://www.youtube.com/oembed?${new URLSearchParams({ url: address, format: 'json' })}`;
    const said = {
      type: 'video',
      title: 'Truing a wheel',
      author_name: 'The shed',
      html: '<iframe src="//x"></iframe>',
    };
    pages.set(oEmbed, { bytes: Buffer.from(JSON.stringify(said)), problem: null });
    const { url } = await linking(address);
    await settle();
    expect(asked).toEqual([`embed ${oEmbed}`]);
    const text = await read(url);
    expect(text).toContain('Truing a wheel');
    expect(text).toContain('Play at youtube.com');
    expect(text).not.toMatch(/<iframe|embed\//);
  });

  it('to a thread of this forum shows how it stands now, for who may read it', async () => {
    const asking = await ask(forum, jamal!, { title: 'Which spoke key fits?' });
    const { url } = await linking(`${ORIGIN}${asking.url}`);
    const linked = () => read(url);
    expect(await linked()).toMatch(/link-card--thread[^]*?Which spoke key fits\?[^]*?Question/);
    const answer = await write(forum, rina!, asking.id, 'The black one.');
    expect(await setMark(forum, jamal!, answer.id, 'accept')).toBe(200);
    expect(await linked()).toMatch(/link-card--thread[^]*?Solved[^]*?1 answer/);
    expect(asked).toEqual([]);
    const hidden = await forum.api('POST', `/threads/${asking.id}/moderation/hide`, { reason: 'spam' }, admin);
    if (hidden.status >= 400)
      await raw(`update threads set hidden_at = 1, version = version + 1 where id = ${asking.id}`);
    await settle();
    expect(cards(await linked())).toBe(0);
    expect(await linked()).not.toContain('Which spoke key fits?');
  });

  it('to a post of this forum shows its thread, while the post is there', async () => {
    const asking = await ask(forum, jamal!, { title: 'Which rim tape fits?' });
    const answer = await write(forum, rina!, asking.id, 'The narrow one.');
    const { url } = await linking(`${ORIGIN}/p/${answer.id}`);
    expect(await read(url)).toMatch(/link-card--thread[^]*?Which rim tape fits\?/);
    await withdraw(forum, rina!, answer.id);
    expect(cards(await read(url))).toBe(0);
    expect(await read(url)).not.toContain('Which rim tape fits?');
  });

  it('shows nothing of a thread in a closed space to who may not read it, from no kept page', async () => {
    const secret = await ask(forum, rina!, { title: 'What we keep in the cellar', space: 'cellar' });
    const { url } = await linking(`${ORIGIN}${secret.url.split('/').slice(0, 3).join('/')}/x`);
    expect(await read(url, rina)).toContain('What we keep in the cellar');
    for (const who of [null, jamal!, null]) {
      const isMember = who !== null;
      expect((await read(url, who)).includes('What we keep in the cellar')).toBe(isMember);
    }
  });

  it('stays plain where an admin switched cards off', async () => {
    const address = place();
    pages.set(address, head('Off and on'));
    const { url } = await linking(address);
    expect((await forum.post('/admin/settings/hasCards', {}, rina)).status).toBe(403);
    expect((await forum.post('/admin/settings/hasCards', {}, admin)).status).toBe(303);
    await settle();
    expect(asked).toEqual([]);
    expect((await forum.post('/admin/settings/hasCards', { value: 'true' }, admin)).status).toBe(303);
    await settle();
    expect(cards(await read(url))).toBe(1);
    await forum.post('/admin/settings/hasCards', {}, admin);
    expect(cards(await read(url))).toBe(0);
    await forum.post('/admin/settings/hasCards', { value: 'true' }, admin);
  });
});
