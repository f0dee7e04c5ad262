/** What pages offer: to moderators what would not be refused, and the ways to it; to who is silenced why they are. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const WHY = { reason: 'unkind', note: 'Say it kindly.' };

eachEngine('a page of moderation', (engine) => {
  let forum: Forum;
  let mod: Member;
  let other: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Ada', 'admin')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));
  const page = async (url: string, who: Member | null = mod, language = 'en') =>
    (await forum.get(url, who, { 'accept-language': language })).text;

  it('does not offer to silence or suspend oneself, or who holds an office, nor to judge what is one’s own', async () => {
    for (const who of [mod, other]) {
      const text = await page(`/u/${who.slug}/moderate`);
      for (const verb of ['silence', 'suspend', 'end-sessions']) expect(text).not.toContain(`/moderate/${verb}"`);
    }
    expect(await page(`/u/${jamal.slug}/moderate`)).toContain('/moderate/silence"');
    const { id, postId } = await ask(forum, mod);
    const own = await page(`/p/${postId}/moderate`);
    expect(own).not.toContain(`/p/${postId}/moderate/hide"`);
    expect(own).toContain(`/t/${id}/moderate/pin"`);
    expect(
      (await forum.api('POST', `/members/${other.slug}/reports`, { ...WHY, evidence: 'Unkind, again.' }, jamal)).status,
    ).toBe(201);
    expect(
      (await forum.api('POST', `/members/${rina.slug}/reports`, { ...WHY, evidence: 'Unkind, too.' }, jamal)).status,
    ).toBe(201);
    const queue = await page('/moderation');
    expect(queue).toContain(`value="member/${rina.id}/silence" data-key="h"`);
    expect(queue).not.toContain(`value="member/${other.id}/silence"`);
  });

  it('of a person is reached from their profile and from what they wrote, by moderators only', async () => {
    const links = [`href="/u/${jamal.slug}/moderate"`, `href="/moderation/people/${jamal.slug}"`];
    for (const link of links) expect(await page(`/u/${jamal.slug}`)).toContain(link);
    for (const who of [null, rina])
      for (const link of links) expect(await page(`/u/${jamal.slug}`, who)).not.toContain(link);
    expect(await page(`/u/${mod.slug}`)).not.toContain(`/u/${mod.slug}/moderate`);
    const { id, postId } = await ask(forum, jamal);
    for (const url of [`/p/${postId}/moderate`, `/t/${id}/moderate`]) expect(await page(url)).toContain(links[0]);
  });

  it('has no key for two things, and begins a form where one types', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'You fool.');
    await forum.api('POST', `/posts/${answer.id}/reports`, { reason: 'unkind', evidence: 'It says so.' }, rina);
    const queue = await page('/moderation');
    expect(queue).toContain('#without" data-key="n"');
    expect(queue).not.toContain('#without" data-key="a"');
    await forum.api('POST', '/spaces/wheels/reports', { reason: 'other', evidence: 'Too many rules.' }, rina);
    expect(await page('/moderation')).toContain('#without" data-key="n h l m"');
    expect(await page(`/p/${answer.id}/moderate/hide`)).not.toContain('data-begins');
    const { q, t } = forum.adda.store.read;
    const one = (await q.select().from(t.cases)).find(({ postId }) => postId === answer.id)!;
    expect(await page(`/p/${answer.id}/moderate/hide?case=${one.id}`)).toContain('data-begins');
  });

  it('is linked in the menu; who is silenced reads until when and why before they type', async () => {
    const { url } = await ask(forum, rina);
    expect(await page('/', jamal)).toContain('href="/statements"');
    expect(await page(url, jamal)).toContain('name="body"');
    await forum.api('POST', `/members/${jamal.slug}/silence`, { ...WHY, days: 3, space: 'wheels' }, mod);
    for (const at of [url, '/ask']) {
      const text = (await page(at, jamal)).split('<main')[1]!;
      expect(text).toMatch(/silenced you in “Wheels that wobble” until/);
      expect(text).toContain('href="/statements"');
    }
    expect((await page(url, jamal)).split('<main')[1]).not.toContain('name="body"');
    expect(await page(url, rina)).not.toContain('silenced you');
    expect(await page(url, jamal, 'bn')).toContain('চুপ করিয়েছেন');
    const typed = await forum.post(`/t/${url.split('/')[2]}/posts`, { body: 'Typed before I was silenced.' }, jamal);
    expect(typed.status).toBe(403);
    expect(typed.text).toContain('Typed before I was silenced.');
    expect(/class="error-summary"[^]*?<\/div>/.exec(typed.text)![0]).toContain('href="/statements"');
  });
});
