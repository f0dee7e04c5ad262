/** Nothing that a moderator or an admin typed is lost when it is refused: it stands in its form again, beside what is wrong. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('what a moderator typed', (engine) => {
  let forum: Forum;
  let [mod, other, admin, rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [admin, rina, jamal] = [
      await forum.member('Ada', 'admin'),
      await forum.member('Rina'),
      await forum.member('Jamal'),
    ];
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));
  const call = async (path: string, body: object, who: Member) => {
    const answer = await forum.api('POST', path, body, who);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json();
  };
  const last = async (table: 'appeals' | 'proposals' | 'cases') => {
    const { q, t } = forum.adda.store.read;
    return Math.max(...(await q.select().from(t[table])).map(({ id }) => id));
  };

  it('about an appeal or a proposed space stands beside what is wrong with it, and is no longer there once it is decided', async () => {
    const { postId } = await ask(forum, rina!);
    const { id } = await call(`/posts/${postId}/hide`, { reason: 'unkind' }, mod!);
    await call(`/acts/${id}/appeals`, { words: 'It was a joke among friends.' }, rina!);
    const charter = 'For who flies what they glued together.';
    await call('/spaces/proposals', { name: 'Mending kites', kind: 'craft', charter }, rina!);
    for (const [path, key, decision] of [
      [`/moderation/appeals/${await last('appeals')}`, `appeal-${await last('appeals')}`, 'dismiss'],
      [`/moderation/proposals/${await last('proposals')}`, `proposal-${await last('proposals')}`, 'refuse'],
    ] as const) {
      const refused = await forum.post(path, { decision, reason: 'No <3' }, other!);
      expect(refused.status, path).toBe(422);
      expect(refused.text).toContain(`id="${key}" name="reason" type="text" value="No &lt;3"`);
      expect(refused.text).toContain(`href="#${key}"`);
      expect(refused.text.match(/class="error-summary"/g)).toHaveLength(1);
      expect((await forum.post(path, { decision, reason: 'It is in its place here.' }, other!)).status).toBe(303);
      expect((await forum.post(path, { decision, reason: 'Too late by now.' }, other!)).status).toBeGreaterThan(400);
    }
  });

  it('about a case that somebody else took or decided meanwhile is shown with that', async () => {
    const { id } = await write(forum, jamal!, (await ask(forum, rina!)).id, 'You fool, tighten it.');
    await call(`/posts/${id}/reports`, { reason: 'unkind', evidence: 'It says so there.' }, rina!);
    const path = `/moderation/cases/${await last('cases')}`;
    await call(path.replace('/moderation', '') + '/claim', {}, other!);
    const reason = 'It is a joke among friends.';
    const claimed = await forum.post(`${path}/dismiss`, { reason }, mod!);
    expect(claimed.status).toBe(409);
    for (const words of [reason, 'Other Mod']) expect(claimed.text).toContain(words);
    await call(path.replace('/moderation', '') + '/dismiss', { reason: 'Nothing is wrong there.' }, other!);
    const decided = await forum.post(`${path}/uphold`, { reason }, admin!);
    expect(decided.status).toBe(409);
    expect(decided.text).toContain(reason);
    expect((await forum.post(`${path}/dismiss`, { reason }, rina!)).text).not.toContain('You fool');
  });

  it('as house rules of the forum stays, however long it is', async () => {
    const text = `Be kind. ${'Say why. '.repeat(6_000)}`;
    const refused = await forum.post('/admin/pages/rules/en', { text }, admin!);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(text.trim());
    expect(refused.text).toContain('href="#text"');
    expect((await forum.post('/admin/pages/rules/en', { text: 'Be kind.' }, admin!)).status).toBe(303);
  });
});
