import { beforeAll, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

const DAY = 86_400_000;

eachEngine('suggestions', (engine) => {
  let forum: Forum;
  let [rina, jamal, kim, lee, uma]: Member[] = [];
  let question: number;

  const helpers = async (who: Member, id = question): Promise<{ name: string; because: object }[]> =>
    (await forum.api('GET', `/threads/${id}/helpers`, undefined, who))
      .json()
      .helpers.map((one: any) => ({ name: one.member.name, because: one.because }));
  const names = async (who: Member, id = question) => (await helpers(who, id)).map(({ name }) => name);
  const inviteTo = (id: number, who: Member, ...members: Member[]) =>
    forum.api('POST', `/threads/${id}/invitations`, { members: members.map((member) => member.id) }, who);

  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, kim, lee, uma] = await Promise.all(
      ['Rina', 'Jamal', 'Kim', 'Lee', 'Uma'].map((name) => forum.member(name)),
    );
    // Lee answered most, long ago; Kim lately; Jamal lately, under the tag and about the same thing.
    for (const title of ['How tight is a spoke?', 'Which rim tape lasts?', 'Is a bent rim lost?']) {
      const { id } = await ask(forum, rina!, { title });
      const { id: postId } = await write(forum, lee!, id, 'Try it out.');
      await setMark(forum, rina!, postId, 'accept');
    }
    await letTimePass(forum, 400 * DAY);
    for (let i = 0; i < 25; i++)
      await ask(forum, i < 13 ? uma! : rina!, { title: `Where can I buy part number ${i}?` });
    const hub = await ask(forum, uma!, { title: 'Where is the noise from?', tags: ['hub'] });
    await write(forum, kim!, hub.id, 'Listen closely.');
    const pads = await ask(forum, rina!, { title: 'Brake pads squeal in the wet', tags: ['brakes'] });
    await write(forum, jamal!, pads.id, 'Clean the rim.');
    const cable = await ask(forum, rina!, { title: 'Cable too long', tags: ['brakes'] });
    await write(forum, jamal!, cable.id, 'Cut it.');
    const chain = await ask(forum, rina!, { title: 'Chain jumps when climbing' });
    await write(forum, jamal!, chain.id, 'It is worn.');
    await letTimePass(forum, 2 * DAY);
    question = (await ask(forum, rina!, { title: 'My brake pads squeal when braking', tags: ['brakes', 'noise'] })).id;
  });

  it('have the likeliest first, with what everybody can see as reason', async () => {
    expect(await helpers(uma!)).toEqual([
      { name: 'Jamal', because: { answers: 3, tag: 'brakes', tagAnswers: 2, words: ['brake', 'pads'].sort() } },
      { name: 'Kim', because: { answers: 1 } },
      { name: 'Lee', because: { answers: 0 } },
    ]);
    const page = (await forum.get(`/t/${question}/invite`, uma)).text;
    expect(page).toContain(
      'answered 3 questions here within a year, 2 of them under #brakes; among other things about “brake” and “pads”',
    );
    expect(page).toContain('answered 1 question here within a year<');
    expect(page).toContain('answered here before');
  });

  it('name no words that every question has', async () => {
    const { id } = await ask(forum, rina!, { title: 'Does this jump when climbing without a chain?' });
    const [jamals] = (await helpers(uma!, id)).filter(({ name }) => name === 'Jamal');
    expect(jamals!.because).toEqual({ answers: 3, words: ['chain', 'climbing'] });
  });

  it('are said in Bengali too', async () => {
    await forum.adda.store.write((tx) => updateAccount(tx, uma!.id, { language: 'bn' }));
    const page = (await forum.get(`/t/${question}/invite`, uma)).text;
    expect(page).toContain(
      'গত এক বছরে এখানে ৩টি প্রশ্নের উত্তর দিয়েছেন, তার ২টি #brakes ট্যাগে; তার মধ্যে ছিল “brake” ও “pads”',
    );
    expect(page).toContain('আগে এখানে উত্তর দিয়েছেন');
    await forum.adda.store.write((tx) => updateAccount(tx, uma!.id, { language: 'en' }));
  });

  it('leave out the asker, who is in the thread, oneself, and staff', async () => {
    const { id } = await ask(forum, jamal!, { title: 'My brake pads squeal again' });
    expect(await names(uma!, id)).toEqual(['Kim', 'Lee']);
    await write(forum, kim!, id, 'Do they?', {});
    expect(await names(uma!, id)).toEqual(['Lee']);
    expect(await names(lee!, id)).toEqual([]);
    await makeStaff(forum, 'Dana', await makeBrand(forum));
    await forum.adda.store.write((tx) => updateAccount(tx, lee!.id, { role: 'staff' }));
    expect(await names(uma!, id)).toEqual([]);
    expect((await inviteTo(id, uma!, lee!)).status).toBe(200);
    expect(await forum.adda.store.read.q.select().from(forum.adda.store.read.t.invitations)).toEqual([]);
    await forum.adda.store.write((tx) => updateAccount(tx, lee!.id, { role: 'member' }));
  });

  it('leave out who wants no invitations', async () => {
    await forum.post('/invitations/wish', { invitable: 'false' }, jamal);
    expect(await names(uma!)).not.toContain('Jamal');
    await inviteTo(question, uma!, jamal!);
    expect(await forum.adda.store.read.q.select().from(forum.adda.store.read.t.invitations)).toEqual([]);
    await forum.post('/invitations/wish', { invitable: 'true' }, jamal);
    expect(await names(uma!)).toContain('Jamal');
  });

  it('leave out who was invited, and keep the reason with the invitation', async () => {
    expect((await inviteTo(question, uma!, jamal!)).json()).toEqual({ ok: true });
    expect(await names(uma!)).not.toContain('Jamal');
    const { invitations } = (await forum.api('GET', '/invitations', undefined, jamal)).json();
    expect(invitations[0]).toMatchObject({
      from: { name: 'Uma' },
      because: { answers: 3, tag: 'brakes', tagAnswers: 2 },
    });
    const page = (await forum.get('/invitations', jamal)).text;
    expect(page).toContain('You answered 3 questions in Wheels that wobble within a year, 2 of them under #brakes');
  });

  it('say nothing of who declined', async () => {
    // Each form has a key of its own, each page its moment.
    const page = async () =>
      (await forum.get(`/t/${question}/invite`, uma)).text.replace(/idempotencyKey" value="[^"]+"|after="\d+"/g, '');
    const before = await page();
    const [{ id }] = (await forum.api('GET', '/invitations', undefined, jamal)).json().invitations;
    expect((await forum.post(`/invitations/${id}/decline`, {}, uma)).status).toBe(404);
    expect((await forum.post(`/invitations/${id}/decline`, {}, jamal)).status).toBe(303);
    expect((await forum.api('GET', '/invitations', undefined, jamal)).json().invitations).toEqual([]);
    expect(await page()).toBe(before);
    expect((await inviteTo(question, uma!, jamal!)).json()).toEqual({ ok: true });
    expect((await forum.api('GET', '/invitations', undefined, jamal)).json().invitations).toEqual([]);
  });

  it('put who was invited already behind the others, and leave them out after three in a week', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) ids.push((await ask(forum, uma!, { title: `Does wheel number ${i} turn?` })).id);
    const [first, second, third] = ids;
    // Jamal was first until his first invitation.
    expect((await names(rina!, third))[0]).toBe('Kim');
    for (const id of [first!, second!]) await inviteTo(id, rina!, jamal!);
    expect(await names(rina!, third)).not.toContain('Jamal');
    await letTimePass(forum, 8 * DAY);
    expect((await names(rina!, third)).slice(0, 2)).toEqual(['Kim', 'Jamal']);
    await letTimePass(forum, 31 * DAY);
    expect((await names(rina!, third))[0]).toBe('Jamal');
  });

  it('of fifty at once, a member gets three a week', async () => {
    const nur = await forum.member('Nur');
    const asked: number[] = [];
    for (const name of ['Asker one', 'Asker two', 'Asker three', 'Asker four', 'Asker five']) {
      const who = await forum.member(name);
      for (let i = 0; i < 10; i++) asked.push((await ask(forum, who, { title: `${name} asks for the time, ${i}` })).id);
    }
    const inviters = await Promise.all([1, 2, 3, 4, 5].map((i) => forum.member(`Inviter ${i}`)));
    const answers = await Promise.all(asked.map((id, i) => inviteTo(id, inviters[i % 5]!, nur, kim!)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    const { read } = forum.adda.store;
    const all = await read.q.select().from(read.t.invitations);
    expect(all.filter(({ inviteeId }) => inviteeId === nur.id)).toHaveLength(3);
    expect(all.filter(({ inviteeId }) => inviteeId === kim!.id)).toHaveLength(3);
  });
});
