/** What members' devices tell while no page is open: which, when, what, and how it ends. */
import { createECDH, randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, expect, it } from 'vitest';
// @ts-expect-error It has no types: what is sent is decrypted by it, as a browser does.
import ece from 'http_ece';
import { sendDuePushes } from '../../../server/insight/push/send.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import type { PushMessage } from '../../../shared/push.ts';
import { DAY, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

type Sent = { endpoint: string; headers: Record<string, string>; message: PushMessage };

eachEngine('a device', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  /** What the push service answers, and what it got. */
  let answers: (number | 'too slow')[] = [];
  let sent: Sent[] = [];
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>();

  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(() => {
    answers = [];
    sent = [];
  });

  /** A browser that signs up with a push service. */
  function subscription(name: string, host = 'push.example') {
    const endpoint = `https://${host}/${name}`;
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16);
    browsers.set(endpoint, { ecdh, auth });
    return { endpoint, p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
  }
  const add = (who: Member | null, values: Record<string, string>) => forum.post('/notifications/devices', values, who);
  const client = {
    async send(endpoint: string, headers: Record<string, string>, body: Buffer) {
      const { ecdh, auth } = browsers.get(endpoint)!;
      const text = ece.decrypt(body, {
        version: 'aes128gcm',
        privateKey: ecdh,
        authSecret: auth.toString('base64url'),
      });
      sent.push({ endpoint, headers, message: JSON.parse(text.toString()) });
      return answers.shift() ?? 201;
    },
  };
  /** What was told is due, and goes. */
  async function deliver(): Promise<Sent[]> {
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw('update push_queue set due_at = 1'));
    while ((await sendDuePushes(forum.adda, client)) > 0);
    return sent;
  }
  const waiting = async () =>
    Number((await forum.adda.store.read.raw<{ n: number }>('select count(*) as n from push_queue'))[0]!.n);
  const devices = async (who: Member) =>
    (await forum.api('GET', '/notifications/devices', undefined, who)).json().devices as { id: number }[];
  const clear = async () => {
    for (const who of [rina!, jamal!]) {
      await forum.api('POST', '/notifications/read', {}, who);
      for (const { id } of await devices(who)) await forum.post(`/notifications/devices/${id}/end`, {}, who);
    }
  };

  it('tells what came to its member, encrypted to it, and leads there', async () => {
    const browser = subscription('tells');
    expect((await add(rina!, browser)).headers.location).toBe('/notifications/devices?flash=saved');
    const thread = await ask(forum, rina!, { title: 'Does my telephone ring?' });
    const post = await write(forum, jamal!, thread.id, 'It **does**.');
    const [one, ...others] = await deliver();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      endpoint: browser.endpoint,
      message: { title: 'Jamal answered “Does my telephone ring?”', body: 'It does.', lang: 'en' },
    });
    expect(new URL(one!.message.url, 'https://x').pathname).toMatch(
      new RegExp(`^/t/${thread.id}/[^/]+/${post.number}$`),
    );
    const { publicKey } = (await forum.api('GET', '/notifications/devices', undefined, rina)).json();
    expect(one!.headers.Authorization).toMatch(new RegExp(`^vapid t=[^,]+, ?k=${publicKey}$`));
    expect(await waiting()).toBe(0);
    await clear();
  });

  it('says nothing of what was read, withdrawn or hidden meanwhile, nor of kinds that are not wanted', async () => {
    await add(rina!, subscription('silent'));
    const thread = await ask(forum, rina!, { title: 'Does it keep still?' });
    await write(forum, jamal!, thread.id, 'It does.');
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.api('POST', '/notifications/read', {}, rina);
    const gone = await write(forum, jamal!, thread.id, 'Never mind.');
    await withdraw(forum, jamal!, gone.id);
    const mine = await write(forum, rina!, thread.id, 'I see.');
    await setMark(forum, jamal!, mine.id, 'helpful');
    expect(await deliver()).toEqual([]);
    await forum.api('PUT', '/notifications/devices/kinds', { kinds: ['marks'] }, rina);
    await write(forum, jamal!, thread.id, 'Nor of this.');
    expect(await deliver()).toEqual([]);
    expect(await waiting()).toBe(0);
    await forum.post('/notifications/devices/kinds', { kinds: ['answers', 'mentions'] }, rina);
    await clear();
  });

  it('waits while it is quiet', async () => {
    await add(rina!, subscription('quiet'));
    const from = new Date().getUTCHours();
    const quiet = { wish: 'at_once', zone: 'UTC', quietFrom: from, quietTo: (from + 2) % 24 };
    expect((await forum.api('PUT', '/notifications/mail', quiet, rina)).status).toBe(200);
    const thread = await ask(forum, rina!, { title: 'Does it wake me up?' });
    await write(forum, jamal!, thread.id, 'It does not.');
    expect(await deliver()).toEqual([]);
    expect(await waiting()).toBe(1);
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once' }, rina);
    expect((await deliver()).length).toBe(1);
    await clear();
  });

  it('is forgotten when it is gone, and after refusals; what fails is tried again, not for ever', async () => {
    await add(rina!, subscription('gone'));
    const thread = await ask(forum, rina!, { title: 'Is anybody there?' });
    answers = [503, 'too slow', 429, 201];
    await write(forum, jamal!, thread.id, 'I am.');
    expect((await deliver()).length).toBe(1);
    expect(await waiting()).toBe(1);
    for (const times of [2, 3, 4]) expect((await deliver()).length).toBe(times);
    expect(await waiting()).toBe(0);
    answers = [500, 500, 500, 500, 500, 201];
    await write(forum, jamal!, thread.id, 'Still?');
    for (let i = 0; i < 6; i++) await deliver();
    expect([sent.length, await waiting()]).toEqual([9, 0]);
    answers = [410];
    await write(forum, jamal!, thread.id, 'And now?');
    await deliver();
    expect(await devices(rina!)).toEqual([]);
    await add(rina!, subscription('refuses'));
    answers = [403, 403, 400, 413, 403];
    for (let i = 0; i < 5; i++) {
      await write(forum, jamal!, thread.id, `Hello ${i}`);
      await deliver();
    }
    expect(await devices(rina!)).toEqual([]);
    await clear();
  });

  it('says nothing after its member signed out, was suspended or lost the right to read', async () => {
    const browser = subscription('ends');
    await add(rina!, browser);
    const thread = await ask(forum, rina!, { title: 'Who is at home?' });
    const mod = await forum.member('Mod', 'moderator');
    await write(forum, jamal!, thread.id, 'Nobody.');
    while ((await runDueTasks(forum.adda)) > 0);
    const act = { reason: 'spam', days: 1 };
    expect((await forum.api('POST', `/members/${rina!.slug}/suspend`, act, mod)).status).toBe(200);
    expect(await deliver()).toEqual([]);
    expect((await forum.api('POST', `/members/${rina!.slug}/unsuspend`, { reason: 'spam' }, mod)).status).toBe(200);
    // A suspension ends all sessions, and with them what the devices tell.
    await write(forum, jamal!, thread.id, 'Somebody.');
    expect(await deliver()).toEqual([]);
    const anna = await forum.member('Anna');
    await add(anna, browser);
    const other = await ask(forum, anna, { title: 'And who is here?' });
    await forum.post('/sign-out', {}, anna);
    await write(forum, jamal!, other.id, 'I am.');
    expect(await deliver()).toEqual([]);
  });

  it('keeps nobody else waiting where its service is slow, and is sent nothing twice', async () => {
    const [slow, quick] = [await forum.member('Slow'), await forum.member('Quick')];
    const [one, other] = [subscription('slow'), subscription('quick')];
    await add(slow, one);
    await add(quick, other);
    const thread = await ask(forum, slow, { title: 'How slow can a service be?' });
    for (let i = 0; i < 30; i++) await write(forum, jamal!, thread.id, `Answer ${i} of many.`);
    const { id } = await ask(forum, quick, { title: 'How quick can one be?' });
    await write(forum, jamal!, id, 'Quick.');
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw('update push_queue set due_at = 1'));
    const asked: string[] = [];
    const client = {
      async send(endpoint: string) {
        asked.push(endpoint);
        // Another process looks for what is due meanwhile.
        await sendDuePushes(forum.adda, { send: async (to) => (asked.push(to), 201) });
        return endpoint === one.endpoint ? ('too slow' as const) : 201;
      },
    };
    await sendDuePushes(forum.adda, client);
    expect(asked.filter((endpoint) => endpoint === other.endpoint)).toEqual([other.endpoint]);
    // It is not asked again for a while, and of what came late only the newest waits.
    const rows = await forum.adda.store.read.raw<{ n: number }>(
      'select count(*) as n from push_queue where due_at > 1',
    );
    expect(Number(rows[0]!.n)).toBeLessThanOrEqual(20);
    const before = asked.length;
    await sendDuePushes(forum.adda, client);
    expect(asked.length).toBe(before);
    await forum.adda.store.write((tx) => tx.raw('delete from push_queue'));
  });

  it('is told once of a mark that is set, taken back and set again, and by one letter', async () => {
    const vic = await forum.member('Vic');
    await add(vic, subscription('marks'));
    const { id } = await ask(forum, rina!, { title: 'Whose answer is accepted again?' });
    const post = await write(forum, vic, id, 'Mine.');
    const told = async () =>
      (await forum.api('GET', '/notifications', undefined, vic)).json().notifications as { reason: string }[];
    for (let i = 0; i < 3; i++) {
      expect(await setMark(forum, rina!, post.id, 'accept')).toBe(200);
      await deliver();
      await forum.adda.store.write((tx) => tx.raw('update notifications set created_at = created_at - 400000'));
      await mailUnread(forum.adda);
      expect((await told()).map(({ reason }) => reason)).toEqual(['accepted']);
      await setMark(forum, rina!, post.id, 'accept', false);
      await deliver();
      expect(await told()).toEqual([]);
    }
    expect(sent.length).toBe(1);
    const letters = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === 'vic@example.org');
    expect(letters.length).toBeLessThanOrEqual(1);
  });

  it('is one’s own: nobody takes another’s, or ends it, and none is made by a token or a visitor', async () => {
    const [ines, tom] = [await forum.member('Ines'), await forum.member('Tom')];
    const browser = subscription('own');
    expect((await add(ines, browser)).status).toBe(303);
    const stolen = { ...subscription('thief'), endpoint: browser.endpoint };
    expect((await add(tom, stolen)).status).toBe(409);
    const [device] = await devices(ines);
    await forum.post(`/notifications/devices/${device!.id}/end`, {}, tom);
    expect((await devices(ines)).length).toBe(1);
    // Whoever signs in after them in the same browser has its keys.
    browsers.set(browser.endpoint, browsers.get(browser.endpoint)!);
    expect((await add(tom, browser)).status).toBe(303);
    expect([(await devices(ines)).length, (await devices(tom)).length]).toEqual([0, 1]);
    expect((await add(null, subscription('visitor'))).status).toBe(401);
    const byToken = await forum.post('/notifications/devices', subscription('token'), null, {
      authorization: `Bearer ${tom.token}`,
    });
    expect(byToken.status).toBe(403);
  });

  it('is at an address of the open net, with keys that encrypt', async () => {
    const eve = await forum.member('Eve');
    const good = subscription('good');
    for (const endpoint of [
      ...['http://push.example/x', 'https://push.example:8443/x', 'https://u:p@push.example/x', 'ftp://push.example/x'],
      ...['push.example/x', 'javascript:alert(1)', '', `https://push.example/${'x'.repeat(2_500)}`, 'https://'],
    ])
      expect([endpoint.slice(0, 60), (await add(eve, { ...good, endpoint })).status]).toEqual([
        endpoint.slice(0, 60),
        422,
      ]);
    for (const keys of [
      ...[{ p256dh: '' }, { p256dh: 'AAAA' }, { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
      ...[{ auth: '' }, { auth: 'AAAA' }, { auth: 'ü' }, { p256dh: '<script>' }],
    ])
      expect([keys, (await add(eve, { ...good, ...keys })).status]).toEqual([keys, 422]);
    expect(await devices(eve)).toEqual([]);
  });

  it('names who speaks for a brand by the label', async () => {
    const ola = await forum.member('Ola');
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    await add(ola, subscription('label'));
    const thread = await ask(forum, ola, { title: 'Is this hub dry?' });
    await write(forum, jamal!, thread.id, 'It is.');
    await letTimePass(forum, 8 * DAY);
    await deliver();
    sent = [];
    expect((await tryPost(forum, dana, thread.id, 'Ours are not.')).status).toBe(201);
    expect((await deliver()).map(({ message }) => message.title)).toEqual([expect.stringContaining('Acme')]);
  });

  it('is one of ten', async () => {
    const busy = await forum.member('Busy');
    // Each session has one.
    await add(busy, subscription('first'));
    await add(busy, subscription('second'));
    expect((await devices(busy)).length).toBe(1);
  });
});
