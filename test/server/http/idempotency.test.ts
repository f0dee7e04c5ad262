/** What is sent twice under one key is done once; other words under it are never lost without a word. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../../server/platform/idempotency/content.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const AT_ONCE = 50;

eachEngine('a key', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thread: { id: number; postId: number };
  let answerId: number;
  let keys = 0;
  const key = () => ({ 'idempotency-key': `key-${++keys}` });

  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    thread = await ask(forum, rina);
    answerId = (await write(forum, jamal, thread.id, 'Tighten the spokes.')).id;
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  /** How many rows there are in each table that these writes write to. */
  async function rows(): Promise<Record<string, number>> {
    const { q, t } = forum.adda.store.read;
    const counted: Record<string, number> = {};
    for (const name of [
      'posts',
      'threads',
      'revisions',
      'marks',
      'reports',
      'proposals',
      'invitations',
      'follows',
      'attempts',
    ] as const)
      counted[name] = (await q.select().from(t[name])).length;
    return counted;
  }

  type Call = { method: 'POST' | 'PUT' | 'PATCH'; url: string; body: object; who: Member; adds: string };
  const charter = 'For all who want this room.';
  const CALLS: Record<string, () => Call> = {
    post: () => ({
      method: 'POST',
      url: `/threads/${thread.id}/posts`,
      body: { body: 'Once.' },
      who: jamal,
      adds: 'posts',
    }),
    start: () => ({
      method: 'POST',
      url: '/threads',
      body: { space: 'wheels', form: 'question', title: 'Asked only once', body: 'How?' },
      who: rina,
      adds: 'threads',
    }),
    edit: () => ({
      method: 'PATCH',
      url: `/posts/${answerId}`,
      body: { body: 'Tighten all of them.', revision: 1 },
      who: jamal,
      adds: 'revisions',
    }),
    mark: () => ({ method: 'PUT', url: `/posts/${answerId}/marks/helpful`, body: {}, who: rina, adds: 'marks' }),
    report: () => ({
      method: 'POST',
      url: `/posts/${answerId}/reports`,
      body: { reason: 'other', evidence: 'It is out of place.' },
      who: rina,
      adds: 'reports',
    }),
    proposal: () => ({
      method: 'POST',
      url: '/spaces/proposals',
      body: { name: 'A wished room', kind: 'craft', charter },
      who: rina,
      adds: 'proposals',
    }),
    invitation: () => ({
      method: 'POST',
      url: `/threads/${thread.id}/invitations`,
      body: { members: [jamal.id] },
      who: rina,
      adds: 'invitations',
    }),
    follow: () => ({
      method: 'PUT',
      url: '/follows',
      body: { kind: 'space', targetId: 1 },
      who: rina,
      adds: 'follows',
    }),
  };

  for (const [name, call] of Object.entries(CALLS))
    it(`does one ${name} for ${AT_ONCE} at once and later ones, with the same status and the same words`, async () => {
      const { method, url, body, who, adds } = call();
      const before = await rows();
      const header = key();
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () => forum.api(method, url, body, who, header)),
      );
      const after = await rows();
      answers.push(await forum.api(method, url, Object.fromEntries(Object.entries(body).toReversed()), who, header));
      expect(answers[0]!.status, answers[0]!.text).toBeLessThan(300);
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(after[adds]! - before[adds]!).toBe(1);
      expect(await rows()).toEqual(after);
    });

  it('gives the first answer again whatever happened since', async () => {
    const header = key();
    const send = () => forum.api('POST', `/threads/${thread.id}/posts`, { body: 'Soon gone.' }, jamal, header);
    const first = await send();
    await forum.api('POST', `/posts/${first.json().id}/withdraw`, {}, jamal);
    const again = await send();
    expect([again.status, again.text]).toEqual([first.status, first.text]);
  });

  it('with other content is refused by the API, in words of the reader’s language', async () => {
    const header = key();
    const send = (body: string, headers = {}) =>
      forum.api('POST', `/threads/${thread.id}/posts`, { body }, jamal, { ...header, ...headers });
    expect((await send('The first words.')).status).toBe(201);
    const other = await send('Other words.');
    expect([other.status, other.json().code]).toEqual([422, 'idempotency_mismatch']);
    expect(other.headers['content-type']).toContain('application/problem+json');
    expect(other.json().title).toContain('idempotency key');
    expect((await send('Other words.', { 'accept-language': 'bn' })).json().title).toMatch(/[\u0980-\u09ff]/);
    expect((await send('The first words.')).status).toBe(201);
  });

  it('with other content is another act in a form, and with the same content the same one', async () => {
    const before = (await rows()).posts!;
    const send = (body: string) =>
      forum.post(`/t/${thread.id}/posts`, { body, idempotencyKey: 'kept by the browser' }, jamal);
    const [one, double] = await Promise.all([send('I think so.'), send('I think so.')]);
    expect(double.headers.location).toBe(one.headers.location);
    const changed = await send('I think not.');
    expect(changed.status).toBe(303);
    expect(changed.headers.location).not.toBe(one.headers.location);
    expect((await rows()).posts! - before).toBe(2);
  });

  it('lies in every form that makes something: pressed twice, it is made once', async () => {
    const admin = await forum.member(`Ada ${engine}`, 'admin');
    const room = { name: 'Pressed room', kind: 'craft', charter };
    const report = { reason: 'unkind', evidence: 'It is out of place here.' };
    const brand = { name: 'Pressed', domains: 'pressed.example', contact: 'a@pressed.example', products: '' };
    const forms: [page: string, path: string, values: Record<string, string>, who: Member, adds: string][] = [
      ['/spaces/propose', '/spaces/propose', room, rina, 'proposals'],
      ['/spaces/new', '/spaces/new', { ...room, name: 'Another pressed room' }, admin, 'spaces'],
      [`/p/${answerId}/report`, `/p/${answerId}/report`, report, rina, 'reports'],
      ['/admin/brands', '/admin/brands', brand, admin, 'brands'],
      [
        '/admin/brands/pressed',
        '/admin/brands/pressed/grants',
        { member: 'Jamal', address: 'j@pressed.example' },
        admin,
        'grants',
      ],
    ];
    const count = async (table: string) => {
      const { q, t } = forum.adda.store.read;
      return (await q.select().from(t[table as 'spaces'])).length;
    };
    for (const [page, path, values, who, adds] of forms) {
      const html = (await forum.get(page, who)).text;
      const form = html.slice(html.indexOf(`action="${path}"`));
      const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(form)![1]!;
      const before = await count(adds);
      const press = () => forum.post(path, { ...values, idempotencyKey }, who);
      const [one, two] = await Promise.all([press(), press()]);
      expect(one.status, path).toBeLessThan(400);
      expect([two.status, two.headers.location], path).toEqual([one.status, one.headers.location]);
      expect((await count(adds)) - before, path).toBe(1);
    }
  });

  it('is not needed for a visitor’s report: sent twice at once, it is one', async () => {
    const before = (await rows()).reports!;
    const press = (evidence: string) =>
      forum.post(`/p/${answerId}/report`, { reason: 'advertising', evidence, contact: 'visitor@example.org' });
    const pressed = await Promise.all([press('It only sells.'), press('It only sells.')]);
    expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
    expect((await rows()).reports! - before).toBe(1);
    await press('It sells, and it is unkind.');
    expect((await rows()).reports! - before).toBe(2);
  });

  it('of what was refused is free for the next try', async () => {
    const header = key();
    const edit = (revision: number) =>
      forum.api('PATCH', `/posts/${answerId}`, { body: 'Tighten them well.', revision }, jamal, header);
    expect((await edit(99)).json().code).toBe('stale_edit');
    const now = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.posts);
    expect((await edit(now.find(({ id }) => id === answerId)!.revision)).status).toBe(200);
  });
});

describe('the hash of what was sent', () => {
  it('is the same for any order of keys, and another one for any other content', () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(contentHash({ b: { c: [1, 2] }, a: 1 }));
    const others = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, { a: { b: 1 } }, { a: [[1]] }, {}, [], { b: 1 }];
    expect(new Set(others.map(contentHash)).size).toBe(others.length);
  });

  it('refuses what is nested deeper than anything that is asked for', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(() => contentHash(deep)).toThrow('malformed');
  });
});
