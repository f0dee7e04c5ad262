/** Join links: who may join, by what, and who says so. */
import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { erase } from '../../../server/people/accounts/erase.ts';
import { joinLinkBy } from '../../../server/people/accounts/join-link-queries.ts';
import { FEATURES } from '../../../server/features.ts';
import { hashSecret } from '../../../server/platform/secrets.ts';
import { writeSetting } from '../../../server/desk/settings/actions.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { drawnBefore } from '../../support/joining.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine, temporaryFolder } from '../../support/store.ts';

const NEEDED = 'needs a join link';
const OVER = 'not good any more';
const OWN = 'a password of mine';
const DAY = 86_400_000;

eachEngine('join links', (engine) => {
  let forum: Forum;
  let ada: Member;
  let [rina, mod]: Member[] = [];
  beforeEach(async () => {
    forum = await makeForum(engine);
    ada = await forum.member('Ada', 'admin');
    [rina, mod] = [await forum.member('Rina'), await forum.member('Mod', 'moderator')];
    await writeSetting(forum.adda, null, 'joining', 'invited');
  });

  const codeOf = (address: string) => new URL(address).searchParams.get('link')!;
  async function made(input: Record<string, unknown> = {}): Promise<{ id: number; code: string }> {
    const answer = await forum.api('POST', '/admin/join-links', input, ada);
    expect(answer.status).toBe(201);
    const { id, address } = answer.json();
    return { id, code: codeOf(address) };
  }
  const list = async (state = 'open', who: Member | null = ada) =>
    (await forum.api('GET', `/admin/join-links?state=${state}`, undefined, who)).json().joinLinks;
  const person = (name: string) => ({
    ...{ name, email: `${name.toLowerCase()}@elsewhere.example`, password: OWN },
  });
  const ask = async (name: string, code = '') =>
    forum.post('/sign-up', { ...person(name), joinLink: code, ...(await drawnBefore(forum.adda)) });
  const lastLink = async (name: string) => {
    const letters = await lettersOf(forum.adda);
    const mine = letters.filter(({ recipient }) => recipient === person(name).email);
    return new URL(/http\S+/.exec(mine.at(-1)!.body)![0]).pathname;
  };
  const confirm = (path: string) => forum.post(path, { password: OWN });
  const set = (id: number, values: object) =>
    forum.adda.store.write(async (tx) => {
      await tx.q.update(tx.t.joinLinks).set(values).returning({ id: tx.t.joinLinks.id });
      return id;
    });
  const usesLeft = async (id: number) => (await joinLinkBy(forum.adda.store.read, { id }))!.usesLeft;
  const isThere = async (name: string) => (await forum.get(`/u/${name.toLowerCase()}`, ada)).status === 200;

  it('are needed where an admin says so; the page says it instead of the form, and leads to signing in', async () => {
    const page = await forum.get('/sign-up');
    expect([page.status, page.text.includes(NEEDED), page.text.includes('href="/sign-in"')]).toEqual([200, true, true]);
    expect(page.text).not.toContain('action="/sign-up"');
    const refused = await ask('Nina');
    expect([refused.status, refused.text.includes(NEEDED)]).toEqual([403, true]);
    const script = await forum.api('POST', '/accounts', person('Nina'));
    expect([script.status, script.json().code]).toEqual([403, 'join_link_needed']);
    expect((await forum.get('/')).text).toContain('/sign-up');
    expect((await forum.get('/sign-up', null, { 'accept-language': 'bn' })).text).not.toContain(NEEDED);
    await writeSetting(forum.adda, null, 'joining', 'open');
    expect((await forum.get('/sign-up')).text).toContain('action="/sign-up"');
    expect((await ask('Nina', 'nonsense')).status).toBe(200);
    expect((await confirm(await lastLink('Nina'))).status).toBe(303);
  });

  it('let somebody in, and say who came by which', async () => {
    const { id, code } = await made({ note: 'For the workshop', uses: '2', days: '3' });
    const page = await forum.get(`/sign-up?link=${code}`);
    expect(page.text).toContain(`name="joinLink" value="${code}"`);
    expect((await ask('Nina', code)).status).toBe(200);
    expect(await usesLeft(id)).toBe(2);
    expect((await confirm(await lastLink('Nina'))).headers.location).toContain('/welcome');
    expect(await usesLeft(id)).toBe(1);
    expect(await list()).toMatchObject([
      { id, note: 'For the workshop', uses: 2, usesLeft: 1, by: 'Ada', joined: ['Nina'] },
    ]);
    expect((await forum.api('POST', '/accounts', { ...person('Omar'), joinLink: code })).status).toBe(202);
    expect((await confirm(await lastLink('Omar'))).status).toBe(303);
    expect([await list(), (await list('over'))[0].joined]).toEqual([[], ['Omar', 'Nina']]);
    const shown = await forum.get('/admin/join-links?state=over', ada);
    for (const words of ['For the workshop', 'Nina', 'Omar']) expect(shown.text).toContain(words);
  });

  it('that are ended, used up, too old or never were are refused in the same words', async () => {
    const { id, code } = await made();
    const texts: string[] = [];
    const over = { ended: { endedAt: 1 }, usedUp: { endedAt: null, usesLeft: 0 }, old: { usesLeft: 1, expiresAt: 1 } };
    for (const state of Object.values(over)) {
      await set(id, state);
      const answer = await ask('Nina', code);
      expect([answer.status, answer.text.includes(OVER)]).toEqual([403, true]);
      texts.push((await forum.get(`/sign-up?link=${code}`)).text, (await forum.get(`/sign-up?link=wrong`)).text);
      const script = await forum.api('POST', '/accounts', { ...person('Nina'), joinLink: code });
      expect(script.json().code).toBe('join_link_over');
    }
    const said = texts.map((text) => /<main[^]*<\/main>/.exec(text)![0].replace(/wrong|[\w-]{43}/g, ''));
    expect(new Set(said).size).toBe(1);
    expect(await lettersOf(forum.adda)).toEqual([]);
  });

  it('are checked again when the letter is followed: used up or ended refuses, too old does not', async () => {
    const { id, code } = await made();
    for (const name of ['Nina', 'Omar', 'Pia']) expect((await ask(name, code)).status).toBe(200);
    await set(id, { expiresAt: Date.now() - DAY });
    expect((await confirm(await lastLink('Nina'))).status).toBe(303);
    const late = await confirm(await lastLink('Omar'));
    expect([late.status, late.text.includes(OVER)]).toEqual([403, true]);
    await set(id, { usesLeft: 1, endedAt: Date.now() });
    expect((await confirm(await lastLink('Pia'))).status).toBe(403);
    expect([await isThere('Omar'), await isThere('Pia')]).toEqual([false, false]);
    // Who asked while everybody could join, and confirms when nobody can without a link.
    await writeSetting(forum.adda, null, 'joining', 'open');
    await ask('Quinn');
    await writeSetting(forum.adda, null, 'joining', 'invited');
    expect((await confirm(await lastLink('Quinn'))).status).toBe(403);
    await writeSetting(forum.adda, null, 'joining', 'open');
    for (const name of ['Omar', 'Quinn']) expect((await confirm(await lastLink(name))).status).toBe(303);
  });

  it('have their last use taken once, also by two at the same time', async () => {
    const { id, code } = await made();
    const names = ['Nina', 'Omar', 'Pia', 'Quinn'];
    for (const name of names) await ask(name, code);
    const paths = [];
    for (const name of names) paths.push(await lastLink(name));
    const answers = await Promise.all(paths.map(confirm));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403, 403]);
    expect(await usesLeft(id)).toBe(0);
    expect((await list('over'))[0].joined).toHaveLength(1);
  });

  it('are made, listed and ended by admins only, and no more than so many a day', async () => {
    const { id } = await made();
    for (const who of [rina!, mod!]) {
      expect((await forum.get('/admin/join-links', who)).status).toBe(403);
      expect((await forum.post('/admin/join-links', { uses: '1' }, who)).status).toBe(403);
      expect((await forum.post(`/admin/join-links/${id}/end`, {}, who)).status).toBe(403);
      for (const [method, url] of [
        ['GET', ''],
        ['POST', ''],
        ['POST', `/${id}/end`],
      ] as const)
        expect(
          (await forum.api(method, `/admin/join-links${url}`, method === 'GET' ? undefined : {}, who)).status,
        ).toBe(403);
    }
    expect((await forum.get('/admin/join-links')).status).toBe(303);
    expect(await list()).toHaveLength(1);
    for (let i = 1; i < 50; i++) await made();
    expect((await forum.api('POST', '/admin/join-links', {}, ada)).status).toBe(429);
    const pages = (await forum.api('GET', '/admin/join-links', undefined, ada)).json();
    expect([pages.joinLinks.length, typeof pages.next]).toEqual([30, 'number']);
    expect((await forum.get('/admin/join-links', ada)).text).toContain(`before=${pages.next}`);
  });

  it('are made by a form that says all that is wrong with it, and show their address once', async () => {
    const wrong = await forum.post(
      '/admin/join-links',
      { note: 'x'.repeat(81), uses: '101', days: 'many', email: '' },
      ada,
    );
    expect(wrong.status).toBe(422);
    for (const id of ['note', 'uses', 'days']) expect(wrong.text).toContain(`id="${id}-e"`);
    const form = await forum.get('/admin/join-links', ada);
    const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(form.text)![1]!;
    const press = () =>
      forum.post('/admin/join-links', { note: '', uses: '3', days: '5', email: '', idempotencyKey }, ada);
    const [first, again] = [await press(), await press()];
    const address = /http:\/\/localhost:3000\/sign-up\?link=[\w-]+/;
    expect(address.exec(first.text)![0]).toBe(address.exec(again.text)![0]);
    const [link, ...others] = await list();
    expect([link.uses, others]).toEqual([3, []]);
    expect((await forum.get('/admin/join-links', ada)).text).not.toMatch(address);
    expect((await forum.post(`/admin/join-links/${link.id}/end`, {}, ada)).headers.location).toContain('flash=saved');
    expect((await forum.post(`/admin/join-links/${link.id}/end`, {}, ada)).status).toBe(409);
    expect((await forum.post('/admin/join-links/999/end', {}, ada)).status).toBe(404);
  });

  it('keep their code to themselves: no table, list or log has it, only its hash', async () => {
    const key = { 'idempotency-key': 'a key of some length, for one request' };
    const sent = await forum.api('POST', '/admin/join-links', { note: 'zz-note' }, ada, key);
    const code = codeOf(sent.json().address);
    expect((await forum.api('POST', '/admin/join-links', { note: 'zz-note' }, ada, key)).json()).toEqual(sent.json());
    const other = await forum.api('POST', '/admin/join-links', { note: 'another' }, ada, key);
    expect(other.json().id).not.toBe(sent.json().id);
    await ask('Nina', code);
    await confirm(await lastLink('Nina'));
    const { q, t } = forum.adda.store.read;
    for (const [name, table] of Object.entries(t))
      expect(JSON.stringify(await q.select().from(table as typeof t.posts)), name).not.toContain(code);
    const links = await q.select().from(t.joinLinks);
    expect(links.find(({ id }) => id === sent.json().id)!.secretHash).toBe(hashSecret(code));
    const log = await q.select().from(t.auditLog);
    expect(log.map(({ kind }) => kind)).toContain('join_link_made');
    expect(JSON.stringify(log)).not.toContain('zz-note');
    expect((await forum.get('/log')).text).toContain('Join link made');
  });

  it('take numbers as they stand in JSON, within their bounds', async () => {
    const answer = async (uses: unknown) => {
      const { status, ...sent } = await forum.api('POST', '/admin/join-links', { uses, days: 3 }, ada);
      return [status, sent.json().errors?.[0].code ?? null];
    };
    expect(await answer(5)).toEqual([201, null]);
    expect(await answer(0)).toEqual([422, 'not_between']);
    expect(await answer(101)).toEqual([422, 'not_between']);
    expect((await answer(1.5))[0]).toBe(422);
  });

  it('go out by letter, for one person, whose address is not kept', async () => {
    const sent = await forum.post(
      '/admin/join-links',
      { note: '', uses: '9', days: '5', email: 'nina@elsewhere.example' },
      ada,
    );
    expect([sent.text.includes('by letter'), sent.text.includes('/sign-up?link=')]).toEqual([true, false]);
    const [letter] = await lettersOf(forum.adda);
    expect(letter!.recipient).toBe('nina@elsewhere.example');
    const code = codeOf(/http\S+/.exec(letter!.body)![0]);
    const [row] = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.joinLinks);
    expect(row).toMatchObject({ uses: 1, email: null, secretHash: hashSecret(code) });
    expect((await ask('Nina', code)).status).toBe(200);
    expect((await confirm(await lastLink('Nina'))).status).toBe(303);
    const known = await forum.api('POST', '/admin/join-links', { email: 'rina@example.org' }, ada);
    expect([known.status, known.json().errors[0].field]).toEqual([422, 'email']);
  });

  it('forget who is erased, and what was noted about them', async () => {
    const { id, code } = await made({ note: 'For Nina' });
    await ask('Nina', code);
    await confirm(await lastLink('Nina'));
    const { q, t } = forum.adda.store.read;
    const nina = (await q.select().from(t.joinLinkUses))[0]!.accountId;
    await forum.adda.store.write((tx) => erase(tx, FEATURES, nina));
    expect(await q.select().from(t.joinLinkUses)).toEqual([]);
    expect((await list('over'))[0]).toMatchObject({ id, note: '', usesLeft: 0, joined: [] });
    expect((await forum.get('/admin/join-links?state=over', ada)).text).toContain('1 other');
  });

  it('for many keep what was noted about all of them when one is erased', async () => {
    const { id, code } = await made({ note: 'For the choir', uses: '9' });
    await ask('Nina', code);
    await confirm(await lastLink('Nina'));
    const [use] = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.joinLinkUses);
    await forum.adda.store.write((tx) => erase(tx, FEATURES, use!.accountId));
    expect(await list()).toMatchObject([{ id, note: 'For the choir', usesLeft: 8, joined: [] }]);
  });
});

describe('adda user', () => {
  it('makes join links, names them and ends them', () => {
    const env = {
      ...process.env,
      ADDA_DATA: temporaryFolder(),
      ADDA_LOG: 'silent',
      ADDA_ORIGIN: 'https://forum.example',
    };
    const adda = (...args: string[]) =>
      spawnSync(process.execPath, ['server/cli/bin.mjs', 'user', ...args], { encoding: 'utf8', env });
    const made = adda('join-link', '--uses', '5', '--days', '7', '--note', 'For friends');
    expect(made.stdout).toMatch(/^Join link 1: https:\/\/forum\.example\/sign-up\?link=[\w-]{43}\n$/);
    expect(adda('join-link', '--mail', 'nina@elsewhere.example').stdout).toContain(
      'a letter goes to nina@elsewhere.example',
    );
    expect(adda('join-links').stdout).toMatch(
      /2: 1 of 1 left.*\n1: 5 of 5 left, until \S+, by the command line: For friends\n/,
    );
    expect(adda('end-join-link', '1').status).toBe(0);
    expect(adda('join-links').stdout).not.toContain('For friends');
    expect(adda('end-join-link', '1').status).not.toBe(0);
    expect(adda('join-link', '--uses', '101').status).not.toBe(0);
  });
});
