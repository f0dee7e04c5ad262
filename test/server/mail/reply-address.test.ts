/** Which letters can be answered by mail, and what of an address can be altered: nothing. */
import { beforeAll, expect, it } from 'vitest';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { dueMail } from '../../../server/platform/mail/queries.ts';
import { placeOfAddress } from '../../../server/platform/mail/reply-address.ts';
import { writeLetter } from '../../../server/platform/mail/send.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { addressFor, REPLY_TO } from '../../support/incoming.ts';
import { eachEngine } from '../../support/store.ts';
import { type Asked, ask, write } from '../../support/talk.ts';

eachEngine('a letter', (engine) => {
  let forum: Forum;
  let [rina, jamal, admin]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    admin = await forum.member('Ada', 'admin');
    thread = await ask(forum, rina, { title: 'Why does it wobble so?' });
    await write(forum, jamal, thread.id, 'Look at the hub.');
    await forum.api('POST', `/threads/${thread.id}/invitations`, { members: [jamal.id] }, rina);
    await forum.post('/forgot', { email: 'rina@example.org' });
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw('update notifications set created_at = created_at - 360000'));
    await mailUnread(forum.adda);
  });
  const written = async (template: string) => {
    const all = await dueMail(forum.adda.store.read, Date.now() + 1_000_000, 100);
    const mail = all.find((one) => one.template === template)!;
    return (await writeLetter(forum.adda, mail))!;
  };

  it('of what was told and of an invitation can be answered where that is set up, and says so; others cannot', async () => {
    for (const template of ['told', 'reset']) expect((await written(template)).replyTo).toBe(undefined);
    expect((await written('told')).text).not.toContain('Answer this letter');
    Object.assign(forum.adda.config, { mailReply: REPLY_TO });
    const told = await written('told');
    expect(told.text).toContain('Answer this letter');
    const place = (await placeOfAddress(forum.adda, told.replyTo!, Date.now()))!;
    expect(place).toMatchObject({ accountId: rina!.id, isOver: false });
    expect((await written('reset')).replyTo).toBe(undefined);
    await forum.post('/preferences', { language: 'bn' }, rina!);
    expect((await written('told')).text).toContain('চিঠিটির উত্তর দিন');
  });

  it('has an address that is another’s or another post’s when one letter of it is changed', async () => {
    Object.assign(forum.adda.config, { mailReply: REPLY_TO });
    const address = await addressFor(forum.adda, admin!.id, thread.postId);
    const [from, until] = [address.indexOf('+') + 1, address.indexOf('@')];
    for (let at = from; at < until; at++)
      for (const sign of ['a', '2', '.']) {
        if (address[at] === sign) continue;
        const altered = address.slice(0, at) + sign + address.slice(at + 1);
        expect([altered, await placeOfAddress(forum.adda, altered, Date.now())]).toEqual([altered, null]);
      }
    expect(await placeOfAddress(forum.adda, address, Date.now())).not.toBe(null);
    expect(await placeOfAddress(forum.adda, 'x'.repeat(10_000), Date.now())).toBe(null);
  });
});
