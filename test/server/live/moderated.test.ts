/** What open pages are told of what moderators and rules do: those who see it, and those from whom it went. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LiveMessage } from '../../../shared/live.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_PREVENTION } from '../../../server/rules/prevention.ts';
import { letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { livePages, type Page } from '../../support/live.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;
const CHANGED = { at: expect.any(Number), thread: 'changed' };

eachEngine('an open page', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy, mod, admin]: Member[] = [];
  let port: number;
  const { open, closeAll } = livePages(() => port);
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    [mod, admin] = [await forum.member('Mod', 'moderator'), await forum.member('Ada', 'admin')];
    await forum.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = forum.app.server.address() as AddressInfo);
    for (const [action, patterns] of [
      ['hold', 'baccarat'],
      ['flag', 'roulette'],
    ]) {
      const made = await forum.api('POST', '/admin/watch-rules', { kind: 'words', action, patterns }, admin);
      expect(made.status, made.text).toBe(201);
      await forum.api('POST', `/admin/watch-rules/${made.json().id}`, { isActive: true }, admin);
    }
    const prevention = { ...USUAL_PREVENTION, firstPosts: 'none' as const, similar: false, scoreAbove: 0 as const };
    await forum.adda.store.write((tx) => updateSite(tx, { prevention }));
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));
  afterEach(() => closeAll());

  const act = async (verb: string, postId: number) => {
    const done = await forum.api('POST', `/posts/${postId}/${verb}`, { reason: 'spam', note: 'x' }, mod);
    expect(done.status, done.text).toBe(200);
  };
  const edit = async (postId: number, body: string, revision = 1) => {
    const edited = await forum.api('PATCH', `/posts/${postId}`, { body, revision }, jamal);
    expect(edited.status, edited.text).toBe(200);
  };
  /** Something that all are told of: whatever was told before it came before it. What is said twice counts once, as on pages. */
  const untilFence = async (threadId: number, page: Page) => {
    const { number } = await write(forum, rina!, threadId, 'All are told of this.');
    for (const told = new Map<string, LiveMessage>(); ;) {
      const message = await page.next();
      if ('post' in message && message.post === number) return [...told.values()];
      told.set(JSON.stringify(message), message);
    }
  };
  const started = async () => {
    const { id } = await ask(forum, rina!, { title: 'What is told of what is held?' });
    /** What happened before is told of by then. */
    const opened = async (who: Member) => {
      const page = await open(who, `thread=${id}`);
      await untilFence(id, page);
      return page;
    };
    return { id, reader: () => opened(thuy!), keeper: () => opened(mod!) };
  };

  it('is told of a post that nobody saw when it is approved, and not when it is refused', async () => {
    const { id, reader, keeper } = await started();
    const [other, one] = [await keeper(), await reader()];
    const refused = await write(forum, jamal!, id, 'Play baccarat with me.');
    await act('refuse', refused.id);
    expect(await untilFence(id, one)).toEqual([]);
    expect(await untilFence(id, other)).toContainEqual(CHANGED);
    await untilFence(id, one);
    const approved = await write(forum, jamal!, id, 'My baccarat table wobbles.');
    await act('approve', approved.id);
    expect(await untilFence(id, one)).toContainEqual({ at: expect.any(Number), post: approved.number, is: 'new' });
  });

  it('is not told of what is done with a post that was hidden before, nor of a word to its author', async () => {
    const { id, reader } = await started();
    const hidden = await write(forum, jamal!, id, 'Hidden and removed.');
    const stands = await write(forum, jamal!, id, 'It stands.');
    await act('hide', hidden.id);
    const page = await reader();
    await act('remind', stands.id);
    await act('remove', hidden.id);
    await edit(stands.id, 'It stands still.');
    expect(await page.next()).toEqual({ at: expect.any(Number), post: stands.number, is: 'changed' });
  });

  it('is told when a post goes that was seen, and when it comes back', async () => {
    const { id, reader } = await started();
    const post = await write(forum, jamal!, id, 'Here and gone.');
    const reply = await write(forum, jamal!, id, 'Under it.', { parentId: post.id });
    const page = await reader();
    await act('hide', post.id);
    expect(await page.next()).toEqual(CHANGED);
    // What stands under it is gone already.
    await act('hide', reply.id);
    expect(await untilFence(id, page)).toEqual([]);
    await act('show', post.id);
    expect(await untilFence(id, page)).toEqual([CHANGED]);
    await act('remove', post.id);
    expect(await untilFence(id, page)).toEqual([CHANGED]);
  });

  it('is told that a post was held for an edit and approved, not that one was flagged and looked at', async () => {
    const { id, reader } = await started();
    const [held, flagged] = [await write(forum, jamal!, id, 'One.'), await write(forum, jamal!, id, 'Two.')];
    const page = await reader();
    await edit(held.id, 'One baccarat table.');
    expect(await untilFence(id, page)).toEqual([CHANGED]);
    await act('approve', held.id);
    expect(await untilFence(id, page)).toEqual([CHANGED]);
    const edited = { at: expect.any(Number), post: flagged.number, is: 'changed' };
    await edit(flagged.id, 'Two roulette wheels.');
    expect(await untilFence(id, page)).toEqual([edited]);
    await act('approve', flagged.id);
    expect(await untilFence(id, page)).toEqual([]);
  });

  it('is told that posts were split off, where they were seen, and of hidden ones only by those who see them', async () => {
    const { id, reader, keeper } = await started();
    const [hidden, stands] = [
      await write(forum, jamal!, id, 'This is hidden.'),
      await write(forum, jamal!, id, 'This stands.'),
    ];
    await act('hide', hidden.id);
    const [one, other] = [await reader(), await keeper()];
    await untilFence(id, one);
    const split = async (posts: number[], title: string) => {
      const wanted = { posts, title, reason: 'off_topic', note: 'x' };
      expect((await forum.api('POST', `/threads/${id}/split`, wanted, mod)).status).toBe(200);
    };
    await split([hidden.id], 'What is hidden goes here');
    expect(await untilFence(id, one)).toEqual([]);
    expect(await untilFence(id, other)).toContainEqual(CHANGED);
    await untilFence(id, one);
    await split([stands.id], 'What is seen goes here');
    expect(await untilFence(id, one)).toContainEqual(CHANGED);
  });

  it('that comes again is told the same of it', async () => {
    const { id, reader } = await started();
    const seen = await write(forum, jamal!, id, 'It was seen.');
    const after = Date.now() + 6_000;
    await reader();
    const held = await write(forum, jamal!, id, 'Baccarat, again.');
    await act('refuse', held.id);
    // Past the time in which events may still land.
    await forum.adda.store.write((tx) => tx.raw('update events set at = at - 60000'));
    const moved = 'hidden_at = hidden_at - 60000, created_at = created_at - 60000';
    await forum.adda.store.write((tx) => tx.raw(`update posts set ${moved}`));
    const missed = async () => {
      const page = await open(thuy!, `thread=${id}&after=${after - 120_000}`);
      // Pages of one member are told what they missed one after the other: the first was, once the second is.
      const second = await open(thuy!, `thread=${id}&after=0`);
      expect(await second.next()).toHaveProperty('again');
      return (await untilFence(id, page)).filter((one) => 'thread' in one);
    };
    expect(await missed()).toEqual([]);
    await act('hide', seen.id);
    expect(await missed()).toEqual([CHANGED]);
  });
});
