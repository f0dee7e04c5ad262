/** Each link in a letter to somebody without an account, or who may not sign in, is one that they may open. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const WHY = { reason: 'unkind', note: 'Say it kindly.' };
const OUTSIDE = 'passer@example.org';

eachEngine('a letter to somebody outside', (engine) => {
  let forum: Forum;
  let [mod, other, rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  const forgetTries = () => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined));
  beforeEach(forgetTries);

  const call = (path: string, body: object, who: Member | null = mod!) => forum.api('POST', path, body, who);
  async function done(path: string, body: object, who: Member | null = mod!) {
    const answer = await call(path, body, who);
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer.json();
  }
  const bodies = async (to: string) =>
    (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === to).map(({ body }) => body);
  const linksIn = (body: string) => [...body.matchAll(/http:\/\/localhost:3000(\S*)/g)].map(([, path]) => path!);
  /** Where a visitor's browser ends. */
  async function opens(path: string): Promise<number> {
    const answer = await forum.get(path);
    const next = answer.headers.location;
    return answer.status === 302 && next ? opens(next.replace(ORIGIN, '')) : answer.status;
  }
  const caseId = async () => {
    const { q, t } = forum.adda.store.read;
    return Math.max(...(await q.select().from(t.cases)).map(({ id }) => id));
  };

  it('who reported something leads to it while it can be read, and to nothing once it cannot', async () => {
    const said = { reason: 'unkind', evidence: 'Read the third word of it.', contact: OUTSIDE };
    const { id, postId } = await ask(forum, rina!);
    const answer = await write(forum, jamal!, id, 'You fool, tighten the spokes.');
    const paths = [
      `/posts/${answer.id}`,
      `/posts/${postId}`,
      `/threads/${id}`,
      `/members/${jamal!.slug}`,
      '/spaces/wheels',
    ];
    for (const path of paths) {
      await done(`${path}/reports`, said, null);
      await done(`/cases/${await caseId()}/dismiss`, { reason: 'It is in its place here.' });
    }
    const kept = await bodies(OUTSIDE);
    expect(kept).toHaveLength(paths.length);
    for (const body of kept) expect(linksIn(body), body).toHaveLength(1);

    await forgetTries();
    const gone = await ask(forum, rina!);
    const hidden = await write(forum, jamal!, gone.id, 'You fool, tighten the others.');
    await done(`/posts/${hidden.id}/reports`, said, null);
    await done(`/posts/${hidden.id}/hide`, { ...WHY, caseId: await caseId() });
    await done(`/threads/${gone.id}/reports`, said, null);
    await done(`/threads/${gone.id}/hide`, { ...WHY, caseId: await caseId() });
    const all = await bodies(OUTSIDE);
    expect(all).toHaveLength(paths.length + 2);
    for (const body of all.slice(paths.length)) expect(linksIn(body), body).toEqual([]);
    for (const path of all.slice(0, paths.length).flatMap(linksIn)) {
      // What was hidden after it was written has a page that says so to nobody else.
      expect(await opens(path), path).toBe(200);
    }
  });

  it('who gave notice leads to what they said and what became of it; nothing but an address of ours goes out', async () => {
    const { id } = await ask(forum, rina!, { title: 'Buy cheap pills at pills.example now' });
    const answer = await write(forum, jamal!, id, 'Forged papers, cheap.');
    const notice = { why: 'Forged papers are a crime here.', name: 'Nora', email: 'nora@example.org', goodFaith: true };
    const address = `${ORIGIN}/p/${answer.id}/win-a-prize?at=prize.example#call-now-at-prize.example`;
    await done('/notices', { ...notice, address }, null);
    const [letter] = await bodies('nora@example.org');
    expect(linksIn(letter!)[0]).toBe(`/p/${answer.id}`);
    for (const words of ['prize', 'pills']) expect(letter).not.toContain(words);
    const link = linksIn(letter!).at(-1)!;
    expect((await forum.get(link)).text).toContain(`<a href="${ORIGIN}/p/${answer.id}"`);
    expect((await forum.post(link, {})).status).toBe(303);
    await done(`/posts/${answer.id}/hide`, { reason: 'illegal', caseId: await caseId() });
    const all = await bodies('nora@example.org');
    expect(linksIn(all.at(-1)!)).toEqual([]);
    const page = (await forum.get(link)).text;
    expect(page).toContain(`/p/${answer.id}</dd>`);
    expect(page).not.toContain(`<a href="${ORIGIN}/p/${answer.id}"`);
  });

  it('who is suspended leads to the decision about them, and to that about their appeal', async () => {
    const { id: act } = await done(`/members/${jamal!.slug}/suspend`, { ...WHY, days: 7 });
    const [told] = (await bodies('jamal@example.org')).slice(-1);
    const [statement] = linksIn(told!);
    expect(await opens(statement!)).toBe(200);
    const key = new URL(statement!, ORIGIN).searchParams.get('key')!;
    const appealed = await forum.post(`/statements/${act}/appeal`, { words: 'It was a joke among friends.', key });
    expect(appealed.status).toBe(303);
    const { q, t } = forum.adda.store.read;
    const [appeal] = (await q.select().from(t.appeals)).filter(({ actId }) => actId === act);
    await done(`/appeals/${appeal!.id}`, { decision: 'dismiss', reason: 'It was no joke to them.' }, other);
    const [decided] = (await bodies('jamal@example.org')).slice(-1);
    const [link] = linksIn(decided!);
    expect(await opens(link!)).toBe(200);
    expect((await forum.get(link!)).text).toContain('It was no joke to them.');
    // The first letter opens it still; a key opens nothing else, and nothing opens by guessing.
    expect(await opens(statement!)).toBe(200);
    const signed = new URL(link!, ORIGIN).searchParams.get('key')!;
    const { id: second } = await done(`/members/${rina!.slug}/silence`, { ...WHY, days: 1 });
    for (const forged of [
      `/statements/${second}?key=${signed}`,
      `/statements/${act}?key=${act}.x`,
      `/statements/${act}`,
    ])
      expect((await forum.get(forged)).status, forged).toBe(404);
  });
});
