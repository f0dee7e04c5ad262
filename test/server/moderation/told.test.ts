/** What whom an act concerns is told of it: in the statement, in letters, where it is taken back. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const WHY = { reason: 'unkind', note: 'Say it without the names.' };

eachEngine('whom an act concerns', (engine) => {
  let forum: Forum;
  let mod: Member;
  let other: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  const page = async (url: string, who: Member | null = mod, language = 'en') =>
    (await forum.get(url, who, { 'accept-language': language })).text;
  async function done(path: string, body: object = {}, who: Member = mod): Promise<number> {
    const answer = await forum.api('POST', path, body, who);
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer.json().id;
  }
  /** The letters that came for somebody while this was done. */
  async function lettersTo(who: Member, work: () => Promise<unknown>) {
    const before = (await lettersOf(forum.adda)).length;
    await work();
    return (await lettersOf(forum.adda))
      .slice(before)
      .filter(({ recipient }) => recipient === `${who.slug}@example.org`);
  }
  const actOf = async (id: number) => {
    const { q, t } = forum.adda.store.read;
    return (await q.select().from(t.acts)).find((one) => one.id === id)!;
  };

  it('is told why it is taken back, on a page that asks for what the opposite needs', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'You fool, tighten the spokes.');
    const hidden = await done(`/posts/${answer.id}/hide`, WHY);
    expect(await page(`/p/${answer.id}/moderate`)).toContain(`href="/acts/${hidden}/undo"`);
    const back = await forum.post(`/acts/${hidden}/undo`, { reason: '', note: 'It was a joke among friends.' }, mod);
    expect(back.headers.location).toBe(`/p/${answer.id}/moderate?flash=taken-back`);
    const shown = (await actOf(hidden)).undoneById!;
    expect(await actOf(shown)).toMatchObject({ verb: 'show', note: 'It was a joke among friends.' });
    const form = await page(`/acts/${shown}/undo`);
    for (const field of ['name="reason"', 'name="note"']) expect(form).toContain(field);
    const refused = await forum.post(`/acts/${shown}/undo`, { reason: '', note: 'Typed and kept.' }, mod);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Typed and kept.');
    expect(refused.text).toContain('aria-invalid="true"');
    expect((await forum.post(`/acts/${shown}/undo`, WHY, mod)).status).toBe(303);
    expect((await forum.get(`/acts/${shown}/undo`, mod)).status).toBe(409);
    expect((await forum.get(`/acts/999999/undo`, mod)).status).toBe(404);
    const closed = await done(`/threads/${id}/close`, { why: 'unclear' });
    await forum.post(`/acts/${closed}/undo`, { note: 'It is clear by now.' }, mod);
    expect(await actOf((await actOf(closed)).undoneById!)).toMatchObject({ note: 'It is clear by now.' });
    const silent = await done(`/members/${jamal.slug}/silence`, { ...WHY, days: 1 });
    const lifted = await forum.post(`/acts/${silent}/undo`, {}, mod);
    expect(lifted.headers.location).toBe(`/u/${jamal.slug}/moderate?flash=taken-back`);
  });

  it('is not asked to appeal against what lifts an act, nor told until when that lasts', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'You fool, tighten the spokes.');
    const lift = async (path: string, [take, give]: [string, string], body: object) => {
      await done(`${path}/${take}`, body);
      return done(`${path}/${give}`);
    };
    const lifted: [number, Member][] = [
      [await lift(`/posts/${answer.id}`, ['hide', 'show'], WHY), jamal],
      [await lift(`/threads/${id}`, ['lock', 'unlock'], WHY), rina],
      [await lift(`/threads/${id}`, ['close', 'reopen'], { why: 'unclear' }), rina],
      [await lift(`/threads/${id}`, ['unlist', 'list'], WHY), rina],
      [await lift(`/threads/${id}`, ['hide', 'show'], WHY), rina],
      [await lift(`/members/${jamal.slug}`, ['silence', 'unsilence'], { ...WHY, days: 1 }), jamal],
    ];
    for (const [act, who] of lifted) {
      const statement = await page(`/statements/${act}`, who);
      expect(statement, String(act)).toContain('Decision by a moderator');
      for (const words of ['Send the appeal', 'You can appeal', 'Until it is taken back'])
        expect(statement, String(act)).not.toContain(words);
      const made = await forum.api('POST', `/acts/${act}/appeals`, { words: 'It is wrong all the same.' }, who);
      expect(made.json().code, String(act)).toBe('no_change');
    }
  });

  it('reads why a thread was closed, chosen in words without a time', async () => {
    const { id } = await ask(forum, rina);
    const form = await page(`/t/${id}/moderate/close`);
    expect(form).toContain('A matter of opinion');
    expect(form).not.toContain('{time}');
    const bengali = await page(`/t/${id}/moderate/close`, mod, 'bn');
    expect(bengali).toContain('মতামতের বিষয়');
    expect(bengali).not.toContain('{time}');
    const [letter] = await lettersTo(rina, () => done(`/threads/${id}/close`, { why: 'too_broad' }));
    expect(letter!.body).toContain('Reason: Too broad');
  });

  it('of a question asked before reads where, and can say that it is not the same', async () => {
    const original = await ask(forum, jamal, { title: 'How do I true a wheel?' });
    const { id } = await ask(forum, rina, { title: 'My wheel is not true at all' });
    const closing = { why: 'duplicate', threadId: String(original.id) };
    let closed = 0;
    const [letter] = await lettersTo(rina, async () => (closed = await done(`/threads/${id}/close`, closing)));
    for (const words of ['It was asked before', 'How do I true a wheel?', original.url, 'not the same', `/t/${id}`])
      expect(letter!.body).toContain(words);
    const statement = await page(`/statements/${closed}`, rina);
    for (const words of [`href="${original.url}"`, `action="/t/${id}/not-the-same"`])
      expect(statement).toContain(words);
    expect(await page(`/statements/${closed}`, mod)).not.toContain('/not-the-same"');
    await done(`/threads/${id}/not-the-same`, {}, rina);
    expect(await page(`/statements/${closed}`, rina)).not.toContain('/not-the-same"');
    const again = await lettersTo(rina, () => done(`/threads/${id}/close`, closing));
    expect(again[0]!.body).not.toContain('not the same');
  });

  it('is told that split posts are back in their thread, which they began', async () => {
    const { id } = await ask(forum, rina, { title: 'How do I patch and pump?' });
    const answer = await write(forum, jamal, id, 'How do I patch a tube, by the way?');
    const split = await done(`/threads/${id}/split`, { posts: [answer.id], title: 'A title he never wrote' });
    const sent: { body: string; subject: string }[] = [];
    expect(
      await lettersTo(jamal, async () => sent.push(...(await lettersTo(rina, () => done(`/acts/${split}/undo`))))),
    ).toHaveLength(0);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.subject).toContain('How do I patch and pump?');
    expect(sent[0]!.body).toContain('are back in it');
    const statement = await page(`/statements/${(await actOf(split)).undoneById}`, rina);
    expect(statement).toContain('are back in it');
    expect(statement).not.toContain('A title he never wrote');
  });

  it('whose appeal was right gets one letter, and is not told how to appeal against what was given back', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'A harsh word about the wheel.');
    const hidden = await done(`/posts/${answer.id}/hide`, WHY);
    await done(`/acts/${hidden}/appeals`, { words: 'It was about the wheel.' }, jamal);
    const { q, t } = forum.adda.store.read;
    const appeal = (await q.select().from(t.appeals)).find(({ actId }) => actId === hidden)!;
    const letters = await lettersTo(jamal, () =>
      done(`/appeals/${appeal.id}`, { decision: 'uphold', reason: 'About the wheel indeed.' }, other),
    );
    expect(letters).toHaveLength(1);
    expect(letters[0]!.body).toContain('About the wheel indeed.');
    const lock = await done(`/threads/${id}/lock`, WHY);
    const [unlocked] = await lettersTo(rina, () => done(`/acts/${lock}/undo`));
    expect(unlocked!.body).not.toContain('how to appeal');
    const log = await page('/log', null);
    expect(log).toContain('The appeal was right: taken back');
    expect(log).not.toMatch(/Appeal decided<\/b>[^<]*<[^>]*>[^<]*<[^>]*> · upheld/);
  });

  it('is told until when they may not speak or come in, and where', async () => {
    let id = 0;
    const silence = { ...WHY, days: 3, space: 'wheels' };
    const [silent] = await lettersTo(jamal, async () => (id = await done(`/members/${jamal.slug}/silence`, silence)));
    const year = String(new Date((await actOf(id)).until!).getUTCFullYear());
    expect(silent!.body).toMatch(new RegExp(`in “Wheels that wobble” until .*${year}.* UTC`));
    expect(await page(`/statements/${id}`, jamal)).toMatch(/in “Wheels that wobble” until/);
    expect(await page(`/u/${jamal.slug}/moderate`)).toMatch(/Member silenced · Wheels that wobble · until/);
    const preview = { ...WHY, days: '3', space: '', preview: '1' };
    expect((await forum.post(`/u/${jamal.slug}/moderate/silence`, preview, mod)).text).toContain(
      'in the whole forum until',
    );
    const [out] = await lettersTo(rina, () => done(`/members/${rina.slug}/suspend`, { ...WHY, days: 7 }));
    expect(out!.body).toMatch(/you cannot sign in until .* UTC/);
  });
});
