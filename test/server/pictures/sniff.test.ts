/** What is looked at before the library that reads pictures gets it, and what that does with the rest. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePicture } from '../../../server/forum/pictures/make.ts';
import { framesOfGif, kindOf, sniffed } from '../../../server/forum/pictures/sniff.ts';

const colour = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#4b6216' } });

/** A part of a PNG. */
function part(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A GIF of so many pictures of one dot. */
function gif(frames: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const frame = Buffer.from('!\xf9\x04\0\x05\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0', 'latin1');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

describe('what is sent as a picture', () => {
  let png: Buffer;
  let jpeg: Buffer;
  beforeAll(async () => {
    png = await colour().png().toBuffer();
    jpeg = await colour().jpeg({ progressive: true }).toBuffer();
  });

  it('is told by its first bytes', async () => {
    expect([png, jpeg, gif(1), await colour().webp().toBuffer()].map(kindOf)).toEqual(['png', 'jpeg', 'gif', 'webp']);
    const others = [
      '',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '\u0089PN',
      'RIFF\0\0\0\0WAVE',
      ' GIF89a',
      'BM\0\0',
    ];
    expect(others.map((text) => sniffed(Buffer.from(text, 'latin1')))).toEqual(others.map(() => 'not_a_picture'));
    expect(sniffed(await colour().tiff().toBuffer())).toBe('not_a_picture');
    expect(sniffed(await colour().avif().toBuffer())).toBe('not_a_picture');
  });

  it('is refused where it is a JPEG drawn in more passes than anybody needs, however small each is', async () => {
    const scan = Buffer.from('ffda0008010100013f00', 'hex');
    const many = Buffer.concat([jpeg.subarray(0, -2), ...Array.from({ length: 200 }, () => scan), jpeg.subarray(-2)]);
    expect(await makePicture(many)).toEqual({ fault: 'slow_picture', limit: 8 });
    expect(sniffed(jpeg)).toBe(jpeg);
    expect(await makePicture(jpeg)).toMatchObject({ width: 40, height: 30 });
  });

  it('is read without the words that a PNG brings along', async () => {
    const words = deflateSync(Buffer.alloc(100_000));
    const packed = part('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), words]));
    const end = png.length - 12;
    const heavy = Buffer.concat([
      png.subarray(0, 33),
      packed,
      packed,
      png.subarray(33, end),
      packed,
      png.subarray(end),
    ]);
    expect(sniffed(heavy)).toEqual(png);
    expect(sniffed(png)).toBe(png);
    expect(await makePicture(heavy)).toMatchObject({ width: 40, height: 30, still: null });
  });

  it('is refused where it comes in more parts than anybody writes', async () => {
    const nothing = part('abCD', Buffer.alloc(0));
    const parts = Array.from({ length: 30_000 }, () => nothing);
    expect(sniffed(Buffer.concat([png.subarray(0, 33), ...parts, png.subarray(33)]))).toBe('slow_picture');
    const frame = Buffer.from('ANMF\0\0\0\0', 'latin1');
    const webp = await colour().webp().toBuffer();
    expect(sniffed(Buffer.concat([webp, ...Array.from({ length: 6_000 }, () => frame)]))).toBe('slow_picture');
  });

  it('stands still where it moves for longer than is kept, with the number of its pictures', async () => {
    expect([gif(1), gif(3)].map((one) => framesOfGif(one).count)).toEqual([1, 3]);
    expect(framesOfGif(gif(3)).first).toEqual(gif(1));
    expect(await makePicture(gif(3))).toMatchObject({ moving: expect.any(Buffer), still: null });
    expect(await makePicture(gif(400_000))).toMatchObject({
      ...{ moving: null, width: 1, height: 1 },
      still: { fault: 'too_many_frames', limit: 300, length: 400_000 },
    });
  });

  it.each([
    ['a GIF that ends in its head', Buffer.from('GIF89a')],
    ['a GIF that ends in its first picture', gif(2).subarray(0, 30)],
    [
      'a PNG whose first part says that it is longer than the file',
      Buffer.concat([Buffer.from('89504e470d0a1a0affffffff', 'hex'), Buffer.alloc(20)]),
    ],
    [
      'a WebP whose first part says that it is longer than the file',
      Buffer.from('RIFF\xff\xff\xff\xffWEBPANMF\xff\xff\xff\xff', 'latin1'),
    ],
  ])('is damaged where it is %s', async (_, bytes) => {
    expect(await makePicture(bytes)).toHaveProperty('fault');
  });
});
