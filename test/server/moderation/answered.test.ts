/** Acts that end cases wherever they are done from, what stands on a claimed one, acts on spaces, words that go for good. */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { eq } from 'drizzle-orm';
import { unquoteRemoved } from '../../../server/care/acts/unquote.ts';
import { putDraft } from '../../../server/forum/drafts/queries.ts';
import { moderateSpace } from '../../support/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import type { CaseTarget } from '../../../shared/words.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

const UNKIND = { reason: 'unkind', note: 'Say it kindly.' };

eachEngine('an act that answers a report', (engine) => {
  let forum: Forum;
  let [mod, other, rina, jamal, keeper]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [rina, jamal, keeper] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Keeper')];
    await forum.adda.store.write((tx) => {
      const space = { kind: 'craft' as const, charter: 'For those who turn pots.', createdAt: tx.now };
      return insertSpace(tx, { ...space, slug: 'pots', name: 'Pots' });
    });
    await moderateSpace(forum.adda, 'Keeper', 'pots', true);
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  const call = (path: string, body: object = {}, who: Member | null = mod!) => forum.api('POST', path, body, who);
  const page = async (path: string, who = mod!) => (await forum.get(path, who)).text;
  async function reported(path: string, who = rina!, evidence = 'It says so in the second sentence.') {
    const answer = await call(`${path}/reports`, { reason: 'unkind', evidence }, who);
    expect(answer.status, `${path} ${answer.text}`).toBe(201);
  }
  async function caseOf(target: CaseTarget, subjectId: number) {
    const { q, t } = forum.adda.store.read;
    const rows = await q.select().from(t.cases).where(eq(t.cases.subjectId, subjectId)).orderBy(t.cases.id);
    return rows.filter((one) => one.target === target).at(-1)!;
  }
  async function unkind(body = 'You are a fool, tighten the spokes.') {
    const thread = await ask(forum, rina!);
    const answer = await write(forum, jamal!, thread.id, body);
    await reported(`/posts/${answer.id}`);
    return { thread, answer };
  }
  const mailTo = async (recipient: string, ...words: string[]) =>
    (await lettersOf(forum.adda)).filter(
      (one) => one.recipient === recipient && words.every((word) => one.body.includes(word)),
    );

  it('ends its case, done from the thread as from the case, and who reported it is told what was done', async () => {
    const { answer } = await unkind();
    const done = await call(`/posts/${answer.id}/hide`, UNKIND);
    expect(done.status, done.text).toBe(200);
    expect(await caseOf('post', answer.id)).toMatchObject({ state: 'upheld', actId: done.json().id });
    expect(await mailTo('rina@example.org', 'You were right', 'Post hidden')).toHaveLength(1);
  });

  it('ends the case of a thread with that of its opening, each by either', async () => {
    const started = async () => {
      const thread = await ask(forum, jamal!);
      await reported(`/threads/${thread.id}`);
      await reported(`/posts/${thread.postId}`);
      return thread;
    };
    const states = async ({ id, postId }: { id: number; postId: number }) =>
      [await caseOf('thread', id), await caseOf('post', postId)].map(({ state }) => state);
    const [one, two, locked] = [await started(), await started(), await started()];
    await call(`/posts/${one.postId}/hide`, UNKIND);
    expect(await states(one)).toEqual(['upheld', 'upheld']);
    await call(`/threads/${two.id}/hide`, UNKIND);
    expect(await states(two)).toEqual(['upheld', 'upheld']);
    await call(`/threads/${locked.id}/lock`, UNKIND);
    expect(await states(locked)).toEqual(['upheld', 'open']);
    const member = await forum.member(`Loud ${engine}`);
    await reported(`/members/${member.slug}`);
    await call(`/members/${member.slug}/silence`, { ...UNKIND, days: 1 });
    expect((await caseOf('member', member.id)).state).toBe('upheld');
  });

  it('leaves what keeps house, what others have taken, and what one may not decide', async () => {
    const { thread, answer } = await unkind();
    await reported(`/threads/${thread.id}`, jamal!);
    for (const minutes of [5, 0]) await call(`/threads/${thread.id}/slow`, { minutes });
    await call(`/posts/${answer.id}/as-reply`, { parentId: 999_999 });
    expect((await caseOf('thread', thread.id)).state).toBe('open');
    const { id } = await caseOf('post', answer.id);
    expect((await call(`/cases/${id}/claim`, {}, other!)).status).toBe(200);
    expect((await call(`/posts/${answer.id}/hide`, UNKIND)).status).toBe(200);
    expect(await caseOf('post', answer.id)).toMatchObject({ state: 'open', claimedBy: other!.id });
    const shown = await page(`/moderation/cases/${id}`, other!);
    expect(shown).toContain('Done meanwhile');
    expect(shown.slice(shown.indexOf('Done meanwhile'))).toMatch(/Post hidden[^]*Mod/);
    expect((await call(`/cases/${id}/uphold`, { reason: 'It is hidden by now.' }, other!)).status).toBe(200);
    const own = await write(forum, jamal!, thread.id, 'Another harsh word of mine.');
    await reported(`/posts/${own.id}`, mod!);
    expect((await call(`/posts/${own.id}/hide`, UNKIND)).status).toBe(200);
    expect((await caseOf('post', own.id)).state).toBe('open');
  });

  it('and its report at once: no case is left behind, and nobody waits for ever', async () => {
    const thread = await ask(forum, jamal!);
    await reported(`/threads/${thread.id}`);
    await reported(`/posts/${thread.postId}`);
    const each = await Promise.all([
      call(`/posts/${thread.postId}/hide`, UNKIND),
      call(`/threads/${thread.id}/hide`, UNKIND, other!),
      call(`/posts/${thread.postId}/hide`, UNKIND, other!),
      call(`/threads/${thread.id}/lock`, UNKIND),
    ]);
    expect(each.every(({ status }) => status === 200 || status === 409 || status === 404)).toBe(true);
    expect((await caseOf('thread', thread.id)).state).toBe('upheld');
    expect((await caseOf('post', thread.postId)).state).toBe('upheld');
  });

  it('on a space archives it, slows it down or reminds its moderators; its case is upheld with the reason', async () => {
    const open = async (who = rina!) => {
      await reported('/spaces/pots', who);
      const { q, t } = forum.adda.store.read;
      const [space] = await q.select().from(t.spaces).where(eq(t.spaces.slug, 'pots'));
      return { space: space!, one: await caseOf('space', space!.id) };
    };
    const first = await open();
    const path = `/cases/${first.one.id}/space`;
    const shown = await page(`/moderation/cases/${first.one.id}`);
    for (const words of ['Remind its moderators', 'Put it into slow mode', 'Archive the space'])
      expect(shown).toContain(words);
    expect((await call(path, { act: 'archive', reason: '' })).json().errors).toMatchObject([{ field: 'reason' }]);
    expect((await call(path, { act: 'archive', reason: 'x' }, rina!)).json().code).toBe('forbidden');
    const form = await forum.post(`/moderation${path}`, { act: 'remind', reason: '' }, mod!);
    expect(form.status).toBe(422);
    expect((await call(path, { act: 'remind', reason: 'Greet those who are new there.' })).status).toBe(200);
    expect(await caseOf('space', first.space.id)).toMatchObject({ state: 'upheld', decidedBy: mod!.id });
    expect(await mailTo('keeper@example.org', 'Greet those who are new there.')).toHaveLength(1);
    expect(await mailTo('rina@example.org', 'Greet those who are new there.')).toHaveLength(1);
    expect((await call(path, { act: 'remind', reason: 'Once more.' })).json().code).toBe('no_change');

    const second = await open(jamal);
    const slow = { act: 'slow', reason: 'It runs hot these days.' };
    expect((await call(`/cases/${second.one.id}/space`, slow, other!)).status).toBe(200);
    expect((await rowOf(forum, 'spaces', second.space.id)).slowMinutes).toBe(15);
    const undoSlow = `/moderation/cases/${second.one.id}/space/undo`;
    expect(await page(`/moderation/cases/${second.one.id}`, other)).toContain(`action="${undoSlow}"`);
    expect((await call(`/cases/${second.one.id}/space/undo`, {}, keeper!)).json().code).toBe('own_matter');
    expect((await forum.post(undoSlow, {}, other)).status).toBe(303);
    expect((await rowOf(forum, 'spaces', second.space.id)).slowMinutes).toBe(0);
    // What is so no longer is not offered again, and not done twice.
    expect(await page(`/moderation/cases/${second.one.id}`, other)).not.toContain(undoSlow);
    expect((await call(`/cases/${second.one.id}/space/undo`, {}, other)).json().code).toBe('no_change');
    expect(await caseOf('space', second.space.id)).toMatchObject({ state: 'upheld', spaceAct: 'slow' });
    const third = await open(other);
    const archive = { act: 'archive', reason: 'Nobody keeps it any more.' };
    // Who keeps that space alone is a party to it.
    expect((await call(`/cases/${third.one.id}/space`, archive, keeper!)).json().code).toBe('own_matter');
    expect((await call(`/cases/${third.one.id}/dismiss`, { reason: 'It is all well.' }, keeper!)).status).toBe(403);
    expect((await forum.api('GET', `/cases/${third.one.id}`, undefined, keeper!)).json().code).toBe('own_matter');
    const offered = (await forum.api('GET', '/cases', undefined, keeper!)).text;
    expect(offered).not.toContain(`"id":${third.one.id},`);
    expect((await call(`/cases/${third.one.id}/space`, archive, mod!)).json().code).toBe('own_act');
    const fresh = await forum.member('Third Mod', 'moderator');
    expect((await call(`/cases/${third.one.id}/space`, archive, fresh)).status).toBe(200);
    expect((await rowOf(forum, 'spaces', third.space.id)).archivedAt).not.toBe(null);
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => call(`/cases/${third.one.id}/space/undo`, {}, fresh)),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)]);
    expect((await rowOf(forum, 'spaces', third.space.id)).archivedAt).toBe(null);
    const { answer } = await unkind();
    const elsewhere = await caseOf('post', answer.id);
    expect((await call(`/cases/${elsewhere.id}/space`, archive)).status).toBe(404);
  });

  it('that changes a text has it drawn for nobody who may not change it', async () => {
    const { answer } = await unkind();
    const drawn = vi.spyOn(forum.adda.workerPool, 'run');
    const long = { body: 'A long word. '.repeat(400), revision: 1 };
    const edit = (who: Member | null) => call(`/posts/${answer.id}/edit`, { ...long, reason: 'unkind' }, who);
    expect((await edit(rina!)).json().code).toBe('forbidden');
    expect((await edit(keeper!)).json().code).toBe('forbidden');
    expect((await forum.api('PATCH', `/posts/${answer.id}`, long, rina!)).json().code).toBe('not_yours');
    expect((await forum.api('PATCH', `/posts/${answer.id}`, { body: '', revision: 1 }, rina!)).json().code).toBe(
      'not_yours',
    );
    expect(drawn).not.toHaveBeenCalled();
    expect((await edit(mod!)).status).toBe(200);
    expect(drawn).toHaveBeenCalled();
    drawn.mockRestore();
  });

  it('removes for good what reporters, moderators and quotations say again of it', async () => {
    const secret = 'Rahim lives at 12 Lake Road, call 01711-123456 at night.';
    const { thread, answer } = await unkind(secret);
    await reported(`/posts/${answer.id}`, keeper!, 'It gives away that Rahim lives at 12 Lake Road.');
    const note = 'You wrote that he lives at 12 Lake Road. Do not.';
    await call(`/posts/${answer.id}/remind`, { reason: 'private_data', note }, other!);
    const quote = (await forum.api('GET', `/posts/${answer.id}/quote`, undefined, rina!)).json().quote;
    const mine = `${quote ?? `> [Jamal](/p/${answer.id})\n>\n> ${secret}\n\n`}I know this street.`;
    const quoting = await write(forum, rina!, thread.id, mine);
    await reported(`/posts/${quoting.id}`, keeper!, 'It repeats it.');
    const edited = { body: `${mine} And more.`, revision: 1 };
    expect((await forum.api('PATCH', `/posts/${quoting.id}`, edited, rina!)).status).toBe(200);
    await forum.adda.store.write((tx) =>
      putDraft(tx, { accountId: rina!.id, place: 'start', threadId: null, values: { title: 'Kept', body: mine } }),
    );
    expect((await call(`/posts/${answer.id}/remove`, { reason: 'private_data' })).status).toBe(200);
    while ((await unquoteRemoved(forum.adda)) > 0);
    const { q, t } = forum.adda.store.read;
    for (const name of [
      'posts',
      'revisions',
      'cases',
      'reports',
      'acts',
      'appeals',
      'mailQueue',
      'drafts',
      'settings',
    ] as const) {
      const rows = JSON.stringify(await q.select().from(t[name] as typeof t.posts));
      for (const words of ['Lake Road', '01711-123456']) expect(rows, name).not.toContain(words);
    }
    expect(await page('/search?q=01711')).not.toContain(`/p/${quoting.id}`);
    const shown = await page(`/p/${quoting.id}`);
    expect(shown).toContain('This post was removed for good.');
    expect(shown).toContain('I know this street. And more.');
    const { id } = await caseOf('post', answer.id);
    expect(await page(`/moderation/cases/${id}`)).toContain('they are kept nowhere');
  });

  it('removes for good what is said of its author elsewhere, takes no note that says it, and lists what repeats it', async () => {
    const words = 'the blue house behind the old mill where nobody opens before noon on a Sunday';
    const title = 'Where does Rahim of the old mill live?';
    const asked = await ask(forum, jamal!, { title, body: `He lives in ${words}.` });
    const copy = await write(forum, rina!, asked.id, `I heard it too: ${words}!`);
    await write(forum, rina!, asked.id, 'It is about the old mill, where nobody opens.');
    await reported(`/members/${jamal!.slug}`, rina!, `He writes that somebody lives in ${words}.`);
    const said = { words: `He told us of ${words}.`, space: '' };
    expect((await call(`/moderation/people/${jamal!.slug}/notes`, said)).status).toBe(201);
    expect(
      (await call(`/moderation/people/${jamal!.slug}/notes`, { ...said, words: 'An old mill again.' })).status,
    ).toBe(201);
    const proposal = { title: `${title} Tell us`, tags: ['mills'], evidence: 'That would say it better.' };
    const proposer = await forum.member('Proposes');
    await forum.adda.store.write((tx) => updateAccount(tx, proposer.id, { createdAt: tx.now - 40 * 86_400_000 }));
    expect((await call(`/threads/${asked.id}/proposals`, proposal, proposer)).status).toBe(201);
    const notice = { address: `${ORIGIN}/t/${asked.id}`, why: `It names ${words}, which is private.`, goodFaith: true };
    const sent = await call('/notices', { ...notice, name: 'Somebody', email: 'somebody@example.org' }, null);
    expect(sent.status, sent.text).toBeLessThan(300);

    const shown = await page(`/p/${asked.postId}/moderate/remove`);
    expect(shown).toContain('These posts repeat it');
    expect(shown.split(/#2\b/)).toHaveLength(2);
    expect(shown).not.toContain('#3<');
    const repeats = (who: Member | null) => forum.api('GET', `/posts/${asked.postId}/repeats`, undefined, who);
    expect((await repeats(mod!)).json().posts).toMatchObject([{ id: copy.id, number: 2, threadId: asked.id, title }]);
    for (const who of [rina!, keeper!, null]) expect((await repeats(who)).status, who?.name).not.toBe(200);
    const note = `Do not tell where he lives: ${words}.`;
    const refused = await forum.post(`/p/${asked.postId}/moderate/remove`, { reason: 'private_data', note }, mod!);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Do not repeat here what is removed');
    expect(refused.text).toContain('These posts repeat it');
    const bulk = { verb: 'remove', posts: [asked.postId, 999_999], reason: 'private_data', note };
    const outcomes = (await call('/moderation/bulk', bulk)).json().outcomes;
    expect(outcomes.map(({ code }: { code: string }) => code)).toEqual(['invalid', 'not_found']);
    const done = await call(`/posts/${asked.postId}/remove`, {
      reason: 'private_data',
      note: 'Not where people live.',
    });
    expect(done.status, done.text).toBe(200);

    const { q, t } = forum.adda.store.read;
    for (const name of ['cases', 'reports', 'acts', 'notices', 'personNotes', 'threads', 'revisions'] as const) {
      const rows = JSON.stringify(await q.select().from(t[name] as unknown as typeof t.posts));
      for (const gone of ['blue house', 'Rahim of the old mill']) expect(rows, name).not.toContain(gone);
    }
    const kept = JSON.stringify(await q.select().from(t.personNotes));
    expect(kept).toContain('An old mill again.');
    expect((await rowOf(forum, 'posts', copy.id)).markdown).toContain('blue house');
  });
});
