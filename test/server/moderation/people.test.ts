/** What moderators know of a person and note for each other; nobody else reads it, and the person least of all. */
import { beforeAll, expect, it } from 'vitest';
import { FEATURES } from '../../../server/features.ts';
import { moderateSpace } from '../../support/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { record } from '../../../server/platform/audit/actions.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const HERE = 'zz-note-about-wheels';
const ELSEWHERE = 'zz-note-about-brakes';
const EVERYWHERE = 'zz-note-about-all';

eachEngine('the page of a person for moderators', (engine) => {
  let forum: Forum;
  let mod: Member;
  let here: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mo', 'moderator');
    [here, rina, jamal] = [await forum.member('Here'), await forum.member('Rina'), await forum.member('Jamal')];
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { slug: 'brakes', name: 'Brakes', kind: 'craft', charter: 'For brakes.', createdAt: tx.now }),
    );
    await moderateSpace(forum.adda, here.name, 'wheels', true);
  });
  const path = (who: Member) => `/moderation/people/${who.slug}`;
  const read = async (of: Member, who: Member) => {
    const { api } = forum;
    return (await api('GET', path(of), undefined, who)).json();
  };
  const note = (words: string, who: Member, space = '', about = rina) =>
    forum.api('POST', `${path(about)}/notes`, { words, space }, who);

  it('shows notes to those who moderate where it happened', async () => {
    expect((await note(EVERYWHERE, mod)).status).toBe(201);
    expect((await note(ELSEWHERE, mod, 'brakes')).status).toBe(201);
    expect((await note(HERE, here, 'wheels')).status).toBe(201);
    const words = async (who: Member) => (await read(rina, who)).notes.map((one: { words: string }) => one.words);
    expect(await words(mod)).toEqual([HERE, ELSEWHERE, EVERYWHERE]);
    expect(await words(here)).toEqual([HERE]);
    expect((await note('x y', here)).json().code).toBe('forbidden');
    expect((await note('x y', here, 'brakes')).json().code).toBe('forbidden');
    expect((await note('x y', mod, 'nowhere')).json().errors).toMatchObject([{ field: 'space' }]);
    expect((await note('\u200b\u200b\u200b', mod)).json().errors).toMatchObject([{ field: 'words' }]);
    expect((await note('\u202etxet', mod, 'brakes')).status).toBe(201);
    expect(await words(mod)).toContain('txet');
    expect((await note('x'.repeat(1_001), mod)).json().errors).toMatchObject([{ field: 'words', code: 'too_long' }]);
    expect((await note('x y', mod, '', mod)).json().code).toBe('own_matter');
    expect((await note('x y', rina)).json().code).toBe('forbidden');
  });

  it('is nobody else’s to read, and nobody’s about themself', async () => {
    const { id } = await ask(forum, rina);
    for (const url of [
      path(rina),
      `/api/v1${path(rina)}`,
      `/u/${rina.slug}`,
      '/log',
      '/api/v1/log',
      '/settings',
      `/t/${id}`,
    ])
      for (const who of [null, rina, jamal]) {
        const { text } = await forum.get(url, who);
        for (const words of [HERE, ELSEWHERE, EVERYWHERE]) expect(text, `${who?.name} ${url}`).not.toContain(words);
      }
    await moderateSpace(forum.adda, rina.name, 'brakes', true);
    expect((await read(rina, rina)).code).toBe('own_matter');
    await moderateSpace(forum.adda, rina.name, 'brakes', false);
    const { q, t } = forum.adda.store.read;
    const events = (await q.select().from(t.events)).filter(({ kind }) => kind === 'account.noted');
    expect(JSON.stringify(events)).not.toContain('zz-note');
  });

  it('takes back one’s own note only', async () => {
    const { id } = (await note('Said too soon.', here, 'wheels')).json();
    const drop = (who: Member) => forum.api('DELETE', `/moderation/notes/${id}`, undefined, who);
    expect((await drop(mod)).json().code).toBe('not_found');
    expect((await drop(jamal)).json().code).toBe('forbidden');
    expect((await drop(here)).status).toBe(200);
    expect((await drop(here)).json().code).toBe('not_found');
    expect((await forum.get(path(rina), mod)).text).not.toContain('Said too soon.');
  });

  it('shows cases and acts where one moderates, on the page and from its neighbours', async () => {
    const thread = await ask(forum, jamal);
    const post = await write(forum, rina, thread.id, 'Buy my spokes.');
    await forum.api('POST', `/posts/${post.id}/reports`, { reason: 'spam', evidence: 'It sells spokes.' }, jamal);
    await forum.api('POST', `/posts/${post.id}/hide`, { reason: 'spam' }, mod);
    const found = await read(rina, here);
    expect(found.cases).toHaveLength(1);
    expect(found.acts).toMatchObject([{ target: 'post', verb: 'hide' }]);
    const page = await forum.get(path(rina), mod);
    for (const part of [
      'Cases about them',
      `/moderation/cases/${found.cases[0]}`,
      'Post hidden',
      'action="/moderation/notes/',
    ])
      expect(page.text).toContain(part);
    expect((await forum.get(`/u/${rina.slug}/moderate`, mod)).text).toContain(path(rina));
    expect((await forum.get(`/moderation/cases/${found.cases[0]}`, mod)).text).toContain(path(rina));
    expect((await forum.get('/moderation/people/nobody-here', mod)).status).toBe(404);
  });

  it('keeps a note that was refused, beside what is wrong', async () => {
    const refused = await forum.post(`${path(rina)}/notes`, { words: 'A long story.', space: 'nowhere' }, mod);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('A long story.');
    const sent = await forum.post(`${path(rina)}/notes`, { words: 'A short story.', space: '' }, mod);
    expect(sent.status).toBe(303);
  });

  it('says which accounts may be the same, to moderators of the forum, by mailbox, text and raid', async () => {
    const names = ['Tagged', 'Same text', 'Same minute', 'An hour later', 'Percent'];
    // One after the other: they are listed as they came.
    const made: Member[] = [];
    for (const name of names) made.push(await forum.member(name));
    const [tagged, text, minute, later, percent] = made;
    const [subject] = [await forum.member('Subject')];
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    await forum.adda.store.write(async (tx) => {
      await updateAccount(tx, subject.id, { email: 'su_bject+one@example.org', createdAt: at });
      await updateAccount(tx, tagged!.id, { email: 'su_bject+two@example.org' });
      // In LIKE an underscore would stand for any letter.
      await updateAccount(tx, percent!.id, { email: 'suXbject+two@example.org' });
      await updateAccount(tx, minute!.id, { createdAt: at + 40_000 });
      await updateAccount(tx, later!.id, { createdAt: at + 3_600_000 });
      const print = { a: 1, b: 2, c: 3, d: 4, at: tx.now };
      await tx.q.insert(tx.t.postPrints).values({ ...print, postId: 9_001, accountId: subject.id });
      await tx.q.insert(tx.t.postPrints).values({ ...print, d: 5, postId: 9_002, accountId: text!.id });
      await tx.q.insert(tx.t.postPrints).values({ ...print, b: 60_000, c: 60_000, postId: 9_003, accountId: jamal.id });
    });
    const alike = async () => (await read(subject, mod)).alike;
    expect(await alike()).toEqual([
      { name: 'tagged', whys: ['mailbox'] },
      { name: 'same-text', whys: ['text'] },
    ]);
    await forum.adda.store.write(async (tx) => {
      await record(tx, { kind: 'raid_started', actorId: mod.id, brandId: null });
      await tx.raw(`update audit_log set at = ${at + 7_200_000} where kind = 'raid_started'`);
    });
    expect(await alike()).toContainEqual({ name: 'same-minute', whys: ['raid'] });
    expect(JSON.stringify(await alike())).not.toContain('later');
    expect((await read(subject, here)).alike).toBe(null);
    const page = await forum.get(path(subject), mod);
    expect(page.text).toContain('the same mailbox');
    expect(page.text).not.toContain('@example.org');
  });

  it('forgets notes about who is erased, and the names of those who wrote others', async () => {
    const { q, t } = forum.adda.store.read;
    await forum.adda.store.write((tx) => erase(tx, FEATURES, here.id));
    const left = await q.select().from(t.personNotes);
    expect(left.find(({ words }) => words === HERE)).toMatchObject({ authorId: null, accountId: rina.id });
    await forum.adda.store.write((tx) => erase(tx, FEATURES, rina.id));
    expect((await q.select().from(t.personNotes)).filter(({ accountId }) => accountId === rina.id)).toEqual([]);
  });
});
