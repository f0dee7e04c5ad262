/** What pages offer: to moderators what would not be refused, and the ways to it; to who is silenced why they are. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const WHY = { reason: 'unkind', note: 'Say it kindly.' };

eachEngine('a page of moderation', (engine) => {
  let forum: Forum;
  let mod: Member;
  let other: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Ada', 'admin')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));
  const page = async (url: string, who: Member | null = mod, language = 'en') =>
    (await forum.get(url, who, { 'accept-language': language })).text;

  it('does not offer to silence or suspend oneself, or who holds an office, nor to judge what is one’s own', async () => {
    for (const who of [mod, other]) {
      const text = await page(`/u/${who.slug}/moderate`);
      for (const verb of ['silence', 'suspend', 'end-sessions']) expect(text).not.toContain(`/moderate/${verb}"`);
    }
    expect(await page(`/u/${jamal.slug}/moderate`)).toContain('/moderate/silence"');
    const { id, postId } = await ask(forum, mod);
    const own = await page(`/p/${postId}/moderate`);
    expect(own).not.toContain(`/p/${postId}/moderate/hide"`);
    expect(own).toContain(`/t/${id}/moderate/pin"`);
    expect(
      (await forum.api('POST', `/members/${other.slug}/reports`, { ...WHY, evidence: 'Unkind, again.' }, jamal)).status,
    ).toBe(201);
    expect(
      (await forum.api('POST', `/members/${rina.slug}/reports`, { ...WHY, evidence: 'Unkind, too.' }, jamal)).status,
    ).toBe(201);
    const queue = await page('/moderation');
    expect(queue).toContain(`value="member/${rina.id}/silence" data-key="h"`);
    expect(queue).not.toContain(`value="member/${other.id}/silence"`);
  });

  it('of a person is reached from their profile and from what they wrote, by moderators only', async () => {
    const links = [`href="/u/${jamal.slug}/moderate"`, `href="/moderation/people/${jamal.slug}"`];
    for (const link of links) expect(await page(`/u/${jamal.slug}`)).toContain(link);
    for (const who of [null, rina])
      for (const link of links) expect(await page(`/u/${jamal.slug}`, who)).not.toContain(link);
    expect(await page(`/u/${mod.slug}`)).not.toContain(`/u/${mod.slug}/moderate`);
    const { id, postId } = await ask(forum, jamal);
    for (const url of [`/p/${postId}/moderate`, `/t/${id}/moderate`]) expect(await page(url)).toContain(links[0]);
  });

  it('has no key for two things, and begins a form where one types', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'You fool.');
    await forum.api('POST', `/posts/${answer.id}/reports`, { reason: 'unkind', evidence: 'It says so.' }, rina);
    const queue = await page('/moderation');
    expect(queue).toContain('#without" data-key="n"');
    expect(queue).not.toContain('#without" data-key="a"');
    await forum.api('POST', '/spaces/wheels/reports', { reason: 'other', evidence: 'Too many rules.' }, rina);
    expect(await page('/moderation')).toContain('#without" data-key="n h l m"');
    expect(await page(`/p/${answer.id}/moderate/hide`)).not.toContain('data-begins');
    const { q, t } = forum.adda.store.read;
    const one = (await q.select().from(t.cases)).find(({ postId }) => postId === answer.id)!;
    expect(await page(`/p/${answer.id}/moderate/hide?case=${one.id}`)).toContain('data-begins');
  });

  it('is linked in the menu; who is silenced reads until when and why before they type', async () => {
    const { url } = await ask(forum, rina);
    expect(await page('/', jamal)).toContain('href="/statements"');
    expect(await page(url, jamal)).toContain('name="body"');
    await forum.api('POST', `/members/${jamal.slug}/silence`, { ...WHY, days: 3, space: 'wheels' }, mod);
    for (const at of [url, '/ask']) {
      const text = (await page(at, jamal)).split('<main')[1]!;
      expect(text).toMatch(/silenced you in “Wheels that wobble” until/);
      expect(text).toContain('href="/statements"');
    }
    expect((await page(url, jamal)).split('<main')[1]).not.toContain('name="body"');
    expect(await page(url, rina)).not.toContain('silenced you');
    expect(await page(url, jamal, 'bn')).toContain('চুপ করিয়েছেন');
    const typed = await forum.post(`/t/${url.split('/')[2]}/posts`, { body: 'Typed before I was silenced.' }, jamal);
    expect(typed.status).toBe(403);
    expect(typed.text).toContain('Typed before I was silenced.');
    expect(/class="error-summary"[^]*?<\/div>/.exec(typed.text)![0]).toContain('href="/statements"');
  });

  it('of any kind with a box says first to who is silenced why they cannot use it, and takes nothing typed away', async () => {
    const lina = await forum.member('Lina');
    const old = Date.now() - 90 * 86_400_000;
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.accounts)
        .set({ createdAt: old })
        .then(() => undefined),
    );
    const own = await ask(forum, lina);
    const others = await ask(forum, rina);
    const answer = await write(forum, lina, others.id, 'Tighten the spokes on one side.');
    for (let i = 0; i < 3; i++) await write(forum, rina, own.id, `Thanks, that is one of ${i + 3}.`);
    await forum.api(
      'POST',
      '/spaces/proposals',
      { name: 'Mending kites', kind: 'craft', charter: 'For who flies what they glued.' },
      rina,
    );
    const here = {
      at: [
        `/p/${answer.id}/edit`,
        `/p/${own.postId}/edit`,
        `/t/${others.id}/propose`,
        `/t/${own.id}/invite`,
        '/s/wheels/moderators',
      ],
    };
    const everywhere = { at: [...here.at, '/spaces/propose', '/spaces/proposals', others.url, '/ask'] };
    const mainOf = async (url: string) => (await page(url, lina)).split('<main')[1]!;
    for (const url of everywhere.at) expect(await mainOf(url), url).not.toContain('silenced you');
    const silence = (body: object) =>
      forum.api('POST', `/members/${lina.slug}/silence`, { ...WHY, days: 1, ...body }, other);
    for (const [{ at }, where, body] of [
      [here, 'in “Wheels that wobble”', { space: 'wheels' }],
      [everywhere, 'in the whole forum', {}],
    ] as const) {
      expect((await silence(body)).status).toBe(200);
      for (const url of at) {
        const text = await mainOf(url);
        if (url.endsWith('/invite') && !text.includes('<form')) continue;
        expect(text, url).toContain(`silenced you ${where}`);
        for (const box of ['<textarea', 'name="title" type="text"', `/second"`])
          if (url !== '/ask') expect(text, `${url} ${box}`).not.toContain(box);
      }
    }
    // What waits for them and what is theirs by right stays open.
    for (const url of [`/p/${others.postId}/report`, `/t/${others.id}/report`, '/notice']) {
      const text = await mainOf(url);
      expect(text, url).toContain('<textarea');
      expect(text, url).not.toContain('silenced you');
    }
    // What was typed before stays, beside the reason.
    const title = 'How to true a wheel without a stand';
    for (const [url, body] of [
      [`/t/${others.id}/propose`, { title, evidence: 'It says what is asked.' }],
      [`/p/${answer.id}/edit`, { body: 'Typed before I was silenced.', revision: '1' }],
      ['/spaces/propose', { name: 'Knots at sea', kind: 'craft', charter: 'Typed before I was silenced, all of it.' }],
      ['/s/wheels/nominations', { name: 'Rina', why: 'Typed before I was silenced, all of it.' }],
    ] as const) {
      const refused = await forum.post(url, body, lina);
      expect(refused.status, url).toBe(403);
      expect(refused.text, url).toContain('title' in body ? title : 'Typed before I was silenced');
    }
    expect(
      (await forum.api('POST', `/threads/${others.id}/proposals`, { title, evidence: 'It says it.' }, lina)).json()
        .code,
    ).toBe('silenced');
  });

  it('offers in the queue nothing that an appeal took from whoever looks, as the page of the case does not', async () => {
    const kamal = await forum.member('Kamal');
    const { id } = await ask(forum, rina);
    const answer = await write(forum, kamal, id, 'You fool, tighten the spokes.');
    const call = (path: string, body: object, who: Member) => forum.api('POST', path, body, who);
    const acts = {
      hide: await call(`/posts/${answer.id}/hide`, WHY, mod),
      lock: await call(`/threads/${id}/lock`, WHY, mod),
      silence: await call(`/members/${kamal.slug}/silence`, { ...WHY, days: 1 }, mod),
    };
    const concerned = { hide: kamal, lock: rina, silence: kamal };
    for (const [verb, who] of Object.entries(concerned)) {
      const act = acts[verb as keyof typeof acts].json().id;
      const made = await call(`/acts/${act}/appeals`, { words: 'It was a joke among friends.' }, who);
      expect(made.status, made.text).toBe(201);
    }
    const { q, t } = forum.adda.store.read;
    const upheld = { decision: 'uphold', reason: 'It was a joke among friends.' };
    for (const one of await q.select().from(t.appeals))
      expect((await call(`/appeals/${one.id}`, upheld, other)).status).toBe(200);
    const said = { reason: 'unkind', evidence: 'It says so again.' };
    for (const path of [`/posts/${answer.id}`, `/threads/${id}`, `/members/${kamal.slug}`])
      await call(`${path}/reports`, said, path.includes('members') ? rina : await forum.member(`Reads ${path.length}`));
    const buttons = async (who: Member) => {
      const found = (await page('/moderation', who)).matchAll(/name="act" value="([^"]+)"/g);
      const about = [`post/${answer.id}/`, `thread/${id}/`, `member/${kamal.id}/`];
      return new Set([...found].map(([, act]) => act!).filter((act) => about.some((one) => act.startsWith(one))));
    };
    const mine = await buttons(mod);
    for (const act of [`post/${answer.id}/hide`, `thread/${id}/lock`, `member/${kamal.id}/silence`]) {
      expect(mine).not.toContain(act);
      expect(await buttons(other)).toContain(act);
    }
    // What comes to the same is not offered either; what nobody overruled is.
    expect(mine).not.toContain(`member/${kamal.id}/suspend`);
    expect(mine).toContain(`post/${answer.id}/remind`);
    for (const { id: one, target } of await q.select().from(t.cases)) {
      const full = (await page(`/moderation/cases/${one}`)).matchAll(/name="act" value="([^"]+)"/g);
      const offered = [...full].map(([, act]) => act!);
      if (target !== 'member') continue;
      for (const act of [...mine].filter((each) => each.startsWith('member'))) expect(offered).toContain(act);
    }
  });
});
