/** The socket of an open page: who gets one, and what it is told. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hubOf } from '../../../server/reach/live/hub.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { onSocketError } from '../../../server/platform/http/socket-errors.ts';
import { raise } from '../../../server/platform/events/raise.ts';
import { deleteMembership, insertMembership } from '../../../server/forum/keeping/queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { LIVE_CLOSED, WRITES } from '../../../shared/live.ts';
import { letTimePass } from '../../support/brands.ts';
import { appOn, type Forum, makeForum, type Member, newSession, ORIGIN } from '../../support/forum.ts';
import { livePages, type Page } from '../../support/live.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;

eachEngine('an open page', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy]: Member[] = [];
  let port: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    await forum.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = forum.app.server.address() as AddressInfo);
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));
  afterEach(() => closeAll());

  const { open, refusal, closeAll } = livePages(() => port);

  it('has no socket without a session, from another site, by a token, or for what is not there', async () => {
    const own = { cookie: rina!.cookie, origin: ORIGIN };
    expect(await refusal('', { origin: ORIGIN })).toBe(401);
    expect(await refusal('', { cookie: rina!.cookie })).toBe(403);
    expect(await refusal('', { ...own, origin: 'https://evil.example' })).toBe(403);
    expect(await refusal('', { origin: ORIGIN, authorization: `Bearer ${rina!.token}` })).toBe(403);
    expect(await refusal('thread=999', own)).toBe(404);
    expect(await refusal('space=nowhere', own)).toBe(404);
    expect(await refusal('thread=x', own)).toBe(422);
  });

  it('is no socket for a plain request', async () => {
    expect((await forum.get('/live', rina)).status).toBe(404);
  });

  it('is told of a post, of what changes about it, and of nothing elsewhere, by numbers alone', async () => {
    const [here, elsewhere] = [
      await ask(forum, rina!),
      await ask(forum, rina!, { title: 'Another wheel that wobbles?' }),
    ];
    const page = await open(rina!, `thread=${here.id}`);
    await write(forum, jamal!, elsewhere.id, 'Not here.');
    const answer = await write(forum, jamal!, here.id, 'Look at the hub.');
    expect(await page.next()).toEqual({ at: expect.any(Number), post: 2, is: 'new' });
    await setMark(forum, thuy!, answer.id, 'helpful');
    expect(await page.next()).toEqual({ at: expect.any(Number), post: 2, is: 'changed' });
    await withdraw(forum, jamal!, answer.id);
    expect(await page.next()).toEqual({ at: expect.any(Number), post: 2, is: 'gone' });
  });

  it('is told of the post of somebody whom its reader muted as of one that is nothing new, also when it was away', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who is heard here?' });
    const deaf = await forum.member('Deaf');
    const muting = { kind: 'member', targetId: jamal!.id, level: 'muted' };
    expect((await forum.api('PUT', '/follows', muting, deaf)).status).toBe(200);
    const [page, other] = [await open(deaf, `thread=${id}`), await open(rina!, `thread=${id}`)];
    await write(forum, jamal!, id, 'Not to be heard.');
    await write(forum, thuy!, id, 'To be heard.');
    const quiet = { at: expect.any(Number), post: 2, is: 'changed' };
    const heard = { at: expect.any(Number), post: 3, is: 'new' };
    expect([await page.next(), await page.next()]).toEqual([quiet, heard]);
    expect(await other.next()).toEqual({ ...quiet, is: 'new' });
    const late = await open(deaf, `thread=${id}&after=${Date.now() - 60_000}`);
    await expect.poll(() => late.told.filter((one) => 'post' in one)).toEqual([quiet, heard]);
  });

  it('of a list is told of a new thread', async () => {
    const [home, space] = [await open(rina!, 'forum=true'), await open(rina!, 'space=wheels')];
    const { id } = await ask(forum, jamal!, { title: 'Does a heavy rim wobble?' });
    const told = { at: expect.any(Number), started: id };
    expect([await home.next(), await space.next()]).toEqual([told, told]);
  });

  it('of a list is told of no thread that its reader does not find in it', async () => {
    const deaf = await forum.member('Deafer');
    for (const [kind, targetId] of [
      ['member', jamal!.id],
      ['space', 1],
    ] as const) {
      const muting = { kind, targetId, level: 'muted' };
      expect((await forum.api('PUT', '/follows', muting, kind === 'space' ? thuy : deaf)).status).toBe(200);
    }
    const since = Date.now() - 60_000;
    const [page, home, space] = [
      await open(deaf, 'forum=true'),
      await open(thuy!, 'forum=true'),
      await open(thuy!, 'space=wheels'),
    ];
    const muted = await ask(forum, jamal!, { title: 'Is this one muted?' });
    const heard = await ask(forum, rina!, { title: 'Is this one heard?' });
    const startedIn = ({ told }: typeof page) => told.flatMap((one) => ('started' in one ? [one.started] : []));
    await expect.poll(() => startedIn(space)).toEqual([muted.id, heard.id]);
    await expect.poll(() => startedIn(page)).toEqual([heard.id]);
    expect(startedIn(home)).toEqual([]);
    const late = await open(deaf, `forum=true&after=${since}`);
    await expect.poll(() => startedIn(late)).toContain(heard.id);
    expect(startedIn(late)).not.toContain(muted.id);
    const heardAgain = { kind: 'space', targetId: 1, level: 'none' };
    expect((await forum.api('PUT', '/follows', heardAgain, thuy)).status).toBe(200);
  });

  it('counts no more on its bell what was withdrawn', async () => {
    const { id } = await ask(forum, rina!, { title: 'Was it the hub?' });
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.api('POST', '/notifications/read', {}, rina);
    const page = await open(rina!, '');
    const answer = await write(forum, jamal!, id, 'It was.');
    while ((await runDueTasks(forum.adda)) > 0);
    await expect.poll(() => page.told.at(-1)).toMatchObject({ bell: 1 });
    await withdraw(forum, jamal!, answer.id);
    await expect.poll(() => page.told.at(-1)).toMatchObject({ bell: 0 });
  });

  it('counts on its bell what is told, and what was read elsewhere', async () => {
    const { id } = await ask(forum, rina!, { title: 'Which spoke is it?' });
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.api('POST', '/notifications/read', {}, rina);
    const page = await open(rina!, '');
    await write(forum, jamal!, id, 'The third.');
    while ((await runDueTasks(forum.adda)) > 0);
    const letters = { count: 0, shown: '0', words: 'Messages: nothing new' };
    const one = { bell: 1, shown: '1', words: 'Notifications: 1 new', letters };
    await expect.poll(() => page.told.at(-1)).toEqual(one);
    await forum.api('POST', '/notifications/read', {}, rina);
    await expect.poll(() => page.told.at(-1)).toMatchObject({ bell: 0 });
  });

  it('that was away is told what it missed', async () => {
    const { id } = await ask(forum, rina!, { title: 'And when I was away?' });
    const first = await open(rina!, `thread=${id}`);
    await write(forum, jamal!, id, 'One.');
    // Who began it is told that it stands, as where it was held at first.
    const next = async (page: typeof first) => {
      for (;;) {
        const message = await page.next();
        if (!('started' in message)) return message;
      }
    };
    const known = await next(first);
    const event = (known as { at: number }).at;
    first.socket.close();
    await letTimePass(forum, 2 * DAY);
    await write(forum, jamal!, id, 'Two.');
    const again = await open(rina!, `thread=${id}&after=${event}`);
    // What it was told already may be said again, to the letter.
    let missed = await next(again);
    while (JSON.stringify(missed) === JSON.stringify(known)) missed = await next(again);
    expect(missed).toEqual({ at: expect.any(Number), post: 3, is: 'new' });
    await write(forum, thuy!, id, 'Three.');
    expect(await again.next()).toMatchObject({ post: 4 });
  });

  it('of a closed space is told of as long as its reader may read it, and is not let in after', async () => {
    const space = await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: `closed-${engine}`, name: 'Closed', kind: 'craft', charter: 'For those who are asked in.' },
        access: 'private',
        createdAt: tx.now,
      }),
    );
    const join = (who: Member) => forum.adda.store.write((tx) => insertMembership(tx, space.id, who.id, null));
    for (const who of [rina!, jamal!]) await join(who);
    const { id } = await ask(forum, jamal!, { title: 'Only for us here?', space: space.slug });
    const page = await open(rina!, `thread=${id}`);
    await write(forum, jamal!, id, 'For us.');
    expect(await page.next()).toMatchObject({ post: 2 });
    expect(await refusal(`thread=${id}`, { cookie: thuy!.cookie, origin: ORIGIN })).toBe(404);
    await forum.adda.store.write(async (tx) => {
      await deleteMembership(tx, space.id, rina!.id);
      await raise(tx, {
        ...{ kind: 'space.member_changed', actorId: jamal!.id, spaceId: space.id, accountId: rina!.id },
        isSet: false,
      });
    });
    await letTimePass(forum, 2 * DAY);
    await write(forum, jamal!, id, 'Without her.');
    // What is told next would come after it.
    const open2 = await ask(forum, jamal!, { title: 'Said where all may read?' });
    const list = await open(rina!, `forum=true&after=0`);
    expect(await list.next()).toBeDefined();
    expect(page.told.filter((message) => 'post' in message && message.post === 3)).toEqual([]);
    expect(open2.id).toBeGreaterThan(id);
  });

  it('is closed when its session ends, and when its member may not come in', async () => {
    const cookie = await newSession(forum.adda, thuy!.id);
    const page = await open(thuy!, '', port, cookie);
    await forum.post('/sign-out', {}, { ...thuy!, cookie });
    expect(await page.closed).toBe(LIVE_CLOSED.signedOut);
  });

  it('shows who writes there to those who have the thread open, where the writer wants it, and not what', async () => {
    const { id } = await ask(forum, rina!);
    const mute = await forum.member('Mute');
    const [reader, muter] = [await open(rina!, `thread=${id}`), await open(mute, `thread=${id}`)];
    const elsewhere = await open(rina!, 'forum=true');
    const writer = await open(jamal!, `thread=${id}`);
    writer.socket.send(WRITES);
    expect((await forum.post('/settings/writing', { shows: 'true' }, jamal)).status).toBe(303);
    const muting = { kind: 'member', targetId: jamal!.id, level: 'muted' };
    expect((await forum.api('PUT', '/follows', muting, mute)).status).toBe(200);
    writer.socket.send(WRITES);
    expect(await reader.next()).toEqual({ writing: 'Jamal' });
    // Who wants no longer is not shown, nor is who may not write.
    await forum.post('/settings/writing', {}, jamal);
    writer.socket.send(WRITES);
    await write(forum, thuy!, id, 'Something else.');
    expect(await reader.next()).toMatchObject({ post: 2 });
    for (const page of [muter, elsewhere, writer]) expect(page.told.filter((one) => 'writing' in one)).toEqual([]);
  });

  it('lets go of a page that talks, or sends more than a page can have to say', async () => {
    const page = await open(rina!, '');
    for (let i = 0; i < 100; i++) page.socket.send(`{ "malformed": ${i}`);
    expect(await page.closed).toBe(1008);
    const loud = await open(rina!, '');
    for (let i = 0; i < 100; i++) loud.socket.send(WRITES);
    expect(await loud.closed).toBe(1008);
    const large = await open(rina!, '');
    large.socket.send('x'.repeat(5_000));
    expect(await large.closed).toBe(1009);
    const bytes = await open(rina!, '');
    bytes.socket.send(Buffer.from(WRITES), { binary: true });
    expect(await bytes.closed).toBe(1003);
    const garbled = await open(rina!, '');
    garbled.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await garbled.closed).toBe(1007);
    expect(hubOf(forum.adda).sockets.all.size).toBe(0);
  });

  it('leaves one line without a stack in the log for what it sent, and all of it for what failed here', () => {
    const said: unknown[][] = [];
    const log = {
      info: (...words: unknown[]) => said.push(['info', ...words]),
      error: (...words: unknown[]) => said.push(['error', ...words]),
    };
    const socket = { terminate: () => said.push(['gone']) };
    const [theirs, ours] = [
      Object.assign(new Error('large'), { code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' }),
      new Error('x'),
    ];
    for (const error of [theirs, ours]) onSocketError(error, socket, { log } as never);
    expect(said).toEqual([
      ['info', { code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' }, expect.any(String)],
      ['gone'],
      ['error', { err: ours }, expect.any(String)],
      ['gone'],
    ]);
  });

  it('is one of twenty of a member: with one more, the oldest is told no longer', async () => {
    const all: Page[] = [];
    for (let i = 0; i < 21; i++) all.push(await open(rina!, ''));
    expect(await all[0]!.closed).toBe(LIVE_CLOSED.tooMany);
    expect(all.slice(1).every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
  });

  // SQLite has one process.
  const itOnPostgres = engine === 'postgres' ? it : () => undefined;
  itOnPostgres('at another process is told the same', async () => {
    const other = await appOn(forum.adda.store);
    await other.app.listen({ port: 0, host: '127.0.0.1' });
    const { id } = await ask(forum, rina!, { title: 'Heard over there?' });
    const page = await open(rina!, `thread=${id}`, (other.app.server.address() as AddressInfo).port);
    await write(forum, jamal!, id, 'Yes.');
    expect(await page.next()).toMatchObject({ post: 2, is: 'new' });
    await other.app.close();
    await other.adda.aside.close();
  });
});
