/** Polls beside posts: made in the ask form, voted in, counted, ended, and gone with what they belong to. */
import { beforeAll, expect, it } from 'vitest';
import { toldLetters, mailUnread } from '../../../server/insight/notifications/mail.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { site } from '../../../server/platform/site/queries.ts';
import { exportLines } from '../../../server/reach/export/export.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { FEATURES } from '../../../server/features.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Asked, withdraw, write } from '../../support/talk.ts';

type Poll = {
  question: string;
  most: number;
  endsAt: number | null;
  endedBy: string | null;
  over: boolean;
  voters: number;
  choices: { id: number; words: string; votes: number | null; chosen: boolean }[];
};

eachEngine('a poll', (engine) => {
  let forum: Forum;
  let [rina, jamal, noor]: Member[] = [];
  let mod: Member;
  let count = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, noor] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Noor')];
    mod = await forum.member('Mod', 'moderator');
  });

  const typed = { pollQuestion: 'Which hub do you ride?', pollChoices: ['Cup and cone', 'Cartridge'] };
  const start = (poll: object = typed): Promise<Asked> =>
    ask(forum, rina!, { title: `Hubs of the world, part ${++count}`, form: 'discussion', ...poll });
  const pollOf = async (postId: number, who: Member | null = null) =>
    (await forum.api('GET', `/posts/${postId}/poll`, undefined, who)).json().poll as Poll;
  const vote = async (who: Member | null, postId: number, ...places: number[]) => {
    const { choices } = await pollOf(postId, mod);
    const ids = places.map((place) => choices[place - 1]!.id);
    return forum.api('PUT', `/posts/${postId}/poll/vote`, { choices: ids }, who);
  };
  const votesOf = async (postId: number, who: Member) => (await pollOf(postId, who)).choices.map(({ votes }) => votes);
  const code = (answer: { json(): { error?: string; code?: string } }) => answer.json().code ?? answer.json().error;

  it('is made in the form without a script, and what is wrong with it is said beside its fields', async () => {
    const form = {
      ...{ space: 'wheels', form: 'discussion', title: 'Hubs, as the form has them', body: 'Tell me, please.' },
      ...{ pollQuestion: 'Which hub?', pollChoices: 'Cup and cone', pollMost: '1', pollEndsOn: '' },
    };
    expect((await forum.get('/ask', rina)).text).toContain('name="pollChoices"');
    expect((await forum.get('/ask', rina)).text).toContain(
      'Once somebody has voted, the question and its choices stay',
    );
    const refused = await forum.post('/ask', form, rina);
    expect(refused.status).toBe(422);
    for (const words of ['value="Which hub?"', 'Cup and cone</textarea>', 'id="pollChoices-e"'])
      expect(refused.text).toContain(words);
    const posted = await forum.post('/ask', { ...form, pollChoices: 'Cup and cone\r\nCartridge\r\n' }, rina);
    expect(posted.status, posted.text.slice(0, 400)).toBe(303);
    const page = await forum.get(posted.headers.location as string, jamal);
    expect(page.text).toContain('Which hub?');
    expect(page.text).toMatch(/<input type="radio" name="choices" value="\d+"/);
    const visited = await forum.get(posted.headers.location as string);
    expect(visited.text).toContain('Cartridge');
    expect(visited.text).not.toContain('name="choices"');
    // None is typed, none is there.
    const plain = await forum.post('/ask', { ...form, pollQuestion: '', pollChoices: '', title: 'No poll here' }, rina);
    expect((await forum.get(plain.headers.location as string, jamal)).text).not.toContain('class="poll"');
  });

  it('shows how it stands to who has voted, and before to nobody but who asked', async () => {
    const { postId, url } = await start();
    const path = new URL(url, 'http://x').pathname;
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    expect(await votesOf(postId, jamal!)).toEqual([1, 0]);
    expect((await pollOf(postId, jamal!)).choices.map(({ chosen }) => chosen)).toEqual([true, false]);
    for (const who of [noor!, mod, null]) {
      const poll = await pollOf(postId, who);
      expect([poll.voters, poll.choices.map(({ votes }) => votes)]).toEqual([1, [null, null]]);
      const page = (await forum.get(path, who)).text;
      expect([page.includes('poll__bar'), page.includes('only you see this')]).toEqual([false, false]);
    }
    // Who asked sees it without a vote, is told so, and may vote.
    expect(await votesOf(postId, rina!)).toEqual([1, 0]);
    for (const shown of [path, `/p/${postId}/poll`]) {
      const own = (await forum.get(shown, rina)).text;
      for (const words of ['100% (1 vote)', 'only you see this without voting', '<summary>Vote, too</summary>'])
        expect(own).toContain(words);
    }
    expect((await vote(rina!, postId, 2)).status).toBe(200);
    expect((await forum.get(path, rina)).text).not.toContain('only you see this');
    expect((await forum.api('PUT', `/posts/${postId}/poll/vote`, { back: true }, rina)).status).toBe(200);
    expect((await forum.get(path, jamal)).text).toContain('100% (1 vote)');
    // Who voted is on no page and in no event.
    const { q, t } = forum.adda.store.read;
    const events = (await q.select().from(t.events)).filter(({ kind }) => kind === 'poll.voted');
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events)).not.toMatch(new RegExp(`"actorId":${jamal!.id}\\b`));
  });

  it('counts each once, however often and at once they vote, and lets them vote otherwise', async () => {
    const { postId } = await start({ ...typed, pollChoices: ['One', 'Two', 'Three'], pollMost: 2 });
    const at = (place: number) => vote(jamal!, postId, place);
    expect((await Promise.all([at(1), at(1), at(2), at(1)])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await pollOf(postId, jamal!)).voters).toBe(1);
    const all = (await votesOf(postId, jamal!)) as number[];
    expect(all.reduce((a, b) => a + b, 0)).toBe(1);
    expect((await vote(jamal!, postId, 3, 2)).status).toBe(200);
    expect((await vote(noor!, postId, 2)).status).toBe(200);
    expect(await votesOf(postId, noor!)).toEqual([0, 2, 1]);
    expect((await vote(jamal!, postId, 1, 2, 3)).status).toBe(422);
    expect((await vote(jamal!, postId)).status).toBe(422);
    expect((await forum.api('PUT', `/posts/${postId}/poll/vote`, { choices: [999_999] }, jamal)).status).toBe(422);
    expect(await votesOf(postId, noor!)).toEqual([0, 2, 1]);
    expect((await forum.api('PUT', `/posts/${postId}/poll/vote`, { back: true }, jamal)).status).toBe(200);
    expect(await votesOf(postId, noor!)).toEqual([0, 1, 0]);
    const rows = await forum.adda.store.read.raw<{ n: number }>('select count(*) as n from poll_votes');
    expect(Number(rows[0]!.n)).toBeGreaterThan(0);
  });

  it('is voted in by a form, which comes back when nothing was chosen', async () => {
    const { postId, url } = await start();
    const { choices } = await pollOf(postId, mod);
    const none = await forum.post(`/p/${postId}/poll/vote`, {}, jamal);
    expect(none.status).toBe(422);
    expect(none.text).toContain('Choose something first.');
    // Beside the choices, with what was chosen; the address by itself leads to what is voted on.
    const ids = choices.map(({ id }) => String(id));
    const refused = await forum.post(`/p/${postId}/poll/vote`, { choices: ids }, jamal);
    expect(refused.text).toMatch(/<fieldset[^>]* aria-describedby="(poll-\d+-e)">[^]*id="\1"/);
    expect(refused.text).toMatch(new RegExp(`value="${ids[0]}" checked`));
    const got = await forum.get(`/p/${postId}/poll/vote`, jamal);
    expect([got.status, got.headers.location]).toEqual([302, expect.stringMatching(/^\/t\/\d+\/[^?#]+#poll-\d+$/)]);
    const done = await forum.post(`/p/${postId}/poll/vote`, { choices: String(choices[1]!.id) }, jamal);
    expect([done.status, done.headers.location]).toEqual([303, expect.stringMatching(/\?flash=poll_voted#poll-\d+$/)]);
    const page = await forum.get(new URL(url, 'http://x').pathname, jamal);
    expect(page.text).toContain('your choice');
    expect((await forum.post(`/p/${postId}/poll/vote`, { back: 'true' }, jamal)).status).toBe(303);
    expect((await pollOf(postId, mod)).voters).toBe(0);
  });

  it('is not for who speaks for a brand, nor for who is not in', async () => {
    const { postId } = await start();
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    expect(code(await vote(dana, postId, 1))).toBe('staff_cannot');
    expect((await vote(null, postId, 1)).status).toBe(401);
    const prompt = {
      space: 'wheels',
      form: 'prompt',
      title: 'What would you buy of us?',
      body: 'Do tell us.',
      ...typed,
    };
    expect(code(await forum.api('POST', '/threads', prompt, dana))).toBe('staff_cannot');
    expect((await forum.get('/ask', dana)).text).not.toContain('pollChoices');
    expect((await pollOf(postId, mod)).voters).toBe(0);
  });

  it('stays as it is once somebody has voted, and is changed, put there or taken away before', async () => {
    const { id, postId } = await start({});
    const put = (body: object, who = rina!, on = postId) => forum.api('PUT', `/posts/${on}/poll`, body, who);
    expect((await pollOf(postId, rina!)) as unknown).toBe(null);
    expect((await forum.api('GET', `/posts/${postId}/poll`, undefined, jamal)).status).toBe(404);
    expect((await put(typed)).status).toBe(200);
    expect(code(await put(typed, jamal!))).toBe('not_yours');
    expect((await put({ ...typed, pollChoices: ['One', 'Two', 'Three'] })).status).toBe(200);
    expect((await pollOf(postId, rina!)).choices.map(({ words }) => words)).toEqual(['One', 'Two', 'Three']);
    expect((await put({ remove: true })).status).toBe(200);
    expect((await pollOf(postId, rina!)) as unknown).toBe(null);
    expect((await put(typed)).status).toBe(200);
    expect((await forum.get(`/p/${postId}/poll`, rina)).text).toContain('Cup and cone\nCartridge</textarea>');
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    expect(code(await put({ ...typed, pollChoices: ['Mine', 'Yours'] }))).toBe('poll_voted');
    expect(code(await put({ remove: true }))).toBe('poll_voted');
    // Any post may have one.
    const answer = await write(forum, jamal!, id, 'And what of axles?');
    expect((await put({ ...typed, pollQuestion: 'Which axle?' }, jamal!, answer.id)).status).toBe(200);
    expect((await vote(rina!, answer.id, 2)).status).toBe(200);
  });

  it('ends when its author or a moderator says so, with how it stands for everybody', async () => {
    const [one, two] = [await start(), await start()];
    const end = (who: Member, { postId }: Asked) => forum.api('POST', `/posts/${postId}/poll/end`, {}, who);
    expect((await vote(jamal!, one.postId, 2)).status).toBe(200);
    expect(code(await end(jamal!, one))).toBe('not_yours');
    expect((await end(rina!, one)).status).toBe(200);
    expect((await end(mod, two)).status).toBe(200);
    const poll = await pollOf(one.postId);
    expect([poll.over, poll.endedBy, poll.choices.map(({ votes }) => votes)]).toEqual([true, 'author', [0, 1]]);
    expect((await pollOf(two.postId)).endedBy).toBe('moderator');
    expect((await forum.get(new URL(two.url, 'http://x').pathname)).text).toContain('ended early by a moderator');
    expect(code(await vote(noor!, one.postId, 1))).toBe('poll_over');
    const late = await forum.post(`/p/${one.postId}/poll/vote`, { choices: String(poll.choices[0]!.id) }, noor);
    expect([late.status, late.text.split('class="field__error"').length]).toEqual([409, 2]);
    expect(code(await end(rina!, one))).toBe('poll_over');
    // It is asked first, and whoever ended it may let it go on, where there was nothing yet to be seen.
    expect((await forum.get(new URL((await start()).url, 'http://x').pathname, rina)).text).toContain('End the poll…');
    const reopen = (who: Member, { postId }: Asked) => forum.api('POST', `/posts/${postId}/poll/reopen`, {}, who);
    expect([code(await reopen(jamal!, one)), code(await reopen(rina!, two))]).toEqual(['not_yours', 'not_yours']);
    const put = (body: object) => forum.api('PUT', `/posts/${two.postId}/poll`, body, rina);
    expect([code(await put(typed)), code(await put({ remove: true }))]).toEqual(['poll_over', 'poll_over']);
    expect((await pollOf(two.postId)).endedBy).toBe('moderator');
    const page = (await forum.get(`/p/${two.postId}/poll`, rina)).text;
    for (const words of ['name="pollChoices"', 'Change the poll']) expect(page).not.toContain(words);
    expect(page).toContain('A moderator ended the poll');
    expect(code(await reopen(rina!, one))).toBe('poll_seen');
    const seen = (await forum.get(`/p/${one.postId}/poll`, rina)).text;
    expect(seen).toContain('Somebody has voted: the question and its choices stay as they are. Votes may be changed');
    expect(seen).not.toContain('/poll/reopen');
    expect((await forum.get(`/p/${one.postId}/poll`, jamal)).text).not.toContain('stay as they are');
    const three = await start();
    expect((await end(rina!, three)).status).toBe(200);
    expect((await forum.get(`/p/${three.postId}/poll`, rina)).text).toContain('/poll/reopen');
    expect((await reopen(rina!, three)).status).toBe(200);
    expect(await pollOf(three.postId)).toMatchObject({ over: false, endedBy: null, endsAt: null, voters: 0 });
    expect((await vote(noor!, three.postId, 1)).status).toBe(200);
    expect(code(await reopen(rina!, three))).toBe('poll_over');
  });

  it('ends by itself, also on a page that is kept', async () => {
    const { postId, url } = await start({
      ...typed,
      pollEndsOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    });
    const path = new URL(url, 'http://x').pathname;
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    expect((await forum.get(path)).text).not.toContain('poll__bar');
    await forum.adda.store.write((tx) => tx.raw(`update polls set ends_at = 1 where post_id = ${postId}`));
    await forum.adda.store.write((tx) => tx.raw('update threads set version = version + 1'));
    expect(code(await vote(noor!, postId, 1))).toBe('poll_over');
    expect((await pollOf(postId)).choices.map(({ votes }) => votes)).toEqual([1, 0]);
    expect((await forum.get(path)).text).toContain('poll__bar');
  });

  it('is not voted in while its thread is locked or closed, or its space archived, and says so', async () => {
    const { id, postId, url } = await start();
    const path = new URL(url, 'http://x').pathname;
    const set = (table: string, column: string, at: number | null, where: string) =>
      forum.adda.store.write(async (tx) => {
        await tx.raw(`update ${table} set ${column} = ${at ?? 'null'} where ${where}`);
        await tx.raw('update spaces set version = version + 1');
        await tx.raw('update threads set version = version + 1');
      });
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    for (const [table, column, where] of [
      ['threads', 'locked_at', `id = ${id}`],
      ['threads', 'closed_at', `id = ${id}`],
      ['spaces', 'archived_at', `id = ${forum.space.id}`],
    ] as const) {
      await set(table, column, 1, where);
      expect([column, code(await vote(noor!, postId, 1))]).toEqual([column, 'poll_shut']);
      expect(code(await forum.api('PUT', `/posts/${postId}/poll/vote`, { back: true }, jamal))).toBe('poll_shut');
      const page = (await forum.get(path, noor)).text;
      expect([page.includes('Nobody votes while'), page.includes('name="choices"')]).toEqual([true, false]);
      expect((await pollOf(postId, noor)).choices.map(({ votes }) => votes)).toEqual([1, 0]);
      await set(table, column, null, where);
    }
    expect((await vote(noor!, postId, 1)).status).toBe(200);
  });

  it('is not made by who spoke for a brand lately, with a thread or beside a post', async () => {
    const stakes = [{ brand: 1, name: 'Acme', until: Date.now() - 1_000 }];
    const former = await forum.member('Former');
    await forum.adda.store.write((tx) => updateAccount(tx, former.id, { stakes }));
    const question = { space: 'wheels', form: 'discussion', title: 'Hubs of the world, as I sold them', body: 'All.' };
    expect(code(await forum.api('POST', '/threads', { ...question, ...typed }, former))).toBe('spoke_lately');
    const { id, postId } = await ask(forum, former, { title: 'Hubs without a poll', form: 'discussion' });
    expect(code(await forum.api('PUT', `/posts/${postId}/poll`, typed, former))).toBe('spoke_lately');
    expect(code(await forum.api('POST', `/threads/${id}/posts`, { body: 'And?', ...typed }, former))).toBe(
      'spoke_lately',
    );
  });

  it('goes with a reply, from its form, and its post says so where it is changed', async () => {
    const { id, postId, url } = await start({});
    const page = (await forum.get(new URL(url, 'http://x').pathname, jamal)).text;
    expect(page).toContain('id="pollQuestion"');
    const form = { body: 'And these?', pollQuestion: 'Which spoke?', pollChoices: 'Thin\nThick', pollMost: '1' };
    const wrong = await forum.post(`/t/${id}/posts`, { ...form, pollChoices: 'Thin' }, jamal);
    expect([wrong.status, wrong.text.includes('id="pollChoices-e"')]).toEqual([422, true]);
    const looked = await forum.post(`/t/${id}/posts`, { ...form, pollMost: '2', preview: '1' }, jamal);
    expect(looked.text).toMatch(
      /class="preview"[^]*Which spoke\?<\/p>[^]*Choose up to 2[^]*<li dir="auto">Thick[^]*once they have voted/,
    );
    const posted = await forum.post(`/t/${id}/posts`, form, jamal);
    expect(posted.status, posted.text.slice(0, 300)).toBe(303);
    const [last] = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.polls)).slice(-1);
    expect(last!.question).toBe('Which spoke?');
    expect(last!.postId).not.toBe(postId);
    expect((await forum.get(`/p/${last!.postId}/edit`, jamal)).text).toContain('Which spoke?');
    expect((await vote(rina!, last!.postId, 1)).status).toBe(200);
    const led = await forum.post(`/p/${last!.postId}/poll/vote`, { back: 'true' }, rina);
    const there = await forum.get(led.headers.location as string, rina);
    expect(there.headers.location).toMatch(new RegExp(`#poll-${last!.id}$`));
  });

  it('is told of in lists, searches, feeds, letters, the API and the export', async () => {
    const { id, postId } = await start({ ...typed, pollQuestion: 'Which hub rides best?' });
    const list = (await forum.get('/s/wheels/new', null)).text;
    expect(list).toMatch(new RegExp(`· Poll[^]*href="/t/${id}/`));
    expect((await forum.get('/s/wheels/new.atom', null)).text).toContain('This post has a poll: Which hub rides best?');
    const post = (await forum.api('GET', `/posts/${postId}`)).json().post;
    expect(post.poll).toBe(`/api/v1/posts/${postId}/poll`);
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    const lines: any[] = [];
    for await (const line of exportLines(forum.adda)) lines.push(JSON.parse(line));
    expect(lines.find((one) => one.id === postId).poll).toMatchObject({
      ...{ question: 'Which hub rides best?', voters: 1 },
      choices: [
        { words: 'Cup and cone', votes: null },
        { words: 'Cartridge', votes: null },
      ],
    });
    // Whoever asked is told of a reply with a poll, and by the letter where one votes.
    const reply = await forum.api('POST', `/threads/${id}/posts`, { body: 'And the axle?', ...typed }, noor);
    expect(reply.status, reply.text).toBe(201);
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw('update notifications set created_at = 1'));
    await mailUnread(forum.adda);
    const rows = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.mailQueue)).filter(
      ({ template, accountId }) => template === 'told' && accountId === rina!.id,
    );
    const kind = toldLetters[0]!;
    const facts = rows.find((row) => (row.facts as { threadId: number }).threadId === id)!.facts as Record<
      string,
      number
    >;
    const letter = await forum.adda.store.write(async (tx) =>
      kind.write(tx, { to: '', facts, words: '' }, { adda: forum.adda, site: await site(tx), m: messages('en') }),
    );
    const at = `/p/${reply.json().id}/poll`;
    expect(JSON.stringify(letter)).toContain(`This post has a poll: ${typed.pollQuestion}`);
    expect(JSON.stringify(letter)).toContain(at);
    // What is taken back asks nothing any more.
    await withdraw(forum, noor!, reply.json().id);
    expect((await forum.api('GET', `/posts/${reply.json().id}`)).json().post.poll).toBe(null);
    await withdraw(forum, rina!, postId);
    expect((await forum.get('/s/wheels/new.atom', null)).text).not.toContain('Which hub rides best?');
  });

  it('is not there with what is withdrawn or hidden, nor for who is silenced', async () => {
    const { postId } = await start();
    await withdraw(forum, rina!, postId);
    expect((await vote(jamal!, postId, 1).catch(() => ({ status: 404 }))).status).toBe(404);
    expect((await forum.api('PUT', `/posts/${postId}/poll/vote`, { choices: [1] }, jamal)).status).toBe(404);
    expect((await forum.api('GET', `/posts/${postId}/poll`, undefined, jamal)).status).toBe(404);
    const other = await start();
    const answer = await write(forum, noor!, other.id, 'And these?');
    expect((await forum.api('PUT', `/posts/${answer.id}/poll`, typed, noor)).status).toBe(200);
    const { choices } = await pollOf(answer.id, mod);
    expect((await forum.api('POST', `/posts/${answer.id}/hide`, { reason: 'off_topic' }, mod)).status).toBe(200);
    const late = await forum.api('PUT', `/posts/${answer.id}/poll/vote`, { choices: [choices[0]!.id] }, jamal);
    expect(late.status).toBe(404);
  });

  it('loses the votes of who is erased, and goes with a post that is removed for good', async () => {
    const { postId } = await start();
    const gone = await forum.member('Gone Soon');
    expect((await vote(gone, postId, 1)).status).toBe(200);
    expect((await vote(jamal!, postId, 1)).status).toBe(200);
    expect(await votesOf(postId, jamal!)).toEqual([2, 0]);
    await forum.adda.store.write((tx) => erase(tx, FEATURES, gone.id));
    expect(await votesOf(postId, jamal!)).toEqual([1, 0]);
    const removed = await forum.api('POST', `/posts/${postId}/remove`, { reason: 'private_data' }, mod);
    expect(removed.status, removed.text).toBe(200);
    const { q, t } = forum.adda.store.read;
    expect((await q.select().from(t.polls)).filter((one) => one.postId === postId)).toEqual([]);
  });
});
