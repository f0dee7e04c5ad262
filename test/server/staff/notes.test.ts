import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { brandBy } from '../../../server/brands/queries.ts';
import {
  DAY,
  expectRefused,
  grantTo,
  labelsOf,
  letTimePass,
  makeBrand,
  makeStaff,
  tryPost,
} from '../../support/brands.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('an official note', (engine) => {
  let forum: Forum;
  let asker: Member;
  let peer: Member;
  let dana: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    asker = await forum.member('Rina');
    peer = await forum.member('Jamal');
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
  });

  it('waits for a peer, and is kept as a draft meanwhile', async () => {
    const { id } = await ask(forum, asker);
    const refused = await tryPost(forum, dana, id, 'The bearing has a recall.');
    expectRefused(refused, 429, 'peers_first');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(86_000);
    expect(refused.json.title).toContain('24 hours');
    const page = await forum.get(`/t/${id}/why-does-my-wheel-wobble`, dana);
    expect(page.text).toContain('The bearing has a recall.');
    expect((await forum.get('/desk', dana)).text).toContain('The bearing has a recall.');
    await write(forum, peer, id, 'Tighten the spokes.');
    const posted = await tryPost(forum, dana, id, 'The bearing has a recall.');
    expect([posted.status, posted.json.kind]).toEqual([201, 'note']);
    expect((await forum.get('/desk', dana)).text).not.toContain('The bearing has a recall.');
    const shown = (await forum.get(`/t/${id}/why-does-my-wheel-wobble`)).text;
    expect(shown).toMatch(/<article class="post post--note" id="post-3" aria-labelledby="label-3 by-3 note-3">/);
    expect(shown.indexOf('Staff · Acme')).toBeLessThan(shown.indexOf('The bearing has a recall.'));
    expectRefused(await tryPost(forum, dana, id, 'And another thing.'), 403, 'monologue');
  });

  it('that is refused, or kept, takes the place of no draft that another device keeps', async () => {
    const { id, url } = await ask(forum, asker, { title: 'Which grease is in these hubs?' });
    const drafts = async () => (await forum.api('GET', `/drafts?place=thread:${id}`, undefined, dana)).json().drafts;
    const phone = await forum.api('PUT', '/drafts', { place: `thread:${id}`, body: 'An hour on the phone.' }, dana);
    expectRefused(await tryPost(forum, dana, id, 'At the desk.'), 429, 'peers_first');
    const kept = await forum.post(`/t/${id}/draft`, { body: 'At the desk.', draftAt: '' }, dana);
    expect([kept.status, kept.text.includes('At the desk.</textarea>')]).toEqual([409, true]);
    expect(await drafts()).toMatchObject([{ values: { body: 'An hour on the phone.' } }]);
    expect((await forum.get('/drafts', dana)).text).toContain('At the desk.');
    expect((await forum.get(`/drafts?place=thread:${id}:refused`, dana)).text).toContain('>At the desk.</div>');
    const from = { body: 'Another hour of it.', draftAt: String(phone.json().at) };
    expect((await forum.post(`/t/${id}/draft`, from, dana)).status).toBe(303);
    const [{ at }] = await drafts();
    // What was refused is what its form goes on from.
    const refused = await forum.post(`/t/${id}/posts`, { body: 'The third hour.', draftAt: String(at) }, dana);
    const [after] = await drafts();
    expect(after).toMatchObject({ values: { body: 'The third hour.' } });
    expect(refused.text).toContain(`name="draftAt" value="${after.at}"`);
    expect((await forum.get(url, dana)).text).toContain('The third hour.</textarea>');
    // What was refused beside it is over, too, once it is posted after all; the other text stays.
    await write(forum, peer, id, 'The green one.');
    expect((await tryPost(forum, dana, id, 'At the desk. And so on.')).status).toBe(201);
    const list = (await forum.get('/drafts', dana)).text;
    expect([list.includes('At the desk.'), list.includes('The third hour.')]).toEqual([false, true]);
  });

  it('is settled by the asker, and is no accepted answer', async () => {
    const { id } = await ask(forum, asker, { title: 'Is there a recall of these hubs?' });
    await letTimePass(forum, 25 * 3_600_000);
    const note = await tryPost(forum, dana, id, 'Yes, since March.');
    expect(note.status).toBe(201);
    const thread = async () => (await forum.api('GET', `/threads/${id}`)).json();
    expect((await thread()).thread.state).toBe('noted');
    expect(await setMark(forum, peer, note.json.id, 'settled')).toBe(403);
    expect(await setMark(forum, peer, note.json.id, 'helpful')).toBe(403);
    expect(await setMark(forum, asker, note.json.id, 'accept')).toBe(409);
    expect(await setMark(forum, asker, note.json.id, 'settled')).toBe(200);
    const { thread: after, posts } = await thread();
    expect([after.state, after.answerCount, posts[0].settled, posts[0].accepted]).toEqual(['settled', 0, true, false]);
    expect(posts[0].author.affiliation).toEqual({ label: 'Staff · Acme', brand: 'Acme', slug: 'acme', since: null });
    expect((await labelsOf(forum)).size).toBe(3);
  });

  it('may pass the door that the asker opens, and says so', async () => {
    const { id } = await ask(forum, asker, { title: 'Who makes these spokes?' });
    expect((await forum.api('POST', `/threads/${id}/early-access`, {}, peer)).status).toBe(403);
    expect((await forum.api('POST', `/threads/${id}/early-access`, {}, asker)).status).toBe(200);
    await letTimePass(forum, 8 * 86_400_000);
    expect((await tryPost(forum, dana, id, 'We do.')).status).toBe(201);
    const { id: other } = await ask(forum, asker, { title: 'Who makes these rims?' });
    await forum.api('POST', `/threads/${other}/early-access`, {}, asker);
    expect((await tryPost(forum, dana, other, 'We do too.')).status).toBe(201);
    expect((await forum.get(`/t/${other}/who-makes-these-rims`)).text).toContain('the asker wanted to hear from staff');
  });

  it('is no way to say more: withdrawn, it still is the brand’s last word, and still counts', async () => {
    const { id } = await ask(forum, asker, { title: 'How do I true a wheel?' });
    for (let i = 0; i < 8; i++) await write(forum, peer, id, `Step ${i}: tighten a spoke.`);
    await letTimePass(forum, 8 * DAY);
    const note = await tryPost(forum, dana, id, 'The torque is 5 Nm.');
    expect(note.status).toBe(201);
    await withdraw(forum, dana, note.json.id);
    expectRefused(await tryPost(forum, dana, id, 'It is 6 Nm.'), 403, 'monologue');
    // What a member withdrew stands between two posts of the brand no longer.
    const thanks = await write(forum, peer, id, 'Thank you.');
    await withdraw(forum, peer, thanks.id);
    expectRefused(await tryPost(forum, dana, id, 'It is 6 Nm.'), 403, 'monologue');
    await write(forum, asker, id, 'So which is it?');
    expect((await tryPost(forum, dana, id, 'It is 6 Nm.')).status).toBe(201);
  });

  it('has one link to the brand’s sites at most, no referral code, and says that its links are sponsored', async () => {
    const { id } = await ask(forum, asker, { title: 'Where is the data sheet?' });
    await write(forum, peer, id, 'Look at their site.');
    await letTimePass(forum, 8 * DAY);
    const two = '[One](https://acme.example/a) and [two](https://shop.ACME.example./b).';
    expectRefused(await tryPost(forum, dana, id, two), 403, 'brand_links');
    expectRefused(await tryPost(forum, dana, id, '[One](https://acme.example/a?ref=dana)'), 403, 'referral_code');
    expect((await tryPost(forum, dana, id, '[One](https://acme.example/a), and <https://other.example>')).status).toBe(
      201,
    );
    const page = (await forum.get(`/t/${id}/where-is-the-data-sheet`)).text;
    expect(page).toContain('<a href="https://acme.example/a" rel="sponsored ugc nofollow">');
    expect(page).toContain('<a href="https://other.example" rel="sponsored ugc nofollow">');
  });

  it('that warns refers to its source without a referral code, and as a sponsored link', async () => {
    const { id } = await ask(forum, asker, { title: 'Is this hub safe?' });
    const warn = (reference: string) => tryPost(forum, dana, id, 'Stop riding.', { safety: true, reference });
    expectRefused(await warn('https://acme.example/recall?ref=dana'), 403, 'referral_code');
    expectRefused(await warn('https://safety.example/recall?utm_source=acme'), 403, 'referral_code');
    expect((await warn('javascript:alert(1)')).status).toBe(422);
    expect((await warn('https://acme.example/recall')).status).toBe(201);
    const page = (await forum.get(`/t/${id}/is-this-hub-safe`)).text;
    expect(page).toContain('<a href="https://acme.example/recall" rel="sponsored ugc nofollow">');
  });

  it('stays what it is when its author edits it; what they wrote as a member they leave alone', async () => {
    const kim = await forum.member('Kim');
    const { id } = await ask(forum, asker, { title: 'Which oil is best for hubs?' });
    const answer = await write(forum, kim, id, 'Any thin one.');
    await grantTo(forum, kim, (await brandBy(forum.adda.store.read, { slug: 'acme' }))!);
    const edit = (postId: number, body: string, revision = 1) =>
      forum.api('PATCH', `/posts/${postId}`, { body, revision }, kim).then((done) => done.json());
    expect((await edit(answer.id, 'Acme oil.')).code).toBe('staff_cannot');
    const note = await tryPost(forum, kim, id, 'Ours is thin.');
    const before = await labelsOf(forum);
    expect((await edit(note.json.id, 'Ours is thin, too.')).id).toBe(note.json.id);
    expect(await labelsOf(forum)).toEqual(before);
    expect((await edit(note.json.id, '[a](https://acme.example) [b](https://acme.example)', 2)).code).toBe(
      'brand_links',
    );
  });

  it('is corrected freely for an hour; later its words are changed only so often, by one and by all of the brand', async () => {
    const brand = (await brandBy(forum.adda.store.read, { slug: 'acme' }))!;
    const notes: { by: Member; id: number; revision: number }[] = [];
    for (const name of ['Lena', 'Omar', 'Pia']) {
      const by = await makeStaff(forum, name, brand);
      const { id } = await ask(forum, asker, { title: `Which saddle for ${name}, and why that one?` });
      await write(forum, peer, id, 'A wide one.');
      await letTimePass(forum, 8 * DAY);
      const { status, json } = await tryPost(forum, by, id, 'Ours is wide.');
      expect(status).toBe(201);
      notes.push({ by, id: json.id, revision: 1 });
    }
    const change = async (note: (typeof notes)[number]) => {
      const body = { body: `Ours is wide, number ${note.revision}.`, revision: note.revision };
      const answer = await forum.api('PATCH', `/posts/${note.id}`, body, note.by);
      if (answer.status === 200) note.revision++;
      return answer.status;
    };
    const changes = async (note: (typeof notes)[number], times: number) => {
      const all = [];
      for (let i = 0; i < times; i++) all.push(await change(note));
      return all;
    };
    const ok = (times: number) => Array.from({ length: times }, () => 200);
    const [first, second, third] = notes as [(typeof notes)[0], (typeof notes)[0], (typeof notes)[0]];

    expect(await changes(third, 7)).toEqual(ok(7));
    await letTimePass(forum, 3_600_000);
    expect(await changes(first, 6)).toEqual([...ok(5), 429]);
    expect(await changes(second, 6)).toEqual([...ok(5), 429]);
    expect(await changes(third, 1)).toEqual([429]);
    await letTimePass(forum, DAY);
    expect(await changes(third, 1)).toEqual([200]);
    expect((await forum.get('/staff-rules')).text).toContain('changed at most 5 times in 24 hours');
  });

  it('has words about its pictures that are changed with it alone, and only so often', async () => {
    const brand = (await brandBy(forum.adda.store.read, { slug: 'acme' }))!;
    const by = await makeStaff(forum, 'Rana Seat', brand);
    const { id } = await ask(forum, asker, { title: 'Which saddle is in this picture, and why?' });
    await write(forum, peer, id, 'A wide one.');
    await letTimePass(forum, 8 * DAY);
    const { json: note } = await tryPost(forum, by, id, 'Ours looks so.');
    const asJson = { accept: 'application/json' };
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const brought = await sendForm(forum, '/api/v1/pictures', {}, [bytes], by, asJson);
    const picture = (JSON.parse(brought.text).pictures as { id: number }[])[0]!.id;
    let revision = 1;
    const describe_ = async (alt: string) => {
      const body = { body: 'Ours looks so.', revision, pictureIds: [picture], altIds: [picture], alts: [alt] };
      const { status } = await forum.api('PATCH', `/posts/${note.id}`, body, by);
      if (status === 200) revision++;
      return status;
    };
    expect(await describe_('A saddle')).toBe(200);
    await letTimePass(forum, 3_600_000);
    expect((await forum.api('PUT', `/pictures/${picture}/alt`, { alt: 'Buy it at acme.example' }, by)).status).toBe(
      404,
    );
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push(await describe_(`A saddle, seen ${i} times`));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
