/** The table of how members are told: each kind of thing, by each way that can be chosen for it, with devices or without. */
import { createECDH, randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { remind } from '../../../server/forum/bookmarks/actions.ts';
import { sendDuePushes } from '../../../server/insight/push/send.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { channelsOf } from '../../../server/rules/notice-wishes.ts';
import {
  type MailWish,
  MAIL_WISHES,
  type NoticeChannel,
  type NoticeKind,
  NOTICE_KINDS,
  type NotificationReason,
} from '../../../shared/words.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

type World = { forum: Forum; asker: Member; helper: Member; reader: Member };
/** What happens, who hears of it and why. */
type Row = { reason: NotificationReason; of: 'asker' | 'reader' | 'helper'; happens(w: World): Promise<void> };

const question = (w: World) => ask(w.forum, w.asker, { title: 'Why does it wobble so?' });
const follow = (w: World, kind: string, targetId: number, level: string) =>
  w.forum.api('PUT', '/follows', { kind, targetId, level }, w.reader);

let writers = 0;

const ROWS: Record<NoticeKind, Row> = {
  answers: {
    ...{ reason: 'answer', of: 'asker' },
    happens: async (w) => void (await write(w.forum, w.helper, (await question(w)).id, 'Look at the hub.')),
  },
  mentions: {
    ...{ reason: 'mention', of: 'reader' },
    happens: async (w) => void (await write(w.forum, w.helper, (await question(w)).id, 'Ask @Reader.')),
  },
  accepted: {
    ...{ reason: 'accepted', of: 'helper' },
    async happens(w) {
      const post = await write(w.forum, w.helper, (await question(w)).id, 'It is the rim.');
      expect(await setMark(w.forum, w.asker, post.id, 'accept')).toBe(200);
    },
  },
  threads: {
    ...{ reason: 'thread', of: 'reader' },
    async happens(w) {
      const { id } = await question(w);
      await follow(w, 'thread', id, 'all');
      await write(w.forum, w.helper, id, 'It is the spoke.');
    },
  },
  invitations: {
    ...{ reason: 'invitation', of: 'reader' },
    async happens(w) {
      const { id } = await question(w);
      const invited = await w.forum.api('POST', `/threads/${id}/invitations`, { members: [w.reader.id] }, w.helper);
      expect(invited.status, invited.text).toBeLessThan(300);
    },
  },
  reminders: {
    ...{ reason: 'reminder', of: 'reader' },
    async happens(w) {
      const { postId } = await question(w);
      expect((await w.forum.api('PUT', `/posts/${postId}/bookmark`, { days: 1 }, w.reader)).status).toBe(200);
      await w.forum.adda.store.write((tx) => tx.raw('update bookmarks set remind_at = 1 where remind_at is not null'));
      await remind(w.forum.adda);
    },
  },
  messages: {
    ...{ reason: 'message_request', of: 'reader' },
    async happens(w) {
      // Each time another one asks: who asked before waits.
      const name = `Writer${(writers += 1)}`;
      const who = await w.forum.member(name);
      const sent = await w.forum.api('POST', '/messages', { to: ['Reader'], body: 'May I ask?' }, who);
      expect(sent.status, sent.text).toBe(201);
    },
  },
  marks: {
    ...{ reason: 'helpful', of: 'helper' },
    async happens(w) {
      const post = await write(w.forum, w.helper, (await question(w)).id, 'It is the tyre.');
      expect(await setMark(w.forum, w.reader, post.id, 'helpful')).toBe(200);
    },
  },
  follows: {
    ...{ reason: 'space', of: 'reader' },
    async happens(w) {
      await follow(w, 'space', w.forum.space.id, 'all');
      await question(w);
      while ((await runDueTasks(w.forum.adda)) > 0);
      await follow(w, 'space', w.forum.space.id, 'none');
    },
  },
};

/** The letter that is to say it. An invitation at once has a letter of its own. */
function letterFor(kind: NoticeKind, channel: NoticeChannel): string | null {
  if (channel === 'digest') return 'digest';
  return channel === 'at_once' && kind !== 'invitations' ? 'at_once' : null;
}

eachEngine('how members are told', (engine) => {
  let w: World;
  const sent: string[] = [];
  beforeAll(async () => {
    const forum = await makeForum(engine);
    const [asker, helper, reader] = [
      await forum.member('Asker'),
      await forum.member('Helper'),
      await forum.member('Reader'),
    ];
    w = { forum, asker, helper, reader };
    // Whoever may be invited has answered here.
    await write(forum, reader, (await question(w)).id, 'The spokes of such wheels are loose.');
    for (const who of [asker, helper, reader]) {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const values = { p256dh: ecdh.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
      const added = await forum.post(
        '/notifications/devices',
        { endpoint: `https://push.example/${who.slug}`, ...values },
        who,
      );
      expect(added.status).toBe(303);
    }
  });

  /** What came of it: the reason on the page, the letter that is to say it, and whether the device did. */
  async function cameOf({ of, happens }: Row) {
    const who = w[of];
    const { store } = w.forum.adda;
    await letTimePass(w.forum, 8 * DAY);
    while ((await runDueTasks(w.forum.adda)) > 0);
    for (const one of [w.asker, w.helper, w.reader]) await w.forum.api('POST', '/notifications/read', {}, one);
    await store.write(async (tx) => {
      await tx.raw('delete from push_queue');
      await tx.raw("delete from rate_limit_tries where bucket like 'invited%'");
      await tx.raw('delete from invitations');
    });
    sent.length = 0;
    await happens(w);
    while ((await runDueTasks(w.forum.adda)) > 0);
    const { notifications: n } = store.read.t;
    const rows = (await store.read.q.select().from(n)).filter((row) => row.accountId === who.id && row.readAt === null);
    await store.write((tx) => tx.raw('update push_queue set due_at = 1'));
    const client = { send: async (endpoint: string) => (sent.push(endpoint), 201) };
    while ((await sendDuePushes(w.forum.adda, client)) > 0);
    return {
      told: rows.map(({ reason, letter }) => ({ reason, letter })),
      byDevice: sent.includes(`https://push.example/${who.slug}`),
    };
  }

  const choose = async (who: Member, wish: MailWish, kinds: object, pushed: readonly NoticeKind[]) => {
    expect((await w.forum.api('PUT', '/notifications/mail', { wish, ...kinds }, who)).status).toBe(200);
    expect((await w.forum.api('PUT', '/notifications/devices/kinds', { kinds: pushed }, who)).status).toBe(200);
  };

  for (const kind of NOTICE_KINDS)
    for (const channel of channelsOf(kind))
      for (const isPushed of [true, false])
        it(`${kind}, ${channel}, ${isPushed ? 'with' : 'without'} devices`, async () => {
          const row = ROWS[kind];
          // Whoever asks follows the thread, and would be told for that.
          const others = kind === 'answers' ? { threads: 'none' } : {};
          await choose(w[row.of], 'at_once', { ...others, [kind]: channel }, isPushed ? [kind] : []);
          const { told, byDevice } = await cameOf(row);
          const letter = letterFor(kind, channel);
          expect(told).toEqual(channel === 'none' ? [] : [{ reason: row.reason, letter }]);
          expect(byDevice).toBe(channel !== 'none' && isPushed);
        });

  for (const wish of MAIL_WISHES)
    it(`answers, where letters are wished ${wish} and nothing else was chosen`, async () => {
      await choose(w.asker, wish, {}, []);
      const letter = wish === 'never' ? null : wish === 'at_once' ? 'at_once' : 'digest';
      expect((await cameOf(ROWS.answers)).told).toEqual([{ reason: 'answer', letter }]);
    });

  for (const [level, count] of [
    ['all', 1],
    ['mine', 0],
    ['muted', 0],
    ['none', 0],
  ] as const)
    it(`a post in a thread that is followed so: ${level}`, async () => {
      await choose(w.reader, 'at_once', {}, []);
      const { told } = await cameOf({
        ...ROWS.threads,
        async happens(world) {
          const { id } = await question(world);
          await follow(world, 'thread', id, level);
          await write(world.forum, world.helper, id, 'It is the spoke.');
        },
      });
      expect(told.length).toBe(count);
    });
});
