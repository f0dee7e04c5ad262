/** Forms in many parts: the largest that anybody fills in is taken, and one that is made of thousands comes back. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../shared/limits.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';

const PARTS = 5_000;
const FIELDS = { form: 'discussion', space: 'wheels', title: 'A form in parts', body: 'Words to keep.', tags: 'wheel' };
const fill = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i));

describe('a form in many parts', () => {
  let forum: Forum;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum('sqlite');
    rina = await forum.member('Rina');
  });
  const started = async () => {
    const { q, t } = forum.adda.store.read;
    return (await q.select({ title: t.threads.title }).from(t.threads)).map(({ title }) => title);
  };

  it.for([
    ['fields of one name', { tags: fill(PARTS, () => 'x') }],
    ['fields of many names', Object.fromEntries(fill(PARTS, (i) => `field${i}`).map((name) => [name, 'x']))],
  ] as const)(`is refused with ${PARTS} %s, with what was typed, and posts nothing`, async ([, many]) => {
    const refused = await sendForm(
      forum,
      '/ask',
      { ...FIELDS, ...many } as Record<string, string | string[]>,
      [],
      rina,
    );
    expect(refused.status).toBe(413);
    expect(refused.text).toContain('Words to keep.');
    expect(refused.text).toContain('<textarea');
    const asJson = { accept: 'application/json' };
    const told = await sendForm(forum, '/ask', { ...FIELDS, ...many } as Record<string, string>, [], rina, asJson);
    expect([told.status, JSON.parse(told.text).code]).toEqual([413, 'too_large']);
    expect(await started()).toEqual([]);
  });

  it('is refused with as many empty files', async () => {
    const files = fill(PARTS, (i) => `${i}.png`).map((name) => ({ name, bytes: Buffer.alloc(0) }));
    const refused = await sendForm(forum, '/ask', FIELDS, files, rina);
    expect(refused.status).toBe(413);
    expect(refused.text).toContain('Words to keep.');
    expect(await started()).toEqual([]);
  });

  it('is taken with all that a thread can have', async () => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const brought = await sendForm(
      forum,
      '/api/v1/pictures',
      {},
      fill(LIMITS.pictures, String).map(() => picture),
      rina,
      {
        accept: 'application/json',
      },
    );
    const ids = (JSON.parse(brought.text).pictures as { id: number }[]).map(({ id }) => String(id));
    const page = (await forum.get('/ask?form=discussion', rina)).text;
    const names = [...page.matchAll(/name="(\w+)"/g)].map(([, name]) => name!);
    const own = Object.fromEntries(
      names.filter((name) => !['preview', 'next', 'speaksAs', 'draft'].includes(name)).map((name) => [name, '']),
    );
    const answer = await sendForm(
      forum,
      '/ask',
      {
        ...own,
        ...FIELDS,
        ...{ pictureIds: ['', ...ids], altIds: ids, alts: ids.map((id) => `Picture ${id}`) },
        ...{
          pollQuestion: 'Which one?',
          pollChoices: fill(LIMITS.pollChoices.max, (i) => `Choice ${i}`),
          pollMost: '1',
        },
        writer: String(rina.id),
      },
      [],
      rina,
    );
    expect(answer.status, /error-summary[^]*?<\/ul>/.exec(answer.text)?.[0]).toBe(303);
    expect(await started()).toEqual([FIELDS.title]);
  });
});
