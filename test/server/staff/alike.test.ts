/** Whoever proposes a space sees what is like it first, and sends it all the same with one press. */
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const CHARTER = 'For all who look after a garden on a balcony, with little soil and much wind.';

eachEngine('a space that is proposed', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    await forum.adda.store.write(async (tx) => {
      const one = { kind: 'craft' as const, charter: CHARTER, createdAt: tx.now };
      await insertSpace(tx, { ...one, slug: 'balconies', name: 'Gardens on balconies' });
      await insertSpace(tx, { ...one, slug: 'secret', name: 'Balconies among us', access: 'private' });
      await insertSpace(tx, { ...one, slug: 'old', name: 'Balconies of old', archivedAt: tx.now });
      await insertSpace(tx, {
        ...one,
        slug: 'chade',
        name: 'ছাদে বাগান',
        charter: 'যাঁরা ছাদে গাছ লাগান, মাটি আর জল নিয়ে ভাবেন।',
      });
    });
  });
  const proposal = {
    name: 'Balcony gardening',
    kind: 'craft',
    charter: 'What grows above the street, in pots and boxes.',
  };
  const send = (body: Record<string, string | string[]>, who = rina!) => forum.post('/spaces/propose', body, who);
  const alike = async (query: Record<string, string>, who: Member | null = rina!) =>
    forum.api('GET', `/spaces/alike?${new URLSearchParams(query)}`, undefined, who);
  const names = async (query: Record<string, string>) =>
    (await alike(query)).json().alike.map(({ name }: { name: string }) => name);
  const waiting = async () => {
    const { q, t } = forum.adda.store.read;
    return (await q.select().from(t.proposals)).map(({ name }) => name);
  };

  it('is shown what is like it, with what was typed, and goes on with one press', async () => {
    expect((await forum.get('/spaces/propose', rina)).text).toContain('name="look" value="true"');
    const shown = await send({ ...proposal, look: 'true' });
    expect(shown.status).toBe(409);
    for (const words of [
      'There is something like it already',
      'href="/s/balconies"',
      'Gardens on balconies',
      'Propose it all the same',
    ])
      expect(shown.text).toContain(words);
    for (const kept of ['value="Balcony gardening"', 'above the street', 'value="craft" checked'])
      expect(shown.text).toContain(kept);
    expect(await waiting()).toEqual([]);
    const seen = [...shown.text.matchAll(/name="seen" value="([^"]+)"/g)].map(([, one]) => one!);
    expect(seen).toEqual(['balconies']);
    // Another name, or one in another language besides, is another question.
    for (const name of ['A roof garden, বাগান', 'বাগান'])
      expect((await send({ ...proposal, name, look: 'true', seen })).text).toContain('href="/s/chade"');
    expect(await waiting()).toEqual([]);
    expect((await send({ ...proposal, look: 'true', seen })).status).toBe(303);
    expect(await waiting()).toEqual(['Balcony gardening']);
  });

  it('is sent at once where there is nothing like it', async () => {
    const other = { name: 'Mending umbrellas', kind: 'craft', charter: 'For who bends ribs straight and sews covers.' };
    expect((await send({ ...other, look: 'true' })).status).toBe(303);
  });

  it('is compared with what waits, too, in whatever script, and never with what its proposer may not see', async () => {
    expect(await names({ name: 'Umbrellas' })).toEqual(['Mending umbrellas']);
    expect((await alike({ name: 'Umbrellas' })).json().alike[0].slug).toBeNull();
    expect((await send({ ...proposal, name: 'Umbrella repair', look: 'true' }, jamal)).text).toContain(
      'href="/spaces/proposals"',
    );
    expect(await names({ name: 'Balcony' })).toEqual(['Gardens on balconies', 'Balcony gardening']);
    expect(await names({ name: 'বাগান' })).toEqual(['ছাদে বাগান']);
    expect(await names({ name: 'Roof', charter: 'যাঁরা ছাদে গাছ লাগান, মাটি নিয়ে ভাবেন।' })).toEqual(['ছাদে বাগান']);
  });

  it('is asked for in the API, which sends at once unless it is told to look', async () => {
    const call = (body: object) => forum.api('POST', '/spaces/proposals', body, jamal);
    const looked = await call({ ...proposal, name: 'Gardening on a balcony', look: true });
    expect([looked.status, looked.json().code]).toEqual([409, 'spaces_alike']);
    expect(looked.json().current.alike.map(({ slug }: { slug: string | null }) => slug)).toContain('balconies');
    expect((await call({ ...proposal, name: 'Gardening on a balcony' })).status).toBe(201);
    expect((await alike({ name: 'Balcony' }, null)).status).toBe(401);
  });

  it('is compared with nothing that says nothing, and takes texts of any length', async () => {
    for (const name of ['', '\u200b\u202e', 'the of and', '%', "'; drop table spaces"])
      expect((await alike({ name })).json().alike, name).toEqual([]);
    const long = await alike({ name: 'garden '.repeat(200), charter: 'balcony '.repeat(200) });
    expect(long.status).toBeLessThan(500);
    const taken = await send({ ...proposal, name: 'Gardens on balconies', look: 'true' });
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('href="/s/balconies"');
  });
});
