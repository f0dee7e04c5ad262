import { eq } from 'drizzle-orm';
import { drawnBefore } from '../../support/joining.ts';
import { beforeAll, expect, it } from 'vitest';
import { type Answer, type Forum, makeForum, ORIGIN, PASSWORD } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const cookieOf = (answer: Answer) => /adda_session=[\w-]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? null;

eachEngine('an account', (engine) => {
  let forum: Forum;
  beforeAll(async () => {
    forum = await makeForum(engine);
  });

  /** From a household of its own, so that no test meets another's limits. */
  let household = 0;
  const from = async (
    url: string,
    values: Record<string, string>,
    headers: Record<string, string> = {},
    address = `10.1.${Math.floor(++household / 250)}.${household % 250}`,
  ): Promise<Answer> => {
    const response = await forum.app.inject({
      method: 'POST',
      url,
      remoteAddress: address,
      payload: new URLSearchParams({
        ...(url === '/sign-up' && (await drawnBefore(forum.adda))),
        ...values,
      }).toString(),
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      text: response.body,
      json: () => response.json(),
    };
  };

  async function lastLink(to: string): Promise<string> {
    const letters = (await lettersOf(forum.adda)).filter((letter) => letter.recipient === to);
    return new URL(/http\S+/.exec(letters.at(-1)!.body)![0]).pathname;
  }

  async function join(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.org`;
    expect((await from('/sign-up', { name, email, password: PASSWORD })).status).toBe(200);
    return cookieOf(await from(await lastLink(email), { password: PASSWORD }))!;
  }

  const signIn = (who: string, password = PASSWORD) => from('/sign-in', { who, password });
  const isIn = async (cookie: string | null) =>
    (await forum.get('/settings', null, { cookie: cookie ?? '' })).status === 200;

  it('is made once by a link that is pressed several times at once: each says calmly that all is well', async () => {
    await from('/sign-up', { name: 'Twice', email: 'twice@example.org', password: PASSWORD });
    const link = await lastLink('twice@example.org');
    const all = await Promise.all([1, 2, 3].map(() => from(link, { password: PASSWORD })));
    expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
    for (const { status, text } of all.filter((one) => one.status !== 303)) {
      expect(status).toBe(200);
      expect(text).toContain('confirmed already');
      expect(text).not.toContain('has been used');
    }
  });

  it('is made, confirmed, left and entered again', async () => {
    expect((await from('/sign-up', { name: 'Mala', email: 'Mala@Example.org', password: PASSWORD })).text).toContain(
      'Mala@Example.org',
    );
    expect((await signIn('Mala')).status).toBe(403);
    const link = await lastLink('mala@example.org');
    const confirmed = await from(link, { password: PASSWORD });
    expect(confirmed.status).toBe(303);
    const cookie = cookieOf(confirmed)!;
    expect(await isIn(cookie)).toBe(true);
    // Followed again, the link says calmly that all is well, and offers no button.
    const again = await forum.get(link);
    expect(again.text).toContain('confirmed already');
    expect(again.text).not.toContain(`action="${link}"`);
    expect((await from(link, { password: PASSWORD })).text).toContain('confirmed already');
    expect((await from('/sign-out', {}, { cookie })).status).toBe(303);
    expect(await isIn(cookie)).toBe(false);
    for (const who of ['Mala', 'mala', 'MALA@example.org']) expect(await isIn(cookieOf(await signIn(who)))).toBe(true);
  });

  it('answers alike for known and unknown addresses when somebody joins or asks for a reset', async () => {
    await join('Farida');
    const bare = (answer: Answer) => ({
      status: answer.status,
      text: answer.text.replaceAll(/[\w.]+@example\.org/g, 'ADDRESS'),
    });
    const joins = await Promise.all([
      from('/sign-up', { name: 'Somebody One', email: 'farida@example.org', password: PASSWORD }),
      from('/sign-up', { name: 'Somebody Two', email: 'unknown@example.org', password: PASSWORD }),
    ]);
    expect(bare(joins[0]!)).toEqual(bare(joins[1]!));
    const resets = await Promise.all([
      from('/forgot', { email: 'farida@example.org' }),
      from('/forgot', { email: 'nobody@example.org' }),
    ]);
    expect(bare(resets[0]!)).toEqual(bare(resets[1]!));
    const wrong = await Promise.all([
      signIn('farida@example.org', 'not the password'),
      signIn('nobody@example.org', 'not the password'),
    ]);
    expect(bare(wrong[0]!)).toEqual(bare(wrong[1]!));
  });

  it('shows by no order of sign-ups whether an address is known, and takes no name before it is confirmed', async () => {
    await join('Shirin');
    const outcomes = async (email: string) => {
      const one = `Curious ${email.slice(0, 3)}`;
      const tries = [
        [one, email],
        [one, email],
        [one, `other.${email}`],
        ['Shirin', email],
        [`${one} Two`, email],
        ['x', email],
      ];
      const statuses: number[] = [];
      for (const [name, address] of tries)
        statuses.push((await from('/sign-up', { name: name!, email: address!, password: PASSWORD })).status);
      return statuses;
    };
    expect(await outcomes('shirin@example.org')).toEqual(await outcomes('unknown@example.org'));
    for (const url of ['/u/curious-shi', '/u/curious-unk', '/api/v1/members/curious-unk'])
      expect((await forum.get(url)).status, url).toBe(404);
  });

  it('keeps asking for a reset silent about its limit', async () => {
    await join('Nargis');
    const statuses = new Set<number>();
    for (let i = 0; i < 7; i++) statuses.add((await from('/forgot', { email: 'nargis@example.org' })).status);
    expect([...statuses]).toEqual([200]);
    // The letter by which she joined counts, too: a mailbox gets five letters in an hour, whatever they say.
    const letters = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === 'nargis@example.org');
    expect(letters).toHaveLength(5);
  });

  it('takes a reset link once, ends every session by it, and forgets older links', async () => {
    const cookie = await join('Salma');
    await from('/forgot', { email: 'salma@example.org' });
    const older = await lastLink('salma@example.org');
    await from('/forgot', { email: 'salma@example.org' });
    const link = await lastLink('salma@example.org');
    expect((await from(link, { password: 'short' })).status).toBe(422);
    const reset = await from(link, { password: 'an entirely new one' });
    expect(reset.status).toBe(303);
    expect(await isIn(cookieOf(reset))).toBe(true);
    expect(await isIn(cookie)).toBe(false);
    for (const used of [link, older]) expect((await from(used, { password: 'yet another password' })).status).toBe(422);
    expect((await signIn('Salma')).status).toBe(422);
    expect((await signIn('Salma', 'an entirely new one')).status).toBe(303);
  });

  it('lets only one of many at once use a reset link', async () => {
    await join('Tania');
    await from('/forgot', { email: 'tania@example.org' });
    const link = await lastLink('tania@example.org');
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, i) => from(link, { password: `password number ${i}` })),
    );
    expect(tries.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('refuses a link whose time is over', async () => {
    await join('Rehana');
    await from('/forgot', { email: 'rehana@example.org' });
    const link = await lastLink('rehana@example.org');
    await forum.adda.store.write(
      async (tx) =>
        void (await tx.q
          .update(tx.t.tokens)
          .set({ expiresAt: tx.now - 1 })
          .returning({ hash: tx.t.tokens.hash })),
    );
    expect((await from(link, { password: 'an entirely new one' })).status).toBe(422);
  });

  it('cannot be taken over by a link to a new address once the password is reset', async () => {
    const cookie = await join('Bina');
    await from('/settings/email', { email: 'thief@example.org', current: PASSWORD }, { cookie });
    const theft = await lastLink('thief@example.org');
    await from('/forgot', { email: 'bina@example.org' });
    await from(await lastLink('bina@example.org'), { password: 'an entirely new one' });
    for (const password of [PASSWORD, 'an entirely new one'])
      expect((await from(theft, { password })).status).toBe(422);
  });

  it('ends other sessions with a password change, and needs the old password for it', async () => {
    const cookie = await join('Dipa');
    const other = cookieOf(await signIn('Dipa'))!;
    expect(
      (await from('/settings/password', { current: 'wrong wrong wrong', password: 'an entirely new one' }, { cookie }))
        .status,
    ).toBe(422);
    const changed = await from(
      '/settings/password',
      { current: PASSWORD, password: 'an entirely new one' },
      { cookie },
    );
    expect(changed.status).toBe(303);
    expect(await Promise.all([isIn(cookie), isIn(other), isIn(cookieOf(changed))])).toEqual([false, false, true]);
  });

  it('changes its address with its password only, and only when the link in the new mailbox is followed', async () => {
    const cookie = await join('Ila');
    const refused = await from('/settings/email', { email: 'ila.new@example.org', current: 'not it' }, { cookie });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="ila.new@example.org"');
    expect(refused.text).toMatch(/<input id="email-current"[^>]*aria-invalid="true"/);
    await from('/settings/email', { email: 'ila.new@example.org', current: PASSWORD }, { cookie });
    expect((await forum.get('/settings', null, { cookie })).text).toContain('ila@example.org');
    const moved = await from(await lastLink('ila.new@example.org'), {}, { cookie });
    expect((await forum.get('/settings', null, { cookie: cookieOf(moved)! })).text).toContain('ila.new@example.org');
    expect(await isIn(cookie)).toBe(false);
  });

  it('ends when its session is over', async () => {
    const cookie = await join('Usha');
    await forum.adda.store.write(
      async (tx) =>
        void (await tx.q.update(tx.t.sessions).set({ expiresAt: tx.now }).returning({ hash: tx.t.sessions.hash })),
    );
    expect(await isIn(cookie)).toBe(false);
  });

  it('keeps what was typed, except the password, when joining is refused', async () => {
    const refused = await from('/sign-up', { name: 'admin', email: 'Not An Address', password: 'secret words here' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="admin"');
    expect(refused.text).toContain('value="Not An Address"');
    expect(refused.text).not.toContain('secret words here');
    expect(refused.text).toMatch(/<input id="name"[^>]*aria-describedby="name-h name-e"[^>]*aria-invalid="true"/);
  });

  it('never shows its address to others', async () => {
    const cookie = await join('Canary');
    const canary = await forum.member('Pakhi');
    await forum.adda.store.write(
      async (tx) =>
        void (await tx.q
          .update(tx.t.accounts)
          .set({ email: `canary-${engine}-${canary.id}@example.org` })
          .where(eq(tx.t.accounts.id, canary.id))
          .returning({ id: tx.t.accounts.id })),
    );
    const thread = await ask(forum, canary, { tags: ['canary'] });
    const pages = [
      '/',
      '/new.atom',
      '/needs-answer',
      '/s/wheels',
      '/s/wheels/tag/canary',
      thread.url,
      `/p/${thread.postId}`,
      `/p/${thread.postId}/revisions`,
      '/u/pakhi',
      '/search?q=wobble',
      '/search?q=canary',
      '/spaces',
      '/api/v1/members/pakhi',
      `/api/v1/threads/${thread.id}`,
      '/api/v1/feeds/new',
      '/api/v1/search?q=wobble',
      '/api/v1/spaces',
      `/api/v1/posts/${thread.postId}/revisions`,
      '/api/v1/openapi.json',
    ];
    for (const url of pages)
      for (const headers of [{}, { cookie }] as Record<string, string>[]) {
        const { status, text } = await forum.get(url, null, headers);
        expect(status, url).toBe(200);
        expect(text.includes('@example.org'), url).toBe(false);
      }
  });
});
