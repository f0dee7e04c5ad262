/** Another thread is named in a form by its number, its address, or words; words are looked up, and one is chosen. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member, newSession } from '../../support/forum.ts';
import { moderateSpace } from '../../support/offices.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf } from '../../support/talk.ts';

eachEngine('another thread, named with words', (engine) => {
  let forum: Forum;
  let [mod, local, rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mod', 'moderator');
    [local, rina, jamal] = [await forum.member('Local'), await forum.member('Rina'), await forum.member('Jamal')];
    await forum.adda.store.write(async (tx) => {
      const one = { kind: 'craft' as const, charter: 'For those who turn pots.', createdAt: tx.now };
      await insertSpace(tx, { ...one, slug: 'pots', name: 'Pots' });
      await insertSpace(tx, { ...one, slug: 'club', name: 'Club', access: 'members' });
    });
    await moderateSpace(forum.adda, 'Local', 'wheels', true);
    local = { ...local, cookie: await newSession(forum.adda, local.id) };
  });

  // Nobody asks so much in a day.
  beforeEach(() => letTimePass(forum, 2 * 24 * 3_600_000));

  const titled = (title: string, more: object = {}) => ask(forum, rina!, { title, ...more });
  const find = (path: string, threadId: string, who: Member | null = mod!, more: Record<string, string> = {}) =>
    forum.post(path, { threadId, preview: 'find', ...more }, who);
  const choices = (page: string) =>
    [...page.matchAll(/name="found" value="(\d+)"/g)].map(([, id]) => Number(id)).toSorted((a, b) => a - b);

  it('shows what it may be, with all that was typed, and merges into the one that is chosen', async () => {
    const into = await titled('The rim brake squeals in rain');
    const { id } = await titled('Squealing again');
    const path = `/t/${id}/moderate/merge`;
    const typed = { reason: 'duplicate', note: 'It is the same brake.' };
    const form = await find(path, 'rim brake', mod!, typed);
    expect(form.status).toBe(200);
    expect(choices(form.text)).toEqual([into.id]);
    for (const kept of [
      'value="rim brake"',
      'value="duplicate" selected',
      'It is the same brake.',
      'Which one do you mean?',
    ])
      expect(form.text).toContain(kept);
    expect(form.text).not.toContain('id="preview"');
    // Pressed at once, nothing is merged: one is to be chosen.
    const early = await forum.post(path, { threadId: 'rim brake', ...typed }, mod);
    expect(early.status).toBe(422);
    expect(early.text).toContain('Choose which of the threads below you mean.');
    expect(choices(early.text)).toEqual([into.id]);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ movedToId: null });
    const told = await forum.post(path, { threadId: 'rim brake', found: `${into.id}`, preview: '1', ...typed }, mod);
    expect(told.text).toMatch(new RegExp(`value="${into.id}" checked`));
    expect((await forum.post(path, { threadId: 'rim brake', found: `${into.id}`, ...typed }, mod)).status).toBe(303);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ movedToId: into.id });
  });

  it('offers what has some of the words where nothing has all, and says so where nothing has any', async () => {
    const into = await titled('Tubeless sealant dries within weeks');
    const { id } = await titled('Dried up');
    expect(choices((await find(`/t/${id}/moderate/close`, 'sealant evaporates')).text)).toEqual([into.id]);
    const none = await find(`/t/${id}/moderate/close`, 'zzyzx');
    expect(choices(none.text)).toEqual([]);
    expect(none.text).toContain('Nothing that you could choose has these words.');
    expect((await forum.post(`/t/${id}/moderate/close`, { why: 'duplicate', threadId: 'zzyzx' }, mod)).text).toContain(
      'There is no such thread that takes posts.',
    );
  });

  it('offers nothing that has hardly a word of them, and chooses beforehand the only one that has all', async () => {
    const [only] = [await titled('Spokes of bamboo creak on gravel'), await titled('Gravel in the garden')];
    const { id } = await titled('Bamboo and gravel');
    const path = `/t/${id}/moderate/close`;
    const weak = await find(path, 'bamboo flutes of the mountain monks');
    expect([choices(weak.text), weak.text.includes('Nothing that you could choose')]).toEqual([[], true]);
    const sure = await find(path, 'spokes bamboo gravel');
    expect(sure.text).toMatch(new RegExp(`value="${only.id}" checked`));
    // Of one that has half of them only, its reader says whether it is meant.
    const half = await find(path, 'bamboo spokes squeak monthly');
    expect(choices(half.text)).toContain(only.id);
    expect(half.text).not.toMatch(/name="found" value="\d+" checked/);
  });

  it('asks once why a thread is closed, and says it once', async () => {
    const original = await titled('Where do I get a cotter pin?');
    const { id } = await titled('Cotter pins: where from?');
    const path = `/t/${id}/moderate/close`;
    const { text } = await forum.get(path, mod);
    expect([text.includes('name="why"'), text.includes('name="reason"')]).toEqual([true, false]);
    expect((await forum.post(path, { why: 'duplicate', threadId: `${original.id}`, note: '' }, mod)).status).toBe(303);
    const acts = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.acts);
    const act = acts.find(({ threadId, verb }) => threadId === id && verb === 'close')!;
    expect(act.reason).toBe('duplicate');
    const statement = (await forum.get(`/statements/${act.id}`, rina)).text;
    expect(statement.match(/asked before/gi)).toHaveLength(1);
  });

  it('takes the number or address that was typed rather than what was chosen before, and the API nothing else', async () => {
    const [wanted, chosen] = [await titled('Lacing a wheel: three cross'), await titled('Lacing a wheel: radial')];
    const { id } = await titled('How to lace it');
    const call = (body: object) => forum.api('POST', `/threads/${id}/close`, { why: 'duplicate', ...body }, mod);
    const refused = await call({ threadId: 'lacing' });
    expect([refused.status, refused.json().errors[0].code]).toEqual([422, 'unknown_thread']);
    expect((await call({ threadId: `${wanted.id}`, found: chosen.id })).status).toBe(200);
    const page = await forum.get(wanted.url);
    expect(page.text).toContain('How to lace it');
    expect((await forum.get(chosen.url)).text).not.toContain('How to lace it');
  });

  it('takes numbers in any digits and addresses of this forum, and none of another site', async () => {
    const into = await titled('Truing without a stand');
    const { id } = await titled('Truing on the fork');
    const digits = [...String(into.id)].map((digit) => String.fromCodePoint(0x09e6 + Number(digit))).join('');
    const merge = (threadId: string) => forum.api('POST', `/threads/${id}/merge`, { threadId }, mod);
    for (const foreign of [
      'http://other.example',
      '//other.example',
      'other.example',
      'http://localhost:3000@other.example',
      '/',
    ])
      expect((await merge(`${foreign}/t/${into.id}`)).json().errors?.[0]?.code, foreign).toBe('unknown_thread');
    for (const own of [
      digits,
      ` ${into.id} `,
      `/t/${into.id}`,
      `localhost:3000/t/${into.id}/x`,
      `https://LOCALHOST:3000${into.url}#p-1`,
    ]) {
      const merged = await merge(own);
      expect(merged.status, own).toBe(200);
      expect((await forum.api('POST', `/acts/${merged.json().id}/undo`, {}, mod)).status).toBe(200);
    }
  });

  it('offers for a merge only threads on which one may act, and no way out of a closed space', async () => {
    const here = await titled('Glaze crawls on the shoulder', { space: 'wheels' });
    const there = await titled('Glaze crawls everywhere', { space: 'pots' });
    const closed = await titled('Glaze crawls among members', { space: 'club' });
    const { id } = await titled('Crawling', { space: 'wheels' });
    const inClub = await titled('Crawling, among us', { space: 'club' });
    const hits = async (from: number, who: Member) =>
      choices((await find(`/t/${from}/moderate/merge`, 'glaze crawls', who)).text);
    expect(await hits(id, local!)).toEqual([here.id]);
    expect(await hits(id, mod!)).toEqual([here.id, there.id, closed.id]);
    expect(await hits(inClub.id, mod!)).toEqual([closed.id]);
    // What it is a duplicate of is read by whoever reads it.
    expect(choices((await find(`/t/${id}/moderate/close`, 'glaze crawls', mod!)).text)).toEqual([here.id, there.id]);
    const hide = { reason: 'spam' };
    await forum.api('POST', `/threads/${here.id}/hide`, hide, mod);
    expect(await hits(id, local!)).toEqual([]);
  });

  it('is the same for who reports a duplicate, a member or a visitor', async () => {
    const original = await titled('Which chain lube for winter roads');
    const secret = await titled('Which chain lube, members only', { space: 'club' });
    const { id } = await titled('Lube for winter');
    const path = `/t/${id}/report`;
    const said = { reason: 'duplicate', evidence: 'Word for word the same.' };
    for (const who of [jamal!, null]) {
      const form = await find(path, 'chain lube', who, said);
      expect(form.status).toBe(200);
      expect(choices(form.text)).toEqual([original.id]);
      expect(form.text).toContain('Word for word the same.');
      expect(form.text).not.toContain(`value="${secret.id}"`);
      const contact: Record<string, string> = who ? {} : { contact: 'passer@example.org' };
      expect((await forum.post(path, { threadId: 'chain lube', ...said, ...contact }, who)).status).toBe(422);
      const sent = await forum.post(
        path,
        { threadId: 'chain lube', found: `${original.id}`, ...said, ...contact },
        who,
      );
      expect(sent.status).toBe(200);
    }
    const { q, t } = forum.adda.store.read;
    const proposals = (await q.select().from(t.reports)).map(({ proposal }) => proposal);
    expect(proposals).toEqual([{ threadId: original.id }, { threadId: original.id }]);
    // What was chosen by hand in the address bar is asked for like what is typed.
    const forged = { threadId: 'chain lube', found: `${secret.id}`, ...said, contact: 'other@example.org' };
    expect((await forum.post(path, forged, null)).status).toBe(422);
  });

  it('looks for nothing in what is too long, turned or empty, and never fails', async () => {
    const { id } = await titled('Nothing is found in this');
    for (const words of [
      '\u202e\u200b',
      '"; drop table posts; --',
      'a OR b NEAR(c) *',
      '%',
      'ক'.repeat(1_500),
      "'x':A | !y",
    ])
      for (const path of [`/t/${id}/moderate/merge`, `/t/${id}/report`])
        expect(
          (await find(path, words, mod!, { reason: 'duplicate', evidence: '' })).status,
          `${path} ${words.slice(0, 20)}`,
        ).toBe(200);
    expect((await find(`/t/${id}/moderate/merge`, 'x'.repeat(50_000))).status).toBeLessThan(500);
  });
});
