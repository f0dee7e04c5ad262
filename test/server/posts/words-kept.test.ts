/** Words of a form that has no page any more, or whose writer is not who, or what, they were when it was drawn. */
import { beforeAll, expect, it } from 'vitest';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { type Asked, ask, withdraw, write } from '../../support/talk.ts';

const WORDS = 'An hour of words about hubs.';

eachEngine('words that were typed', (engine) => {
  let forum: Forum;
  let [rina, jamal, mod]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    mod = await forum.member('Mod', 'moderator');
    thread = await ask(forum, rina!);
  });
  const keep = (who: Member, values: object) => forum.api('PUT', '/drafts', values, who);
  const listed = async (who: Member) => (await forum.api('GET', '/drafts', undefined, who)).json().drafts;
  const done = async (path: string, body: object) =>
    expect((await forum.api('POST', path, body, mod)).status, path).toBe(200);

  it('come back where a session ended, also from pages that are nobody else’s', async () => {
    const begun = await forum.api('POST', '/messages', { to: ['Jamal'], body: 'Hello!' }, rina);
    const { conversationId } = begun.json();
    await forum.api('POST', `/messages/${conversationId}/accept`, {}, jamal);
    for (const path of [`/messages/${conversationId}/write`, '/waiting/7', `/t/${thread.id}/posts`]) {
      for (const [who, writer] of [
        [null, {}],
        [jamal!, { writer: String(rina!.id) }],
      ] as [Member | null, Record<string, string>][]) {
        const answer = await forum.post(path, { body: WORDS, postAt: '', ...writer }, who);
        expect(answer.status, path).toBe(401);
        expect(answer.text, path).toContain(`${WORDS}</textarea>`);
        expect(answer.text, path).toContain('nothing you typed is lost');
      }
    }
  });

  it('come back where what they answer went meanwhile, and are read in the list of drafts', async () => {
    const parent = await write(forum, rina!, thread.id, 'Which stand?');
    const reply = { body: WORDS, parentId: String(parent.id) };
    const other = await ask(forum, rina!, { title: 'Which hub is quiet?' });
    await keep(jamal!, { place: `reply:${parent.id}`, body: WORDS });
    await keep(jamal!, { place: `thread:${other.id}`, body: WORDS });
    await withdraw(forum, rina!, parent.id);
    const withdrawn = await forum.post(`/t/${thread.id}/posts`, reply, jamal);
    expect([withdrawn.status, withdrawn.text.includes(`${WORDS}</textarea>`)]).toEqual([409, true]);
    await done(`/threads/${other.id}/hide`, { reason: 'spam' });
    const hidden = await forum.post(`/t/${other.id}/posts`, { body: WORDS }, jamal);
    expect([hidden.status, hidden.text.includes(`${WORDS}</textarea>`)]).toEqual([404, true]);
    expect(hidden.text).not.toContain('Which hub is quiet?');
    const list = (await forum.get('/drafts', jamal)).text;
    expect(list.split(WORDS)).toHaveLength(3);
    expect(list).toContain('To a thread that is not open to you any more');
    expect(list).not.toContain('Which hub is quiet?');
    expect((await forum.get(`/drafts?place=thread:${other.id}`, jamal)).text).toContain(`>${WORDS}</div>`);
    // Nobody brings words of theirs into a page of ours.
    const foreign = await forum.post('/waiting/7', { body: WORDS }, jamal, { origin: 'https://evil.example' });
    expect(foreign.text).not.toContain(WORDS);
  });

  it('of a change come back where its post was withdrawn meanwhile', async () => {
    const post = await write(forum, jamal!, thread.id, 'Tighten the spokes.');
    await withdraw(forum, jamal!, post.id);
    const late = await forum.post(`/p/${post.id}/edit`, { body: WORDS, revision: '1' }, jamal);
    expect([late.status, late.text.includes(`${WORDS}</textarea>`)]).toEqual([409, true]);
  });

  it('are read and thrown away by their writer alone, and as their list shows them', async () => {
    const place = `thread:${thread.id}`;
    const mine = (await keep(rina!, { place, body: 'Rina’s own.' })).json().at;
    const { at } = (await keep(jamal!, { place, body: WORDS })).json();
    const asked = `/api/v1/drafts?place=${place}&writer=${rina!.id}`;
    expect([(await forum.get(asked, jamal)).status, (await forum.get(asked, rina)).status]).toEqual([401, 200]);
    const list = (await forum.get('/drafts', rina)).text;
    for (const field of [`name="draftAt" value="${mine}"`, `name="writer" value="${rina!.id}"`])
      expect(list).toContain(field);
    const remove = (who: Member, fields: object) => forum.post('/drafts/remove', { place, ...fields }, who);
    expect((await remove(jamal!, { writer: String(rina!.id), draftAt: String(mine) })).status).toBe(401);
    const next = (await keep(jamal!, { place, body: 'Another text.', base: at })).json().at;
    expect((await remove(jamal!, { draftAt: String(at) })).status).toBe(409);
    expect((await listed(jamal!)).map(({ values }: { values: { body: string } }) => values.body)).toContain(
      'Another text.',
    );
    expect((await remove(jamal!, { draftAt: String(next) })).status).toBe(303);
    expect((await listed(rina!))[0]).toMatchObject({ values: { body: 'Rina’s own.' } });
  });

  it('in a form that goes on with a draft are thrown away there, by a press that is asked twice', async () => {
    const post = await write(forum, jamal!, thread.id, 'As it stands.');
    const { at } = (await keep(jamal!, { place: `edit:${post.id}`, body: WORDS, revision: 1 })).json();
    const form = async () => (await forum.get(`/p/${post.id}/edit`, jamal)).text;
    expect(await form()).toMatch(
      new RegExp(`<details[^>]*><summary>Throw away….*name="place" value="edit:${post.id}"`, 's'),
    );
    // Enter in a line of the form presses its first button.
    expect(/<button[^>]*>/.exec((await form()).split('<main')[1]!)![0]).not.toContain('formaction');
    // As its form sends it, with all that it has.
    const sent = {
      body: 'More.',
      revision: '1',
      draftAt: String(at),
      place: `edit:${post.id}`,
      writer: String(jamal!.id),
    };
    const dropped = await forum.post('/drafts/remove', sent, jamal);
    expect([dropped.status, dropped.headers.location]).toEqual([303, `/p/${post.id}/edit`]);
    expect(await form()).toContain('As it stands.</textarea>');
    const list = await forum.post('/drafts/remove', { place: 'start', fromList: 'true' }, jamal);
    expect(list.headers.location).toContain('flash=draft-dropped');
  });

  it('are said in no other capacity than their form says', async () => {
    const brand = await makeBrand(forum);
    const dana = await makeStaff(forum, 'Dana', brand);
    const path = `/t/${thread.id}/posts`;
    expect((await forum.get(thread.url, jamal)).text).toContain('name="speaksAs" value="member"');
    expect((await forum.get(thread.url, dana)).text).toContain('name="speaksAs" value="brand"');
    for (const [who, speaksAs, other] of [
      [dana, 'member', 'brand'],
      [jamal!, 'brand', 'member'],
    ] as const) {
      const refused = await forum.post(path, { body: WORDS, speaksAs }, who);
      expect(refused.status).toBe(409);
      for (const words of [`${WORDS}</textarea>`, `name="speaksAs" value="${other}"`, 'another capacity'])
        expect(refused.text).toContain(words);
    }
    expect((await forum.post(path, { body: WORDS, speaksAs: 'member' }, jamal)).status).toBe(303);
  });

  it('are shown, and not posted, where Enter in a line of the form presses its first button', async () => {
    for (const path of ['/ask', '/messages/new']) {
      const form = (await forum.get(path, rina)).text.split('<main')[1]!;
      expect(/<button[^>]*>/.exec(form)![0], path).toContain('name="preview"');
    }
  });

  it('are posted once, however often their draft was kept between two presses', async () => {
    const form = { title: 'Posted once', body: WORDS, space: 'wheels', form: 'question', idempotencyKey: 'once-only' };
    const first = await forum.post('/ask', { ...form, draftAt: '1' }, rina);
    const second = await forum.post('/ask', { ...form, draftAt: '2' }, rina);
    expect([first.status, second.headers.location]).toEqual([303, first.headers.location]);
  });

  it('of a poll are not written over by those of another window', async () => {
    const post = await write(forum, rina!, thread.id, 'Who rides what?');
    const poll = (question: string, seenId: number | '') =>
      forum.post(
        `/p/${post.id}/poll`,
        { pollQuestion: question, pollChoices: 'Cup\nCartridge', seenId: String(seenId) },
        rina,
      );
    expect((await poll('Which hub?', '')).status).toBe(303);
    const stale = await poll('Which rim?', '');
    expect([stale.status, stale.text.includes('Which rim?'), stale.text.includes('Which hub?')]).toEqual([
      409,
      true,
      true,
    ]);
    const seenId = /name="seenId" value="(\d+)"/.exec(stale.text)![1]!;
    expect((await poll('Which rim?', Number(seenId))).status).toBe(303);
  });
});
