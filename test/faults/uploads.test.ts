/** A picture that cannot be kept. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { keepPictures } from '../../server/forum/pictures/actions.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { makeForum } from '../support/forum.ts';
import { eachEngine } from '../support/store.ts';

eachEngine('a picture whose row cannot be written', (engine) => {
  it('leaves no file behind', async () => {
    const { adda, member } = await makeForum(engine);
    const ada = await member('Ada');
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const upload = { field: 'pictures', name: 'teal.png', bytes, size: bytes.length };
    const files = () => readdirSync(path.join(adda.config.dataFolder, 'media'));
    let writes = 0;
    const write: Store['write'] = (work) => {
      // The first counts how many one brings.
      if (++writes === 2) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      return adda.store.write(work);
    };
    const store = Object.assign(Object.create(adda.store) as Store, { write });
    await expect(keepPictures({ ...adda, store }, ada, [upload])).rejects.toThrow('full');
    expect(files()).toEqual([]);
    expect((await keepPictures(adda, ada, [upload])).pictureIds).toHaveLength(1);
    expect(files()).toHaveLength(2);
  });
});
