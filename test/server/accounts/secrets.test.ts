/** What lets somebody into an account, and what does not. */
import { drawnBefore } from '../../support/joining.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccount, createApiToken, promote } from '../../../server/people/accounts/manage.ts';
import { hashPassword } from '../../../server/people/accounts/secrets.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { ensureSetupCode } from '../../../server/desk/setup/actions.ts';
import { moderateSpace } from '../../../server/forum/spaces/offices.ts';
import { FEATURES } from '../../../server/features.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { type Answer, type Forum, makeForum, type Member, newSession, ORIGIN, PASSWORD } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';

const NEW_PASSWORD = 'an entirely new one';
const WRONG = 'not the password';

eachEngine('the secrets of an account', (engine) => {
  let forum: Forum;
  beforeAll(async () => {
    forum = await makeForum(engine);
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  type Browser = { address?: string; cookies?: string };
  async function send(
    url: string,
    values: Record<string, string>,
    { address = '10.9.9.9', cookies = '' }: Browser = {},
  ) {
    const response = await forum.app.inject({
      method: 'POST',
      url,
      remoteAddress: address,
      payload: new URLSearchParams({
        ...(url === '/sign-up' && (await drawnBefore(forum.adda))),
        ...values,
      }).toString(),
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', cookie: cookies },
    });
    return { status: response.statusCode, text: response.body, headers: response.headers as Answer['headers'] };
  }
  type Sent = Awaited<ReturnType<typeof send>>;
  const cookiesOf = ({ headers }: Sent) =>
    [headers['set-cookie'] ?? []]
      .flat()
      .map((cookie) => String(cookie).split(';')[0])
      .join('; ');
  const signIn = (who: string, password: string, browser: Browser = {}) => send('/sign-in', { who, password }, browser);
  const isIn = async (cookie: string) => (await forum.get('/settings', null, { cookie })).status === 200;

  async function lastLink(to: string): Promise<string> {
    const letters = (await lettersOf(forum.adda)).filter((letter) => letter.recipient === to);
    return new URL(/http\S+/.exec(letters.at(-1)!.body)![0]).pathname;
  }
  const mailTo = (member: Member) => `${member.slug}@example.org`;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const tokenOf = (answer: { text: string }) => /adda_[\w-]{20,}/.exec(answer.text)![0];

  describe('a stranger', () => {
    it('who signed up with somebody’s address before has no part in the account that they confirm', async () => {
      await send('/sign-up', { name: 'Thief', email: 'rina@example.org', password: 'the thief knows it' });
      const theirs = await lastLink('rina@example.org');
      expect((await send(theirs, {})).status).toBe(422);
      expect((await send(theirs, { password: PASSWORD })).status).toBe(422);
      await send('/sign-up', { name: 'Rina', email: 'rina@example.org', password: PASSWORD });
      const joined = await send(await lastLink('rina@example.org'), { password: PASSWORD });
      expect(joined.status).toBe(303);
      expect((await signIn('rina@example.org', 'the thief knows it')).status).toBe(422);
      expect((await signIn('rina@example.org', PASSWORD)).status).toBe(303);
      expect((await send(theirs, { password: 'the thief knows it' })).status).toBe(422);
    });

    it('cannot make somebody else’s mailbox the address of an account by letting them follow a link', async () => {
      const thief = await forum.member('Thora');
      await send('/settings/email', { email: 'victim@example.org', current: PASSWORD }, { cookies: thief.cookie });
      const link = await lastLink('victim@example.org');
      expect((await forum.get(link)).text).toContain('victim@example.org');
      const followed = await send(link, {});
      expect([followed.status, cookiesOf(followed)]).toEqual([422, '']);
    });

    it('can have at most five letters an hour sent to one mailbox, by whatever form and spelling', async () => {
      const owner = await forum.member('Flooded');
      for (let i = 0; i < 6; i++) {
        const email = i % 2 ? mailTo(owner) : mailTo(owner).replace('@', `+${i}@`);
        expect((await send('/sign-up', { name: `Flood ${'abcdef'[i]}`, email, password: PASSWORD })).status).toBe(200);
        expect((await send('/forgot', { email: mailTo(owner) })).status).toBe(200);
      }
      const letters = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient.startsWith('flooded'));
      expect(letters).toHaveLength(5);
    });

    it('who tries passwords shuts out neither the owner’s browser nor the owner elsewhere', async () => {
      const owner = await forum.member('Keya');
      const known = cookiesOf(await signIn('Keya', PASSWORD, { address: '10.1.1.1' }));
      for (let i = 0; i < 6; i++) await signIn('Keya', WRONG, { address: '10.2.2.2' });
      expect((await signIn('Keya', PASSWORD, { address: '10.2.2.2' })).status).toBe(429);
      expect((await signIn('keya@example.org', PASSWORD, { address: '10.3.3.3' })).status).toBe(303);
      // Many networks at once: whoever was never here waits, the owner does not.
      await forum.adda.store.write((tx) =>
        tx.q
          .insert(tx.t.attempts)
          .values(Array.from({ length: 100 }, () => ({ bucket: `sign-in-to:id:${owner.id}`, at: tx.now })))
          .then(() => undefined),
      );
      expect((await signIn('Keya', PASSWORD, { address: '10.4.4.4' })).status).toBe(429);
      const device = known.split('; ').find((cookie) => cookie.includes('device'))!;
      expect((await signIn('Keya', PASSWORD, { address: '10.2.2.2', cookies: device })).status).toBe(303);
      // A known browser is no way to guess another's password, or more than five times.
      await forum.member('Other');
      for (let i = 0; i < 5; i++) await signIn('Keya', WRONG, { cookies: device });
      expect((await signIn('Keya', WRONG, { cookies: device })).status).toBe(429);
      for (let i = 0; i < 5; i++) await signIn('Other', WRONG, { cookies: device, address: '10.5.5.5' });
      expect((await signIn('Other', WRONG, { cookies: device, address: '10.5.5.5' })).status).toBe(429);
    });

    it('is stopped exactly, under twenty tries at once and however the name is spelled', async () => {
      await forum.member('Kajal');
      const spellings = ['Kajal', 'KAJAL', 'kajal@example.org', 'k.ajal', "ka'jal", ' kajal '];
      const tries = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn(spellings[i % 6]!, WRONG)));
      expect(tries.filter(({ status }) => status === 422)).toHaveLength(5);
      const refused = tries.filter(({ status }) => status === 429);
      for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(800);
      expect(refused).toHaveLength(15);
    });
  });

  it('let an office in that shares an address: only what was wrong is counted', async () => {
    const office = await forum.member('Office');
    for (let i = 0; i < 40; i++) expect((await signIn(office.name, PASSWORD)).status).toBe(303);
    const { q, t } = forum.adda.store.read;
    const counted = (await q.select().from(t.attempts)).map(({ bucket }) => bucket.split(':')[0]);
    expect(counted.filter((name) => name !== 'look-from')).toEqual([]);
  });

  it('cost no work where the answer is known: a dead link is refused before anything is hashed', async () => {
    let isOver = false;
    const keepFull = async () => {
      while (!isOver) await hashPassword(PASSWORD).catch(() => nextTurn());
    };
    const hashing = Array.from({ length: 40 }, keepFull);
    // The queue is full: whoever needs a hash is asked to come again, whoever needs none gets their answer.
    const calm = await forum.app.inject({
      ...{ method: 'POST', url: '/sign-in', headers: { origin: ORIGIN, accept: 'application/json' } },
      payload: { who: 'Nobody', password: WRONG },
    });
    expect([calm.statusCode, calm.json().code, calm.headers['retry-after']]).toEqual([503, 'busy', '5']);
    expect((await send('/reset/dead', { password: NEW_PASSWORD })).status).toBe(422);
    isOver = true;
    await Promise.all(hashing);
    const { q, t } = forum.adda.store.read;
    const counted = (await q.select().from(t.attempts)).map(({ bucket }) => bucket.split(':')[0]);
    expect(counted.sort()).toEqual(['link-from', 'look-from']);
    for (let i = 0; i < 29; i++) await send('/reset/dead', { password: NEW_PASSWORD });
    expect((await send('/reset/dead', { password: NEW_PASSWORD })).status).toBe(429);
  });

  describe('an API token', () => {
    it('does what its scope says and no more', async () => {
      const admin = await forum.member('Ada', 'admin');
      const token = async (scope: 'read' | 'write' | 'office') =>
        bearer((await createApiToken(forum.adda, admin.id, { label: scope, scope, days: 7 })).token);
      const thread = { space: 'wheels', form: 'discussion', title: 'From a script', body: 'Hello there' };
      const room = { name: `Room of ${engine}`, kind: 'craft', charter: 'For all who want this room.' };
      const outcome = async (scope: 'read' | 'write' | 'office') => {
        const headers = await token(scope);
        const calls = [
          await forum.api('GET', '/spaces', undefined, null, headers),
          await forum.api('POST', '/threads', thread, null, headers),
          await forum.api('PATCH', '/staff-rules', { grantMonths: 12 }, null, headers),
          await forum.api('POST', '/spaces', room, null, headers),
          await forum.api('GET', '/reports', undefined, null, headers),
        ];
        return calls.map((call) => (call.status < 300 ? 'done' : call.json().code));
      };
      const no = 'token_scope';
      expect(await outcome('read')).toEqual(['done', no, no, no, no]);
      expect(await outcome('write')).toEqual(['done', 'done', no, no, no]);
      expect(await outcome('office')).toEqual(['done', 'done', 'done', 'done', 'done']);
    });

    it('never touches the account itself', async () => {
      const who = await forum.member('Scripted');
      const headers = { ...bearer(who.token), accept: 'application/json' };
      const acts: Record<string, Record<string, string>> = {
        '/settings/tokens': { label: 'another', scope: 'write', days: '90', current: PASSWORD },
        '/settings/tokens/end': { hash: 'x' },
        '/settings/email': { email: 'thief@example.org', current: PASSWORD },
        '/settings/password': { current: PASSWORD, password: NEW_PASSWORD },
        '/settings/profile': { name: 'Scripted Anew', bio: '' },
        '/settings/erase': { current: PASSWORD },
      };
      for (const [url, values] of Object.entries(acts)) {
        const answer = await forum.post(url, values, null, headers);
        expect([answer.status, answer.json().code], url).toEqual([403, 'in_person']);
      }
      expect((await forum.get('/settings', null, headers)).json().code).toBe('in_person');
      expect((await signIn('Scripted', PASSWORD)).status).toBe(303);
    });

    it('needs the password, is made once by two presses, is listed with its end, and ends', async () => {
      const who = await forum.member('Asha');
      const page = (await forum.get('/settings', who)).text;
      const key = /action="\/settings\/tokens"[^]*?name="idempotencyKey" value="([^"]+)"/.exec(page)![1]!;
      const values = { label: 'a script', scope: 'write', days: '30', idempotencyKey: key };
      const refused = await forum.post('/settings/tokens', { ...values, current: WRONG }, who);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('value="a script"');
      const press = () => forum.post('/settings/tokens', { ...values, current: PASSWORD }, who);
      const [one, two] = await Promise.all([press(), press()]);
      expect(tokenOf(one)).toBe(tokenOf(two));
      const listed = (await forum.get('/settings', who)).text;
      expect(listed.match(/a script/g)).toHaveLength(1);
      expect(listed).toMatch(/a script<\/b> · Read and write · [^]*ends/);
      const call = () => forum.api('GET', '/spaces', undefined, null, bearer(tokenOf(one)));
      expect((await call()).status).toBe(200);
      await forum.adda.store.write(
        async (tx) =>
          void (await tx.q
            .update(tx.t.tokens)
            .set({ expiresAt: tx.now - 1 })
            .returning({ hash: tx.t.tokens.hash })),
      );
      expect([(await call()).status, (await call()).headers['www-authenticate']]).toEqual([401, 'Bearer']);
    });

    it('ends with a password that is changed or reset', async () => {
      for (const by of ['change', 'reset'] as const) {
        const who = await forum.member(`Tokened ${by}`);
        if (by === 'change')
          await send('/settings/password', { current: PASSWORD, password: NEW_PASSWORD }, { cookies: who.cookie });
        else {
          await send('/forgot', { email: mailTo(who) });
          expect((await send(await lastLink(mailTo(who)), { password: NEW_PASSWORD })).status).toBe(303);
        }
        expect((await forum.api('GET', '/spaces', undefined, who)).status, by).toBe(401);
      }
    });

    it('is ended by its own member only', async () => {
      const [who, other] = [await forum.member('Owner'), await forum.member('Mitu')];
      const hash = /name="hash" value="([^"]+)"/.exec((await forum.get('/settings', who)).text)![1]!;
      const call = () => forum.api('GET', '/spaces', undefined, who);
      await forum.post('/settings/tokens/end', { hash }, other);
      expect((await call()).status).toBe(200);
      await forum.post('/settings/tokens/end', { hash }, who);
      expect((await call()).json().code).toBe('bad_token');
    });
  });

  describe('an address that somebody changed', () => {
    it('is told to the one before, which takes the account back, whole', async () => {
      const victim = await forum.member('Victim');
      // The thief has the session and the password, and moves on twice.
      await send('/settings/email', { email: 'one@thief.example', current: PASSWORD }, { cookies: victim.cookie });
      const moved = cookiesOf(await send(await lastLink('one@thief.example'), {}, { cookies: victim.cookie }));
      const back = await lastLink(mailTo(victim));
      await send('/settings/email', { email: 'two@thief.example', current: PASSWORD }, { cookies: moved });
      const again = cookiesOf(await send(await lastLink('two@thief.example'), {}, { cookies: moved }));
      const thiefs = await lastLink('one@thief.example');
      expect(back).toMatch(/^\/address\/back\//);
      expect((await forum.get(back)).text).toContain('victim@example.org');
      const taken = await send(back, {});
      expect(taken.headers.location).toMatch(/^\/reset\/[\w-]+\?flash=address-back$/);
      expect(await isIn(again)).toBe(false);
      expect((await forum.api('GET', '/spaces', undefined, victim)).status).toBe(401);
      expect((await signIn('Victim', PASSWORD)).status).toBe(422);
      for (const dead of [back, thiefs]) {
        expect((await forum.get(dead)).status).toBe(422);
        expect((await send(dead, {})).status).toBe(422);
      }
      const reset = taken.headers.location!.split('?')[0]!;
      expect((await forum.get(taken.headers.location!, null, { cookie: 'adda_flash=address-back' })).text).toContain(
        'Your address is back',
      );
      expect((await send(reset, { password: NEW_PASSWORD })).status).toBe(303);
      expect((await signIn('victim@example.org', NEW_PASSWORD)).status).toBe(303);
    });

    it('takes along the reset links that wait for the one before', async () => {
      const who = await forum.member('Mover');
      await send('/settings/email', { email: 'mover.new@example.org', current: PASSWORD }, { cookies: who.cookie });
      const link = await lastLink('mover.new@example.org');
      await send('/forgot', { email: mailTo(who) });
      await send(link, {}, { cookies: who.cookie });
      const letters = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === mailTo(who));
      expect(letters.filter(({ body }) => body.includes('/reset/'))).toEqual([]);
    });
  });

  describe('a session', () => {
    it('has another secret after signing in and out', async () => {
      const who = await forum.member('Sessa');
      const signedIn = await signIn('Sessa', PASSWORD, { cookies: who.cookie });
      expect(await isIn(who.cookie)).toBe(false);
      expect(await isIn(cookiesOf(signedIn))).toBe(true);
      await send('/sign-out', {}, { cookies: cookiesOf(signedIn) });
      expect(await isIn(cookiesOf(signedIn))).toBe(false);
    });

    it('ends when a role is given or taken, in the forum or a space', async () => {
      const who = await forum.member('Riser');
      for (const change of [
        () => promote(forum.adda, 'Riser', 'moderator'),
        () => promote(forum.adda, 'Riser', 'member'),
        () => moderateSpace(forum.adda, 'Riser', 'wheels', true),
        () => moderateSpace(forum.adda, 'Riser', 'wheels', false),
      ]) {
        const cookie = await newSession(forum.adda, who.id);
        expect(await isIn(cookie)).toBe(true);
        await change();
        expect(await isIn(cookie)).toBe(false);
      }
      const { entries } = (await forum.api('GET', '/log')).json();
      const changes = entries.filter(({ kind }: { kind: string }) => kind === 'role_changed');
      expect(changes.map(({ facts }: { facts: string }) => JSON.parse(facts).role).reverse()).toEqual([
        ...['moderator', 'member', 'moderator', 'member'],
      ]);
      expect((await forum.get('/log')).text).toMatch(/Role changed[^]*Riser[^]*moderator/);
    });
  });

  it('lie in no answer that is kept for a second press', async () => {
    const staff = await forum.member('Leaver', 'staff');
    const left = await forum.post('/desk/leave', { idempotencyKey: 'k' }, staff);
    const next = cookiesOf(left as unknown as Sent);
    expect(await isIn(staff.cookie)).toBe(false);
    expect(await isIn(next)).toBe(true);
    const { q, t } = forum.adda.store.read;
    const kept = JSON.stringify(await q.select().from(t.idempotencyKeys));
    expect(kept).not.toBe('[]');
    expect(kept).not.toContain(next.split('=')[1]);
  });

  it('are no matter of a switch that sends an unknown language: all stays as it was', async () => {
    const who = await forum.member('Switcher');
    const unknown: Record<string, string>[] = [{ language: 'xx' }, { theme: 'plaid' }, { language: 'x'.repeat(500) }];
    for (const values of unknown)
      expect((await forum.post('/preferences', { ...values, next: '/spaces' }, who)).headers.location).toBe('/spaces');
    await forum.post('/preferences', { language: 'bn', next: '/' }, who);
    expect((await forum.get('/spaces', who)).text).toContain('<html lang="bn"');
  });
});

eachEngine('the last admin', (engine) => {
  it('stays one: neither the command line nor erasing takes them away, also when two go at once', async () => {
    const forum = await makeForum(engine);
    const [ada, bo] = [await forum.member('Ada', 'admin'), await forum.member('Bo', 'admin')];
    const both = await Promise.allSettled([
      promote(forum.adda, 'Ada', 'member'),
      forum.adda.store.write((tx) => erase(tx, FEATURES, bo.id)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { q, t } = forum.adda.store.read;
    const [left] = (await q.select().from(t.accounts)).filter(({ role }) => role === 'admin');
    expect([ada.id, bo.id]).toContain(left!.id);
    await expect(promote(forum.adda, left!.name, 'moderator')).rejects.toMatchObject({ code: 'last_admin' });
    const cookie = await newSession(forum.adda, left!.id);
    const refused = await forum.post('/settings/erase', { current: PASSWORD }, null, { cookie });
    expect([refused.status, refused.text.includes('This is the last admin.')]).toEqual([409, true]);
  });

  it('made at the command line has set the forum up: people sign in, and the example is for admins', async () => {
    const forum = await makeForum(engine);
    await forum.adda.store.write((tx) => updateSite(tx, { isSetUp: false }));
    await ensureSetupCode(forum.adda);
    const first = { name: 'Ada', email: 'ada@example.org', password: PASSWORD, language: 'en' as const };
    await createAccount(forum.adda, { ...first, role: 'admin' });
    expect(await ensureSetupCode(forum.adda)).toBeNull();
    const home = (await forum.get('/')).text;
    expect(home).toContain('href="/sign-in"');
    expect(home).not.toContain('href="/setup"');
    // Even if no admin were left, the example would not be anybody's again.
    await forum.adda.store.write((tx) => tx.raw(`update accounts set role = 'member'`));
    expect((await forum.post('/demo/remove', {})).status).toBe(401);
  });

  it('of a forum of an earlier version counts, too', async () => {
    const forum = await makeForum(engine);
    await forum.member('Ada', 'admin');
    await forum.adda.store.write((tx) => updateSite(tx, { isSetUp: false }));
    expect(await ensureSetupCode(forum.adda)).toBeNull();
    expect((await forum.get('/')).text).toContain('href="/sign-in"');
  });
});
