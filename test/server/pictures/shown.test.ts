/** Pictures as readers get them: in widths that fit, with colours until they come, still until they are let move. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('a picture', (engine) => {
  let forum: Forum;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  const plain = (
    width: number,
    height: number,
    background: string | { r: number; g: number; b: number; alpha: number } = '#a2401f',
  ) => sharp({ create: { width, height, channels: 4, background } });
  async function bring(bytes: Buffer) {
    const answer = await sendForm(forum, '/api/v1/pictures', {}, [bytes], rina, { accept: 'application/json' });
    return JSON.parse(answer.text) as {
      pictures: { id: number; url: string; small: string }[];
      notes: string[];
      errors: { code: string; message: string }[];
    };
  }
  /** A page of a thread with these pictures. */
  async function pageWith(pictures: { id: number; url: string }[], body = 'It wobbles at every turn.') {
    const thread = await ask(forum, rina);
    const values = { body, revision: 1, pictureIds: pictures.map(({ id }) => id) };
    const edited = await forum.api('PATCH', `/posts/${thread.postId}`, values, rina);
    expect(edited.status, edited.text).toBe(200);
    return (await forum.get(thread.url)).text;
  }
  const fileAt = async (url: string) => (await forum.app.inject({ method: 'GET', url })).rawPayload;
  const moving = async (frames: number, width: number, height: number) => {
    const list = await Promise.all(
      Array.from({ length: frames }, (_, i) =>
        plain(width, height, { r: (i * 37) % 256, g: 90, b: 20, alpha: 1 })
          .png()
          .toBuffer(),
      ),
    );
    return sharp(list, { join: { animated: true } })
      .gif({ delay: list.map(() => 80) })
      .toBuffer();
  };

  it('is offered in three widths, each as wide as it says, and keeps its place', async () => {
    const { pictures } = await bring(await plain(2_400, 1_200).removeAlpha().jpeg().toBuffer());
    const page = await pageWith(pictures);
    const [tag] = /<img[^>]+width="1600" height="800"[^>]*>/.exec(page.replace(/\s+/g, ' '))!;
    const set = /srcset="([^"]+)"/
      .exec(tag)![1]!
      .split(', ')
      .map((one) => one.split(' ') as [string, string]);
    expect(set.map(([, width]) => width)).toEqual(['480w', '960w', '1600w']);
    for (const [url, width] of set) {
      const { format, width: true_ } = await sharp(await fileAt(url)).metadata();
      expect([format, `${true_}w`]).toEqual(['webp', width]);
    }
    expect(tag).toContain('sizes="(min-width: 50rem) 40rem, 94vw"');
    // The first one of a page is there at once.
    expect(tag).not.toContain('loading');
    expect(page).toMatch(/<svg class="picture__ground"[^>]*>(<path fill="#a42" d="[^"]+"\/>){9}/);
    expect(page).not.toContain('style=');
  });

  it('that is small, or seen through, has one file and no colours', async () => {
    const { pictures } = await bring(await plain(300, 200, { r: 0, g: 0, b: 0, alpha: 0.2 }).png().toBuffer());
    const page = await pageWith(pictures);
    expect(page).toContain('width="300"');
    expect(page).not.toMatch(/srcset|picture__ground/);
  });

  it('that stands in the words has its width there as well, and leads to its file', async () => {
    const { pictures } = await bring(await plain(1_000, 500).removeAlpha().jpeg().toBuffer());
    const page = await pageWith(pictures, `Look:\n\n![A "red" wheel & more](${pictures[0]!.url})`);
    expect(page).not.toContain('class="gallery');
    expect(page.replace(/\s+/g, ' ')).toMatch(
      /class="picture__open" href="\/media\/[^"]+"><svg[^]*?alt="A &quot;red&quot; wheel &amp; more"[^>]*width="1000" height="500" srcset="[^"]+" sizes="auto, [^"]+" loading="lazy"/,
    );
  });

  it('that moves is shown still, and moves when pressed; the one who brings it is told', async () => {
    const { pictures, notes } = await bring(await moving(3, 60, 40));
    expect(notes).toEqual(['It moves: readers see it still, and press to let it move.']);
    const page = await pageWith(pictures);
    const [, url] = /class="[^"]*picture__play" href="([^"]+)"/.exec(page)!;
    expect((await sharp(await fileAt(url!)).metadata()).pages).toBe(3);
    expect((await sharp(await fileAt(pictures[0]!.url)).metadata()).pages ?? 1).toBe(1);
  });

  it('that cannot be taken is refused with the reason and the number', async () => {
    const small = await plain(40, 40).png().toBuffer();
    const wide = await plain(9_000, 6_000).removeAlpha().png().toBuffer();
    const deep = await sharp(Buffer.alloc(6_000 * 5_000 * 2), {
      raw: { width: 6_000, height: 5_000, channels: 1 } as never,
    })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
      .catch(() => null);
    for (const [bytes, code, number] of [
      [wide, 'too_many_pixels', '54'],
      [deep, 'too_many_pixels', '30'],
      [
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
        'not_a_picture',
        null,
      ],
      [small.subarray(0, 90), 'damaged_picture', null],
    ] as const) {
      if (!bytes) continue;
      const { errors } = await bring(bytes as Buffer);
      expect(errors?.[0]?.code, code).toBe(code);
      if (number) expect(errors[0]!.message).toContain(number);
    }
    const { notes } = await bring(await moving(301, 8, 8));
    expect(notes[0]).toContain('301');
  });
});
