/** A hundred files that mean no good: each is refused with its reason, soon, and in little memory. */
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';

const MIB = 1_048_576;
const [MOST_MS, MOST_MIB] = [2_000, 200];

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};
/** A PNG that says of itself what it likes. @param rows bytes of pixels that it really has */
function png(width: number, height: number, { bits = 8, colour = 2, rows = 10 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, colour], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const pixels = deflateSync(Buffer.alloc(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
function gif(width: number, height: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\xf0\0\0\0\0\0\xff\xff\xff', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const image = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b]);
  image.writeUInt16LE(width, 5);
  image.writeUInt16LE(height, 7);
  return Buffer.concat([head, image]);
}
const jpeg = (width: number, height: number): Buffer => {
  const frame = Buffer.from('ffd8ffc0001108000000000301220002110103110 1'.replace(' ', ''), 'hex');
  frame.writeUInt16BE(height, 7);
  frame.writeUInt16BE(width, 9);
  return Buffer.concat([
    frame,
    Buffer.from('ffda000c03010002110311003f00', 'hex'),
    Buffer.alloc(50),
    Buffer.from('ffd9', 'hex'),
  ]);
};
const svg = (inside: string, attributes = ' width="90" height="90"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inside}</svg>`);
const laughs = `<!DOCTYPE a [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
  .join('')}]>`;
/** The same in every run. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >> 16));
}

async function hostileFiles(): Promise<[string, Buffer][]> {
  const good = sharp({ create: { width: 200, height: 150, channels: 3, background: '#4b6216' } });
  const [asJpeg, asPng, asWebp, asGif] = [
    await good.clone().jpeg().toBuffer(),
    await good.clone().png().toBuffer(),
    await good.clone().webp().toBuffer(),
    await good.clone().gif().toBuffer(),
  ];
  const files: [string, Buffer][] = [];
  const add = (name: string, ...list: Buffer[]) => list.forEach((bytes, i) => files.push([`${name} ${i + 1}`, bytes]));
  add(
    'bomb',
    png(20_000, 20_000, { bits: 1, colour: 0, rows: 2_501 * 20_000 }),
    png(12_000, 9_000, { rows: 36_001 * 900 }),
  );
  add(
    'claims to be large',
    png(50_000, 50_000),
    png(2 ** 31 - 1, 2 ** 31 - 1),
    png(29_000, 29_000),
    jpeg(65_500, 65_500),
  );
  add('claims to be large, too', gif(65_535, 65_535), gif(65_535, 1_000), jpeg(65_500, 900), png(0, 0));
  add('16 bit', png(7_000, 7_000, { bits: 16, colour: 6 }), png(9_000, 5_000, { bits: 16 }));
  add(
    'line',
    png(16_000_000, 1, { rows: 48_000_001 }),
    png(1, 16_000_000, { rows: 100 }),
    png(1_000_000, 1),
    png(1, 31_000),
  );
  add('line, too', gif(65_535, 1), jpeg(65_500, 1), jpeg(1, 65_500), gif(1, 65_535));
  add(
    'svg',
    svg('<script>alert(1)</script>'),
    svg('', ''),
    svg('<image href="file:///etc/passwd"/>'),
    svg('', ' width="1e9" height="1e9"'),
  );
  add(
    'svg',
    Buffer.concat([Buffer.from(laughs), svg('&j;')]),
    gzipSync(svg('')),
    Buffer.concat([Buffer.from('\ufeff'), svg('')]),
  );
  add(
    'svg',
    svg('<foreignObject><iframe src="//elsewhere.example"/></foreignObject>'),
    svg('<use href="#a"/>'.repeat(9_000)),
  );
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  add(
    'other',
    page,
    Buffer.from('%PDF-1.7\n1 0 obj'),
    Buffer.from('PK\x03\x04aaaa'),
    Buffer.from('\x7fELF\x02\x01'),
    Buffer.from(' '),
  );
  add(
    'other',
    Buffer.from('#!/bin/sh\nrm -rf /'),
    Buffer.from('BM' + 'a'.repeat(60)),
    Buffer.from('II*\0' + 'a'.repeat(60)),
    Buffer.alloc(4_000),
  );
  add('two in one', Buffer.from('GIF89a/*<script>*/=1;alert(1)//'), Buffer.concat([asPng.subarray(0, 30), page]));
  add(
    'two in one',
    Buffer.concat([asJpeg.subarray(0, 100), page]),
    Buffer.concat([Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), page]),
  );
  add('format', await good.clone().tiff().toBuffer(), await good.clone().avif({ effort: 0 }).toBuffer());
  for (const [name, bytes] of Object.entries({ jpeg: asJpeg, png: asPng, webp: asWebp, gif: asGif })) {
    for (const part of [3, 12, 26, 40]) add(`cut ${name} ${part}`, bytes.subarray(0, part));
    for (const seed of [1, 2, 3, 4])
      add(`noise ${name} ${seed}`, Buffer.concat([bytes.subarray(0, 8), noise(3_000, seed)]));
  }
  for (let seed = 10; files.length < 100; seed++) add(`noise ${seed}`, noise(2_000 + 90 * seed, seed));
  return files.slice(0, 100);
}

describe('hostile files', () => {
  let forum: Forum;
  let files: [string, Buffer][];
  beforeAll(async () => {
    forum = await makeForum('sqlite');
    files = await hostileFiles();
  });

  it('are refused, a hundred of them, within two seconds each and below 200 MB more memory', async () => {
    // What loads at the first one is nobody's fault.
    const send = (who: Member, bytes: Buffer) =>
      sendForm(forum, '/api/v1/pictures', {}, [bytes], who, { accept: 'application/json' });
    await send(await forum.member('First'), Buffer.from('x'));
    const people = [await forum.member('Mallory'), await forum.member('Trudy')];
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
    const taken: string[] = [];
    let slowest = { name: '', ms: 0 };
    for (const [i, [name, bytes]] of files.entries()) {
      const start = performance.now();
      const { status, text } = await send(people[i % 2]!, bytes);
      const ms = performance.now() - start;
      if (ms > slowest.ms) slowest = { name, ms };
      if (status !== 422 || !JSON.parse(text).errors?.[0]?.message)
        taken.push(`${name}: ${status} ${text.slice(0, 200)}`);
    }
    clearInterval(watch);
    const more = (Math.max(peak, process.memoryUsage.rss()) - before) / MIB;
    expect(taken).toEqual([]);
    expect(files).toHaveLength(100);
    expect(slowest.ms, slowest.name).toBeLessThan(MOST_MS);
    expect(more).toBeLessThan(MOST_MIB);
    for await (const { name } of forum.adda.files.list('')) expect.fail(`${name} was left behind`);
  });
});
