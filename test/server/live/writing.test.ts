/** Who is shown to write: how often, where, and as long as their session lasts. */
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { hubOf } from '../../../server/reach/live/hub.ts';
import { makeNoteWriting, WRITING } from '../../../server/reach/live/writing.ts';
import { REPLIES, WRITES, WRITES_EVERY_MS } from '../../../shared/live.ts';
import { postsOf } from '../../../server/forum/posting/rates.ts';
import { tryConsume } from '../../../server/platform/rate-limit/rate-limit.ts';
import { letTimePass, makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member, newSession, ORIGIN } from '../../support/forum.ts';
import { livePages } from '../../support/live.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;

eachEngine('who writes', (engine) => {
  let forum: Forum;
  let [rina, jamal, mod]: Member[] = [];
  let port: number;
  const { open, closeAll } = livePages(() => port);
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, mod] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Mod', 'moderator'),
    ];
    await forum.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = forum.app.server.address() as AddressInfo);
    for (const who of [jamal, mod]) await forum.post('/settings/writing', { shows: 'true' }, who);
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));
  afterEach(() => (vi.restoreAllMocks(), closeAll()));

  const sockets = () => hubOf(forum.adda).sockets;
  /** Says by an open page of theirs that they write, and says how often others are told. */
  async function toldOf(who: Member, threadId: number, text = WRITES): Promise<number> {
    const page = await open(who, `thread=${threadId}`);
    const live = [...sockets().ofAccount(who.id)].at(-1)!;
    const broadcast = vi.spyOn(forum.adda.store, 'broadcast');
    await makeNoteWriting(forum.adda)(live, text === REPLIES);
    const count = broadcast.mock.calls.filter(([channel]) => channel === WRITING).length;
    broadcast.mockRestore();
    page.socket.terminate();
    return count;
  }
  const act = async (path: string, body: object = {}) =>
    expect((await forum.api('POST', path, { reason: 'off_topic', note: '', ...body }, mod)).status).toBe(200);
  /** A browser that never answers that its socket is closed. */
  async function deafPage(threadId: number, cookie: string) {
    const socket = net.connect(port, '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => {}));
    socket.resume();
    const head = [
      `GET /live?thread=${threadId} HTTP/1.1`,
      ...[`Host: 127.0.0.1:${port}`, 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
      ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', `Origin: ${ORIGIN}`, `Cookie: ${cookie}`],
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await expect.poll(() => sockets().ofAccount(jamal!.id).size).toBeGreaterThan(0);
    const words = Buffer.from(WRITES);
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | words.length, 0, 0, 0, 0]), words]);
    return { say: () => socket.write(frame), closed };
  }

  it('is told once in four seconds of each thread, however many pages say it', async () => {
    const { id } = await ask(forum, rina!, { title: 'How many words come through?' });
    const reader = await open(rina!, `thread=${id}`);
    for (let i = 0; i < 5; i++) {
      const page = await open(jamal!, `thread=${id}`);
      for (let k = 0; k < 19; k++) page.socket.send(WRITES);
      page.socket.close();
      await page.closed;
    }
    expect(await reader.next()).toEqual({ writing: 'Jamal' });
    await write(forum, mod!, id, 'Another thing.');
    expect(await reader.next()).toMatchObject({ post: 2 });
    // Their next is told when the time is over.
    const { now } = Date;
    vi.spyOn(Date, 'now').mockImplementation(() => now.call(Date) + WRITES_EVERY_MS);
    (await open(jamal!, `thread=${id}`)).socket.send(WRITES);
    expect(await reader.next()).toEqual({ writing: 'Jamal' });
    const another = await ask(forum, rina!, { title: 'And in another thread?' });
    expect(await toldOf(jamal!, another.id)).toBe(1);
  });

  it('is not told where a post would not be taken: archived, locked, silenced, hidden', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who writes where nothing is taken?' });
    const archive = (at: number | null) =>
      forum.adda.store.write((tx) => tx.raw(`update spaces set archived_at = ${at} where id = ${forum.space.id}`));
    expect(await toldOf(jamal!, id)).toBe(1);
    await archive(Date.now());
    expect(await toldOf(jamal!, id)).toBe(0);
    await archive(null);
    await act(`/threads/${id}/lock`);
    expect(await toldOf(jamal!, id)).toBe(0);
    await act(`/threads/${id}/unlock`);
    await act(`/members/${jamal!.slug}/silence`, { days: 1 });
    expect(await toldOf(jamal!, id)).toBe(0);
    await act(`/members/${jamal!.slug}/unsilence`);
    expect(await toldOf(jamal!, id)).toBe(1);
    await act(`/threads/${id}/hide`);
    expect(await toldOf(mod!, id)).toBe(0);
  });

  it('is not told who has used up what they may post, nor who speaks for the brand of the forum', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who may write no more today?' });
    expect(await toldOf(jamal!, id)).toBe(1);
    const most = await postsOf(forum.adda.store.read, jamal!.id, Date.now());
    await forum.adda.store.write(async (tx) => {
      for (let i = 0; i < most.max; i++) await tryConsume(tx, most, jamal!.id);
    });
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'One more.' }, jamal)).status).toBe(429);
    expect(await toldOf(jamal!, id)).toBe(0);
    const ada = await forum.member('Ada', 'admin');
    await forum.post('/settings/writing', { shows: 'true' }, ada);
    expect(await toldOf(ada, id)).toBe(1);
    await makeBrand(forum);
    expect((await forum.api('POST', '/operator', { operator: 'acme' }, ada)).status).toBeLessThan(300);
    expect(await toldOf(ada, id)).toBe(0);
  });

  it('is told in a closed thread of replies alone', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who writes where only replies are taken?' });
    await write(forum, jamal!, id, 'An answer.');
    await act(`/threads/${id}/close`, { closeAs: 'outdated' });
    expect([await toldOf(jamal!, id), await toldOf(jamal!, id, REPLIES)]).toEqual([0, 1]);
  });

  it('is not told while slow mode lets them wait, unless they moderate there', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who writes slowly?' });
    await forum.adda.store.write((tx) => tx.raw(`update threads set slow_minutes = 10 where id = ${id}`));
    expect(await toldOf(jamal!, id)).toBe(1);
    for (const who of [jamal!, mod!]) await write(forum, who, id, 'One thing.');
    expect([await toldOf(jamal!, id), await toldOf(mod!, id)]).toEqual([0, 1]);
  });

  it('is not told by a page whose session is over, from that moment, and it is let go though it never answers', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who writes when signed out?' });
    const reader = await open(rina!, `thread=${id}`);
    const cookie = await newSession(forum.adda, jamal!.id);
    const deaf = await deafPage(id, cookie);
    await forum.post('/sign-out', {}, { ...jamal!, cookie });
    deaf.say();
    await expect.poll(() => sockets().ofAccount(jamal!.id).size, { timeout: 8_000 }).toBe(0);
    deaf.say();
    await deaf.closed;
    await write(forum, mod!, id, 'Another thing.');
    expect(await reader.next()).toMatchObject({ post: 2 });
  });

  it('is not told by the oldest of too many pages', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who writes on the oldest page?' });
    const deaf = await deafPage(id, jamal!.cookie);
    const [live] = sockets().ofAccount(jamal!.id);
    for (let i = 0; i < 20; i++) await open(jamal!, '');
    expect([...sockets().ofAccount(jamal!.id)]).not.toContain(live);
    const reader = await open(rina!, `thread=${id}`);
    deaf.say();
    await deaf.closed;
    await write(forum, mod!, id, 'Another thing.');
    expect(await reader.next()).toMatchObject({ post: 2 });
  });
});
