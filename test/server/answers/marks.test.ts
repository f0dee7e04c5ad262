import { beforeAll, expect, it } from 'vitest';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member, ORIGIN, PASSWORD } from '../../support/forum.ts';
import { drawnBefore } from '../../support/joining.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('marks', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thuy: Member;
  let olga: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy, olga] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Thuy'),
      await forum.member('Olga', 'staff'),
    ];
  });

  async function talk() {
    // A week is enough for staff to have room again.
    await letTimePass(forum, 8 * DAY);
    const thread = await ask(forum, rina);
    const answer = await write(forum, jamal, thread.id, 'Tighten the spokes.');
    const own = await write(forum, rina, thread.id, 'It was the hub.', { ownAnswer: true });
    const post = await write(forum, rina, thread.id, 'I tried that.');
    const reply = await write(forum, thuy, thread.id, 'Did it help?', { parentId: answer.id });
    const note = await write(forum, olga, thread.id, 'An official word.');
    return {
      thread,
      ids: { opening: thread.postId, answer: answer.id, own: own.id, post: post.id, reply: reply.id, note: note.id },
    };
  }
  const code = async (who: Member, postId: number, kind: string) => {
    const answer = await forum.api('PUT', `/posts/${postId}/marks/${kind}`, {}, who);
    return answer.status === 200 ? 'ok' : answer.json().code;
  };

  it('are for those whom the rule book names, on the posts that it names', async () => {
    const { ids } = await talk();
    const table: [string, Member, keyof typeof ids, string][] = [
      ['accept', rina, 'answer', 'ok'],
      ['accept', rina, 'own', 'ok'],
      ['accept', jamal, 'answer', 'not_the_asker'],
      ['accept', thuy, 'answer', 'not_the_asker'],
      ['accept', rina, 'post', 'not_an_answer'],
      ['accept', rina, 'reply', 'not_an_answer'],
      ['accept', rina, 'note', 'not_an_answer'],
      ['accept', rina, 'opening', 'not_an_answer'],
      ['worked', thuy, 'answer', 'ok'],
      ['worked', jamal, 'answer', 'own_post'],
      ['worked', rina, 'answer', 'asker_accepts'],
      ['worked', rina, 'own', 'own_post'],
      ['worked', jamal, 'own', 'ok'],
      ['worked', thuy, 'note', 'not_an_answer'],
      ['me_too', jamal, 'opening', 'ok'],
      ['me_too', rina, 'opening', 'own_post'],
      ['me_too', jamal, 'answer', 'not_a_question'],
      ['helpful', thuy, 'answer', 'ok'],
      ['helpful', rina, 'answer', 'ok'],
      ['helpful', jamal, 'reply', 'ok'],
      ['helpful', thuy, 'reply', 'own_post'],
      ['helpful', jamal, 'note', 'staff_post'],
      ['settled', jamal, 'note', 'not_the_asker'],
      ['settled', rina, 'answer', 'not_a_note'],
      ['settled', olga, 'note', 'staff_cannot'],
      ['settled', rina, 'note', 'ok'],
      ['accept', olga, 'answer', 'staff_cannot'],
      ['worked', olga, 'answer', 'staff_cannot'],
      ['me_too', olga, 'opening', 'staff_cannot'],
      ['helpful', olga, 'answer', 'staff_cannot'],
    ];
    for (const [kind, who, on, wanted] of table)
      expect(await code(who, ids[on], kind), `${who.name} ${kind} ${on}`).toBe(wanted);
  });

  it('are for nobody on a withdrawn post, in a hidden thread, or on what is not there', async () => {
    const { ids } = await talk();
    await withdraw(forum, jamal, ids.answer);
    expect(await code(thuy, ids.answer, 'worked')).toBe('withdrawn');
    const hidden = await ask(forum, jamal);
    await withdraw(forum, jamal, hidden.postId);
    expect(await code(thuy, hidden.postId, 'me_too')).toBe('not_found');
    expect(await code(thuy, 2_000_000_000, 'me_too')).toBe('not_found');
  });

  it('say nothing about need in a discussion', async () => {
    const { postId } = await ask(forum, rina, { form: 'discussion' });
    expect(await code(jamal, postId, 'me_too')).toBe('not_a_question');
  });

  it('count once, however often they are set or taken away', async () => {
    const { thread, ids } = await talk();
    for (const set of [true, true, false, false, true]) {
      const marked = (await forum.api('PUT', `/posts/${ids.answer}/marks/worked`, { set }, thuy)).json();
      expect(marked).toEqual({ kind: 'worked', set, count: set ? 1 : 0 });
    }
    for (let i = 0; i < 3; i++) await setMark(forum, rina, ids.answer, 'accept');
    await setMark(forum, rina, ids.own, 'accept');
    await setMark(forum, rina, ids.answer, 'accept', false);
    await setMark(forum, rina, ids.answer, 'accept', false);
    expect((await forum.api('GET', `/threads/${thread.id}`)).json().thread.state).toBe('solved');
    await setMark(forum, rina, ids.own, 'accept', false);
    expect((await forum.api('GET', `/threads/${thread.id}`)).json().thread.state).toBe('answered');
  });

  it('put accepted answers first, then confirmed ones, and what is no answer last', async () => {
    const thread = await ask(forum, rina);
    const late = await forum.member('Late');
    const plain = await write(forum, jamal, thread.id, 'One');
    await letTimePass(forum, 8 * DAY);
    const note = await write(forum, olga, thread.id, 'An official word.');
    const helpful = await write(forum, jamal, thread.id, 'Two');
    const confirmed = await write(forum, jamal, thread.id, 'Three');
    const accepted = await write(forum, jamal, thread.id, 'Four');
    await setMark(forum, thuy, helpful.id, 'helpful');
    await setMark(forum, thuy, confirmed.id, 'worked');
    await setMark(forum, rina, accepted.id, 'accept');
    const order = async () =>
      (await forum.api('GET', `/threads/${thread.id}`)).json().posts.map((post: any) => post.id);
    expect(await order()).toEqual([accepted.id, confirmed.id, helpful.id, plain.id, note.id]);
    await setMark(forum, thuy, plain.id, 'worked');
    await setMark(forum, late, plain.id, 'worked');
    expect(await order()).toEqual([accepted.id, plain.id, confirmed.id, helpful.id, note.id]);
  });

  it('work as a form, and lead back to the post', async () => {
    const { thread, ids } = await talk();
    const pressed = await forum.post(`/p/${ids.answer}/marks/worked`, { set: 'true' }, thuy);
    expect([pressed.status, pressed.headers.location]).toEqual([303, `${thread.url}/2`]);
    expect((await forum.get(thread.url, thuy)).text).toMatch(
      new RegExp(
        `/p/${ids.answer}/marks/worked">\\s*<input type="hidden" name="set" value="false">\\s*<button[^>]*aria-pressed="true"`,
      ),
    );
    await forum.post(`/p/${ids.answer}/marks/worked`, { set: 'false' }, thuy);
    expect((await forum.get(thread.url, thuy)).text).not.toMatch(/aria-pressed="true"\s+title/);
  });

  /** A visitor presses a mark; then signs in with what their browser got, going on to `next`. */
  async function pressAndSignIn(url: string, who: string, next?: string, set = 'true') {
    const pressed = await forum.post(url, { set });
    const asked = new URL(pressed.headers.location!, ORIGIN);
    const cookie = String(pressed.headers['set-cookie']).split(';')[0]!;
    const page = await forum.get(pressed.headers.location!, null, { cookie });
    const values = { who, password: PASSWORD, next: next ?? asked.searchParams.get('next')! };
    const signedIn = await forum.post('/sign-in', values, null, { cookie });
    return { pressed, page, signedIn };
  }
  const marked = async (id: number) => {
    const { posts } = (await forum.api('GET', `/threads/${id}`)).json();
    return posts[0].workedCount as number;
  };

  it('that a visitor pressed are set once they have signed in, and said', async () => {
    const { thread, ids } = await talk();
    const { pressed, page, signedIn } = await pressAndSignIn(`/p/${ids.answer}/marks/worked`, 'Thuy');
    expect(pressed.status).toBe(303);
    expect(pressed.headers.location).toBe(`/sign-in?next=${encodeURIComponent(`${thread.url}/2`)}`);
    expect(page.text).toContain('what you pressed is done');
    expect(signedIn.headers.location).toBe(`${thread.url}/2?flash=marked`);
    expect(String(signedIn.headers['set-cookie'])).toContain('adda_meant=;');
    expect(await marked(thread.id)).toBe(1);
    // Whoever was signed out before taking it back gets that.
    const back = await pressAndSignIn(`/p/${ids.answer}/marks/worked`, 'Thuy', undefined, 'false');
    expect(back.signedIn.headers.location).toBe(`${thread.url}/2?flash=unmarked`);
    expect(await marked(thread.id)).toBe(0);
  });

  it('that a visitor pressed are nobody’s who comes in from elsewhere, and none by a link or another site', async () => {
    const { thread, ids } = await talk();
    const url = `/p/${ids.answer}/marks/worked`;
    const { signedIn } = await pressAndSignIn(url, 'Thuy', '/');
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/']);
    const linked = await forum.post('/sign-in', { who: 'Thuy', password: PASSWORD, next: `${thread.url}/2` });
    expect(linked.headers.location).toBe(`${thread.url}/2`);
    const foreign = await forum.post(url, { set: 'true' }, null, { origin: 'https://elsewhere.example' });
    expect([foreign.status, foreign.headers['set-cookie']]).toEqual([403, undefined]);
    expect((await forum.api('PUT', `/posts/${ids.answer}/marks/worked`, { set: true })).status).toBe(401);
    expect(await marked(thread.id)).toBe(0);
  });

  it('that a visitor pressed who joins instead are set once they are in, for whoever asked to join and nobody else', async () => {
    const { thread, ids } = await talk();
    const pressed = await forum.post(`/p/${ids.answer}/marks/worked`, { set: 'true' });
    const page = await forum.get(pressed.headers.location!);
    const next = new URL(/href="(\/sign-up\?next=[^"]+)"/.exec(page.text)![1]!, ORIGIN).searchParams.get('next')!;
    expect(next).toBe(`${thread.url}/2`);
    const cookies = [String(pressed.headers['set-cookie']).split(';')[0]!];
    const joining = async (name: string) => {
      const values = { name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD };
      const asked = await forum.post('/sign-up', { ...values, next, ...(await drawnBefore(forum.adda)) });
      const letter = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === values.email).at(-1)!;
      const cookie = [...cookies, String(asked.headers['set-cookie']).split(';')[0]!].join('; ');
      return { cookie, link: new URL(/http\S+/.exec(letter.body)![0]).pathname };
    };
    const [mala, ruma] = [await joining('Mala'), await joining('Ruma')];
    const other = await forum.post(ruma.link, { password: PASSWORD }, null, { cookie: mala.cookie });
    expect(other.headers.location).toBe('/welcome?flash=welcome');
    expect(await marked(thread.id)).toBe(0);
    const joined = await forum.post(mala.link, { password: PASSWORD }, null, { cookie: mala.cookie });
    expect(joined.headers.location).toBe(`${thread.url}/2?flash=marked`);
    expect(await marked(thread.id)).toBe(1);
  });

  it('that are not for them keep nobody from signing in', async () => {
    const { thread, ids } = await talk();
    const { signedIn } = await pressAndSignIn(`/p/${ids.answer}/marks/worked`, 'Rina');
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, `${thread.url}/2`]);
    expect((await forum.post('/p/999999/marks/worked', { set: 'true' })).status).toBe(404);
  });
});
