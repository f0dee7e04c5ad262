import { expect, it } from 'vitest';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('what is sent without end', (engine) => {
  it('gets a short answer: a list of a hundred thousand items, and a hundred thousand fields', async () => {
    const forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const tags = Array.from({ length: 100_000 }, () => 7);
    const list = await forum.api('POST', '/threads', { form: 'question', title: 'Why?', body: 'So.', tags }, rina);
    expect(list.status).toBe(422);
    expect(list.text.length).toBeLessThan(2_000);
    const fields = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`f${i}`, i]));
    const many = await forum.api('POST', '/threads', fields, rina);
    expect(many.status).toBe(422);
    expect(many.text.length).toBeLessThan(10_000);
    const form = await forum.post(
      '/ask',
      { form: 'question', title: 'Why?', body: 'So.', tags: tags.map(String) },
      rina,
    );
    expect([413, 422]).toContain(form.status);
    const invited = await forum.api('POST', '/threads/1/invitations', { members: tags }, rina);
    expect(invited.status).toBe(422);
  });
});
