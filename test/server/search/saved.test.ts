/** Searches that members save: of what they find anew one is told, and of nothing else. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { keepNoted } from '../../../server/forum/reading/reads.ts';
import { lookForNew } from '../../../server/forum/search/saved.ts';
import { dueSearches } from '../../../server/forum/search/saved-queries.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

eachEngine('a saved search', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let number = 0;
  beforeAll(async () => void (forum = await makeForum(engine)));
  beforeEach(async () => {
    number++;
    rina = await forum.member(`Rina ${number}`);
    jamal = await forum.member(`Jamal ${number}`);
  });

  const save = (q: string, who = rina) => forum.api('POST', '/searches', { q }, who);
  const saved = async (who = rina) =>
    (await forum.api('GET', '/searches', undefined, who)).json().searches as { id: number; q: string }[];
  const told = async (who = rina) =>
    (
      (await forum.api('GET', '/notifications', undefined, who)).json().notifications as {
        reason: string;
        url: string;
      }[]
    )
      .filter(({ reason }) => reason === 'search')
      .map(({ url }) => url);

  it('is saved by a press above what was found, with its space, and is gone after another', async () => {
    await ask(forum, jamal, { title: 'Which derailleur lasts?' });
    const page = (await forum.get('/search?q=derailleur&space=wheels', rina)).text;
    expect(page).toMatch(/action="\/searches">\s*<input type="hidden" name="q" value="derailleur in:wheels">/);
    expect((await forum.get('/search?q=derailleur')).text).not.toContain('action="/searches"');
    const kept = await forum.post('/searches', { q: ' derailleur  in:wheels ' }, rina);
    expect([kept.status, kept.headers.location]).toEqual([
      303,
      '/search?q=derailleur%20in%3Awheels&flash=search_saved',
    ]);
    expect((await forum.post('/searches', { q: 'derailleur in:wheels' }, rina)).status).toBe(303);
    expect((await save('Derailleur IN:wheels')).status).toBe(200);
    expect(await saved()).toMatchObject([{ q: 'derailleur in:wheels' }]);
    expect((await forum.get('/search?q=DERAILLEUR+in%3Awheels', rina)).text).toContain(
      `action="/searches/${(await saved())[0]!.id}/remove"`,
    );
    expect((await forum.get('/search?q=derailleur+in%3Awheels', rina)).text).toContain(
      'You are told of new posts that this finds.',
    );
    expect((await forum.get('/searches', rina)).text).toContain('derailleur in:wheels');
    expect((await forum.get('/searches', jamal)).text).not.toContain('derailleur');
    const id = (await saved())[0]!.id;
    expect((await forum.post(`/searches/${id}/remove`, {}, jamal)).status).toBe(303);
    expect(await saved()).toHaveLength(1);
    expect((await forum.post(`/searches/${id}/remove`, {}, rina)).headers.location).toBe(
      '/searches?flash=search_removed',
    );
    expect(await saved()).toEqual([]);
  });

  it('is refused empty, too long and once too often, with what was typed', async () => {
    expect((await save('\u200b')).status).toBe(422);
    const long = await save('w'.repeat(LIMITS.query.max + 1));
    expect(long.json().errors).toMatchObject([{ field: 'q', code: 'too_long' }]);
    for (let i = 0; i < LIMITS.savedSearches; i++) expect((await save(`wheel ${i}`)).status).toBe(200);
    expect((await save('one more')).json().code).toBe('too_many_searches');
    expect((await save('wheel 3')).status).toBe(200);
  });

  it('tells of what is new, once, with the search in its words, and not of what was there or one wrote', async () => {
    const old = await ask(forum, jamal, { title: 'A sprocket, old' });
    await save('sprocket');
    await lookForNew(forum.adda);
    expect(await told()).toEqual([]);
    const fresh = await write(forum, jamal, old.id, 'My sprocket is new.');
    await ask(forum, rina, { title: 'My own sprocket' });
    await ask(forum, jamal, { title: 'Nothing of the kind' });
    await lookForNew(forum.adda);
    await lookForNew(forum.adda);
    expect(await told()).toEqual([expect.stringContaining(fresh.url.split('#')[0]!)]);
    expect((await forum.get('/notifications', rina)).text).toMatch(/For your search “<bdi>sprocket<\/bdi>”: [^]*Jamal/);
    expect(await told(jamal)).toEqual([]);
  });

  it('are twenty at most, also when many are saved at once, and one of each', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => save(`axle ${i % 25}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await saved()).toHaveLength(LIMITS.savedSearches);
  });

  it('are looked for once a round, also while a post says that it comes from tomorrow', async () => {
    const { postId } = await ask(forum, jamal, { title: 'A spindle from tomorrow' });
    for (let i = 0; i < 3; i++)
      for (const who of [rina, jamal, await forum.member(`Spindle ${number} ${i}`)])
        for (let j = 0; j < 10; j++) await save(`spindle ${j}`, who);
    await forum.adda.store.write((tx) =>
      tx.raw(`update posts set created_at = ${Date.now() + 3_600_000} where id = ${postId}`),
    );
    const begunAt = Date.now();
    await lookForNew(forum.adda);
    const due = await dueSearches(forum.adda.store.read, begunAt, 100);
    expect(due).toEqual([]);
    await forum.adda.store.write((tx) => tx.raw(`update posts set created_at = 1 where id = ${postId}`));
  });

  it('tells of nothing that was read, taken back, hidden from its reader, or said by whom they muted or blocked', async () => {
    await save('freewheel');
    const read = await ask(forum, jamal, { title: 'A freewheel that is read' });
    await forum.get(read.url, rina);
    await keepNoted(forum.adda);
    const gone = await ask(forum, jamal, { title: 'A freewheel that is gone' });
    await withdraw(forum, jamal, gone.postId);
    const muted = await forum.member(`Mina ${number}`);
    await forum.post('/follow', { kind: 'member', targetId: String(muted.id), level: 'muted' }, rina);
    await ask(forum, muted, { title: 'A freewheel of somebody muted' });
    const blocked = await forum.member(`Bert ${number}`);
    await forum.api('POST', '/blocks', { name: blocked.name }, rina);
    await ask(forum, blocked, { title: 'A freewheel of somebody blocked' });
    await lookForNew(forum.adda);
    expect(await told()).toEqual([]);
    await forum.adda.store.write((tx) => tx.raw(`update spaces set access = 'private' where slug = 'wheels'`));
    const admin = await forum.member(`Ada ${number}`, 'admin');
    await ask(forum, admin, { title: 'A freewheel behind a door' });
    await lookForNew(forum.adda);
    expect(await told()).toEqual([]);
    await forum.adda.store.write((tx) => tx.raw(`update spaces set access = 'public' where slug = 'wheels'`));
  });

  it('says of staff that they are staff, and nothing more once it is removed', async () => {
    const dana = await makeStaff(forum, `Dana ${number}`, await makeBrand(forum, `Brand ${number}`));
    const asked = await ask(forum, jamal, { title: 'What holds a cassette?' });
    await save('lockring');
    await write(forum, jamal, asked.id, 'Something, I think.');
    await forum.adda.store.write((tx) =>
      tx.raw(`update threads set early_access_by = 'asker', early_access_at = ${Date.now()} where id = ${asked.id}`),
    );
    expect((await tryPost(forum, dana, asked.id, 'A lockring.')).status).toBe(201);
    await lookForNew(forum.adda);
    expect(await told()).toHaveLength(1);
    expect((await forum.get('/notifications', rina)).text).toMatch(
      /lockring<\/bdi>”: <span class="staff-label[^]*Dana/,
    );
    const id = (await saved())[0]!.id;
    await forum.api('POST', `/searches/${id}/remove`, {}, rina);
    expect(await told()).toEqual([]);
    await write(forum, jamal, asked.id, 'A lockring, indeed.');
    await lookForNew(forum.adda);
    expect(await told()).toEqual([]);
  });
});
