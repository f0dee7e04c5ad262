/** Forms of thread: what each asks for, who may do what in it, and what its page says; with pictures. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { recountRecent } from '../../../server/forum/upkeep/ageing.ts';
import { sweepPictures } from '../../../server/forum/pictures/actions.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, write } from '../../support/talk.ts';

const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

eachEngine('a form of thread', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let admin: Member;
  let dana: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, admin] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Ada', 'admin'),
    ];
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    for (const [slug, kind] of [
      ['looms', 'craft'],
      ['walks', 'aspiration'],
    ])
      await forum.api(
        'POST',
        '/spaces',
        { name: `People of ${slug}`, slug, kind, charter: `For all who like ${slug} a lot.` },
        admin,
      );
  });

  const start = (who: Member, values: object) =>
    forum.api('POST', '/threads', { title: 'Something of ours', body: 'Some words.', space: 'looms', ...values }, who);
  const faultsOf = async (answer: Awaited<ReturnType<typeof start>>) =>
    answer.json().errors.map(({ field, code }: any) => `${field} ${code}`);

  it('is started only where the space offers it, and an admin may change what that is', async () => {
    const refused = await start(rina, { form: 'journey', goal: 'To weave a shawl.', space: 'wheels' });
    expect([refused.status, await faultsOf(refused)]).toEqual([422, ['form not_offered']]);
    const looms = { name: 'People of looms', kind: 'craft', charter: 'For all who like looms a lot.' };
    const change = (values: object) => forum.api('PATCH', '/spaces/looms', { ...looms, ...values }, admin);
    expect((await change({ forms: [], words: [] })).status).toBe(422);
    expect((await change({ forms: ['problem', 'question'], words: ['Ask a weaver', 'Name a knot'] })).status).toBe(200);
    const page = (await forum.get('/s/looms', rina)).text;
    expect(page).toContain('>Ask a weaver</a>');
    expect(page).toContain('>Name a knot</a>');
    expect((await start(rina, { form: 'showcase' })).status).toBe(422);
    const usual = ['showcase', 'question', 'journey', 'challenge', 'discussion', 'resource'];
    expect((await change({ forms: usual, words: [] })).status).toBe(200);
    expect((await rowOf(forum, 'spaces', 2)).forms ?? null).toBeNull();
    expect((await forum.get('/s/looms', rina)).text).toContain('>Show your work</a>');
  });

  it('keeps what was typed when another form is chosen', async () => {
    const typed = {
      form: 'question',
      title: 'My first shawl',
      body: 'It is long.',
      preview: 'form:journey',
      space: 'walks',
    };
    const { text, status } = await forum.post('/ask', typed, rina);
    expect(status).toBe(200);
    expect(text).toContain('value="My first shawl"');
    expect(text).toContain('It is long.');
    expect(text).toContain('name="goal"');
    expect(text).toContain('<input type="hidden" name="form" value="journey">');
    expect(text).not.toContain('class="preview"');
  });

  it('journey: its author adds milestones, others cheer, and it ends when its author says so', async () => {
    expect(await faultsOf(await start(rina, { form: 'journey' }))).toEqual(['goal required']);
    const { id, url } = (await start(rina, { form: 'journey', goal: 'A shawl of two metres.' })).json();
    const first = await write(forum, rina, id, 'The warp is on.', { title: 'Warped' } as object);
    const cheer = await write(forum, jamal, id, 'Well warped!');
    expect([first.kind, cheer.kind]).toEqual(['milestone', 'post']);
    const page = (await forum.get(url)).text;
    expect(page).toContain('A shawl of two metres.');
    expect(page).toMatch(/answers--timeline[^]*Warped[^]*Cheers and questions[^]*Well warped!/);
    expect((await forum.api('PUT', `/threads/${id}/finish`, {}, jamal)).json().code).toBe('not_yours');
    expect((await forum.api('PUT', `/threads/${id}/finish`, {}, rina)).status).toBe(200);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'finished' });
    // Words after the end change nothing of it.
    await write(forum, jamal, id, 'Congratulations.');
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'finished' });
    expect((await forum.get(url)).text).toContain('Finished on');
    await forum.api('PUT', `/threads/${id}/finish`, { set: false }, rina);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'open', finishedAt: null });
  });

  it('challenge: members join until its end, tell how it goes, and say that they did it', async () => {
    const dates = { form: 'challenge', goal: 'Ten rows a day.' };
    expect(await faultsOf(await start(rina, dates))).toEqual(['endsOn required']);
    for (const wrong of [
      { endsOn: day(-3) },
      { endsOn: day(800) },
      { endsOn: 'soon' },
      { startsOn: day(9), endsOn: day(4) },
    ])
      expect(await faultsOf(await start(rina, { ...dates, ...wrong })), JSON.stringify(wrong)).toEqual([
        'endsOn not_a_day',
      ]);
    const { id, url } = (await start(rina, { ...dates, endsOn: day(5) })).json();
    const step = (word: string, who: Member, set = true) => forum.api('PUT', `/threads/${id}/${word}`, { set }, who);
    expect((await write(forum, jamal, id, 'Sounds good.')).kind).toBe('post');
    expect((await step('done', jamal)).json().code).toBe('not_joined');
    expect((await step('join', dana)).json().code).toBe('staff_cannot');
    for (const _ of [1, 2]) expect((await step('join', jamal)).status).toBe(200);
    expect((await write(forum, jamal, id, 'Ten today.')).kind).toBe('update');
    expect((await step('done', jamal)).status).toBe(200);
    const page = (await forum.get(url, jamal)).text;
    expect(page).toMatch(/1 takes part[^]*1 did it[^]*How it goes[^]*Ten today\.[^]*Sounds good\./);
    await letTimePass(forum, 7 * DAY);
    await forum.adda.store.write((tx) =>
      tx.raw(
        `update threads set opens_at = opens_at - ${7 * DAY}, closes_at = closes_at - ${7 * DAY}, version = version + 1 where id = ${id}`,
      ),
    );
    expect((await step('join', rina)).json().code).toBe('challenge_over');
    expect((await forum.get(url, jamal)).text).toContain('Was over at the end of');
    expect((await step('join', jamal, false)).status).toBe(200);
    expect((await start(rina, { form: 'question' })).status).toBe(201);
  });

  it('resource: members improve it together, every version says who wrote it, and staff leave it alone', async () => {
    const { id, postId, url } = (await start(rina, { form: 'resource', body: 'Thread: linen.' })).json();
    const edit = (who: Member, body: string, revision: number) =>
      forum.api('PATCH', `/posts/${postId}`, { body, revision }, who);
    expect((await edit(jamal, 'Thread: linen, wool.', 1)).status).toBe(200);
    expect((await edit(dana, 'Buy ours.', 2)).json().code).toBe('staff_cannot');
    expect((await edit(rina, 'Thread: linen, wool, silk.', 1)).json().code).toBe('stale_edit');
    expect((await edit(rina, 'Thread: linen, wool, silk.', 2)).status).toBe(200);
    expect((await forum.get(url)).text).toContain('3 versions');
    const told = (await forum.get(`/p/${postId}/revisions`)).text;
    const names = [...told.matchAll(/<li id="r-(\d)">[^]*?<p class="muted small">([^]*?) · /g)].map(([, n, by]) => [
      n,
      by!.replace(/<[^>]+>/g, ''),
    ]);
    expect(names).toEqual([
      ['3', 'Rina'],
      ['2', 'Jamal'],
      ['1', 'Rina'],
    ]);
    // Nothing else of somebody is shared: not a comment on it, not another form's text.
    const comment = await write(forum, rina, id, 'Nice.');
    expect(
      (await forum.api('PATCH', `/posts/${comment.id}`, { body: 'Not mine.', revision: 1 }, jamal)).json().code,
    ).toBe('not_yours');
    const question = await ask(forum, rina);
    expect(
      (await forum.api('PATCH', `/posts/${question.postId}`, { body: 'Not mine.', revision: 1 }, jamal)).json().code,
    ).toBe('not_yours');
  });

  it('of staff’s is their own: nobody else changes what stands under their label', async () => {
    const offered = await start(dana, { form: 'resource', space: 'walks', body: 'A table of distances.' });
    expect(offered.status, offered.text).toBe(201);
    const { postId } = offered.json();
    expect((await forum.api('PATCH', `/posts/${postId}`, { body: 'Mine now.', revision: 1 }, jamal)).json().code).toBe(
      'not_yours',
    );
    expect((await forum.get(`/p/${postId}/edit`, jamal)).status).toBe(403);
  });

  it('problem: takes ways that helped, and says how many have it, of late too', async () => {
    const { id, postId, url } = (await start(rina, { form: 'problem', space: 'wheels', body: 'It squeaks.' })).json();
    for (let i = 0; i < 3; i++) await setMark(forum, await forum.member(`Squeak ${i}`), postId, 'me_too');
    expect((await write(forum, jamal, id, 'Oil it.')).kind).toBe('answer');
    expect((await forum.get(url)).text).toContain('3 have this too, 3 of them in the last 30 days');
    await letTimePass(forum, 31 * DAY);
    await setMark(forum, await forum.member('Squeak late'), postId, 'me_too');
    await recountRecent(forum.adda);
    expect((await forum.get(url)).text).toContain('4 have this too, 1 of them in the last 30 days');
  });

  it('showcase: leads with pictures, made anew without what the camera added', async () => {
    const exif = { IFD0: { Copyright: 'canary-of-the-camera' } };
    const picture = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#a2401f' } })
      .withExif(exif)
      .jpeg()
      .toBuffer();
    expect(picture.includes('canary-of-the-camera')).toBe(true);
    const fields = {
      form: 'showcase',
      title: 'A red shawl',
      space: 'looms',
      body: 'Two metres.',
      wanted: 'Only the edges.',
      alt: 'A shawl',
    };
    const answer = await sendForm(forum, '/ask', fields, [picture], rina);
    expect(answer.status, answer.text).toBe(303);
    const url = answer.headers.location!;
    const page = (await forum.get(url)).text;
    expect(page).toMatch(
      /Only the edges\.[^]*<img\s+src="\/media\/[0-9a-f]{24}\.webp"\s+alt="A shawl"\s+dir="auto"\s+width="1600"\s+height="800"[^>]*>[^]*Two metres\./,
    );
    const name = /\/media\/([0-9a-f]{24}\.webp)/.exec(page)![1]!;
    const file = await forum.app.inject({ method: 'GET', url: `/media/${name}` });
    expect((await sharp(file.rawPayload).metadata()).exif).toBeUndefined();
    expect(file.rawPayload.includes('canary-of-the-camera')).toBe(false);
    expect((await forum.get('/')).text).toContain(name.replace('.webp', '-s.webp'));
  });

  it('takes no file that is no picture, and loses nothing that was typed, nor the pictures that were good', async () => {
    const good = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    );
    const fields = { form: 'showcase', title: 'Another shawl', space: 'looms', body: 'Words to keep.' };
    for (const bad of [svg, Buffer.from('MZ not a picture'), good.subarray(0, 30)]) {
      const refused = await sendForm(forum, '/ask', fields, [good, bad], rina);
      expect(refused.status).toBe(422);
      expect(refused.text).toMatch(/“file-1.jpg” (?:is nothing that the forum takes|is text inside|cannot be read)/);
      expect(refused.text).toContain('Words to keep.');
      const kept = /name="pictureIds" value="(\d+)" checked/.exec(refused.text)![1]!;
      const mine = await forum.post('/ask', { ...fields, pictureIds: kept }, jamal);
      expect(mine.text, 'another’s picture').toContain('not there any more');
      expect((await forum.post('/ask', { ...fields, pictureIds: kept }, rina)).status).toBe(303);
    }
  });

  it('gives those who were signed out meanwhile their words back, and keeps no file of theirs', async () => {
    const good = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const { q, t } = forum.adda.store.read;
    const before = (await q.select().from(t.pictures)).length;
    const fields = { form: 'showcase', title: 'A shawl', space: 'looms', body: 'Words of one signed out.' };
    const refused = await sendForm(forum, '/ask', fields, [good], null);
    expect([refused.status, refused.text.includes('Words of one signed out.')]).toEqual([401, true]);
    expect((await q.select().from(t.pictures)).length).toBe(before);
  });

  it('forgets pictures that were used nowhere after a day', async () => {
    const good = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const brought = await sendForm(forum, '/api/v1/pictures', {}, [good], jamal);
    expect(brought.status, brought.text).toBe(201);
    const { t, q } = forum.adda.store.read;
    const loose = async () => (await q.select().from(t.pictures)).filter(({ postId }) => postId === null);
    expect(await loose()).toHaveLength(1);
    await sweepPictures(forum.adda);
    expect(await loose()).toHaveLength(1);
    await forum.adda.store.write((tx) => tx.raw(`update pictures set created_at = created_at - ${2 * DAY}`));
    await sweepPictures(forum.adda);
    expect(await loose()).toHaveLength(0);
  });

  it('an accepted answer can go out of date: the question is no longer solved, and the answer stands last', async () => {
    const { id, url } = await ask(forum, rina);
    const [old, other] = [
      await write(forum, jamal, id, 'Use the old spanner.'),
      await write(forum, jamal, id, 'Use the new spanner.'),
    ];
    await setMark(forum, rina, old.id, 'accept');
    const [one, two] = [await forum.member('Ann'), await forum.member('Bea')];
    await setMark(forum, one, old.id, 'outdated');
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'solved' });
    await setMark(forum, two, old.id, 'outdated');
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'answered', acceptedCount: 0 });
    const page = (await forum.get(url, one)).text;
    expect(page).toContain('Said to be no longer right since');
    expect(page.indexOf('new spanner')).toBeLessThan(page.indexOf('old spanner'));
    await setMark(forum, two, old.id, 'outdated', false);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ state: 'solved', acceptedCount: 1 });
    expect(other.kind).toBe('answer');
  });

  it('confirmations of the last year count before older ones', async () => {
    const { id, url } = await ask(forum, rina);
    const [old, recent] = [
      await write(forum, jamal, id, 'The way of old.'),
      await write(forum, jamal, id, 'The way of today.'),
    ];
    for (let i = 0; i < 3; i++) await setMark(forum, await forum.member(`Old ${i}`), old.id, 'worked');
    await letTimePass(forum, 366 * DAY);
    await recountRecent(forum.adda);
    await setMark(forum, await forum.member('New 1'), recent.id, 'worked');
    const page = (await forum.get(url, rina)).text;
    expect(page.indexOf('The way of today')).toBeLessThan(page.indexOf('The way of old'));
    expect(page).toContain('0 of 3 within the last year');
  });
});
