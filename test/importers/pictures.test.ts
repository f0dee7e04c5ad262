/** Pictures of a community that is brought in: kept here and shown in their place, or links as before. */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { silent } from '../../server/platform/progress.ts';
import { ImportError } from '../../server/reach/importers/stackexchange/import.ts';
import { type Forum, makeForum } from '../support/forum.ts';
import { eachEngine, temporaryFolder } from '../support/store.ts';
import { answer, bring, everything, postsBy, question, threadsBy, user, writeDump } from './support.ts';

const HOST = 'https://i.example.org';
const image = (name: string, alt = 'a loaf') => `<p><img src="${HOST}/${name}" alt="${alt}"></p>`;

const history = (id: number, post: number, text: string) => ({
  ...{ Id: id, PostHistoryTypeId: 2, PostId: post, CreationDate: '2015-03-01T10:00:00.000', Text: text },
});

function dump() {
  return writeDump({
    Users: [user(1, 'Ada'), user(2, 'Grace')],
    Posts: [
      question(1, { Body: `<p>Look</p>\n${image('a.png')}` }),
      answer(2, 1, {
        Body: `<p><a href="${HOST}/b.jpg"><img src="${HOST}/b.jpg" alt="crust"></a></p>`,
        OwnerUserId: null,
      }),
      answer(3, 1, { Body: image('missing.png') + image('text.png') }),
      answer(4, 1, {
        Body: `<p>See <code>![x](${HOST}/a.png)</code> and <img src="${HOST}/c (1).png" alt="round"></p>`,
      }),
      answer(5, 1, { Body: image('../../secret.png') + image('led-out.png') }),
    ],
    PostHistory: [
      history(1, 1, `Look\n\n![a loaf](${HOST}/a.png)`),
      history(2, 2, `[![crust][1]][1]\n\n  [1]: ${HOST}/b.jpg`),
    ],
  });
}

async function folderOfPictures(): Promise<string> {
  const folder = path.join(temporaryFolder(), 'files');
  mkdirSync(path.join(folder, 'i.example.org'), { recursive: true });
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  writeFileSync(path.join(folder, 'i.example.org', 'a.png'), png);
  writeFileSync(path.join(folder, 'b.jpg'), png);
  writeFileSync(path.join(folder, 'c (1).png'), png);
  writeFileSync(path.join(folder, 'text.png'), 'no picture');
  writeFileSync(path.join(folder, '..', 'secret.png'), png);
  symlinkSync(path.join(folder, '..', 'secret.png'), path.join(folder, 'led-out.png'));
  return folder;
}

eachEngine('the pictures of a community', (engine) => {
  let forum: Forum;
  let pictures: string;
  beforeAll(async () => {
    forum = await makeForum(engine);
    pictures = await folderOfPictures();
  });
  const page = async () => {
    const { id, slug } = (await threadsBy(forum.adda)).get('p1')!;
    return (await forum.get(`/t/${id}/${slug}`)).text;
  };

  it('stay links where nobody asks for them, and the report says how many', async () => {
    const report = await bring(forum.adda, dump());
    expect(Object.fromEntries(report.left)).toMatchObject({ 'pictures (they stay links; --pictures brings them)': 7 });
    expect(await page()).toContain(`<a href="${HOST}/a.png"`);
    expect(await page()).not.toContain('/media/');
  });

  it('come in from a folder, with the next import too, and are shown in their place', async () => {
    const report = await bring(forum.adda, dump(), { pictures });
    expect(report.made).toMatchObject({ questions: 0, pictures: 3 });
    const { rows, imported, bad, notes } = report.file('pictures');
    expect({ rows, imported, bad }).toEqual({ rows: 7, imported: 3, bad: 4 });
    expect(notes.map(({ reason, count }) => [reason, count])).toEqual([
      ['not there', 3],
      ['no picture that is taken here', 1],
    ]);
    const shown = [...(await page()).matchAll(/<img src="(\/media\/[0-9a-f]{24}\.webp)" alt="([^"]*)"/g)];
    expect(shown.map(([, , alt]) => alt).sort()).toEqual(['a loaf', 'crust', 'round']);
    for (const [, address] of shown) {
      const got = await forum.get(address!);
      expect([got.status, got.headers['content-type']]).toEqual([200, 'image/webp']);
    }
    const posts = await postsBy(forum.adda);
    expect(posts.get('p4')!.markdown).toContain(`\`![x](${HOST}/a.png)\``);
    expect(posts.get('p3')!.html).toContain(`<a href="${HOST}/missing.png"`);
    const rows_ = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.pictures);
    expect(rows_.map(({ ownerId, postId }) => [postId, ownerId]).sort()).toEqual(
      ['p1', 'p2', 'p4'].map((key) => [posts.get(key)!.id, posts.get(key)!.authorId]).sort(),
    );
  });

  it('come in once', async () => {
    const before = await everything(forum.adda);
    const files = readdirSync(path.join(forum.adda.config.dataFolder, 'media')).sort();
    expect((await bring(forum.adda, dump(), { pictures })).news).toBe(0);
    expect(await everything(forum.adda)).toEqual(before);
    expect(readdirSync(path.join(forum.adda.config.dataFolder, 'media')).sort()).toEqual(files);
  });

  it('come in after an import that was cut off among them', async () => {
    const other = await makeForum(engine);
    let label = '';
    const dying = {
      ...silent,
      start: (next: string) => void (label = next),
      add() {
        if (label === 'Bringing pictures') throw new Error('killed');
      },
    };
    await expect(bring(other.adda, dump(), { pictures }, dying)).rejects.toThrow('killed');
    expect((await bring(other.adda, dump(), { pictures })).made.pictures).toBe(2);
    const texts = async ({ adda }: Forum) =>
      [...(await postsBy(adda)).values()].map(({ markdown }) => markdown.replace(/[0-9a-f]{24}/g, 'x')).sort();
    expect(await texts(other)).toEqual(await texts(forum));
  });

  it('need a folder that is there', async () => {
    await expect(bring(forum.adda, dump(), { pictures: path.join(pictures, 'nowhere') })).rejects.toThrow(ImportError);
  });
});
