/** The log of one space: on its page, as a feed, in the API; of a closed one for its readers only, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { eq, gte } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { verifyLog } from '../../../server/platform/audit/actions.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { moderateSpace } from '../../support/offices.ts';
import { type Forum, makeForum, type Member, newSession } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

/** Ends a transaction that is to leave nothing. */
class Undone extends Error {
  readonly found: unknown;
  constructor(found: unknown) {
    super('undone');
    this.found = found;
  }
}

type Entry = { number: number; kind: string; facts: string };

eachEngine('the log of a space', (engine) => {
  let forum: Forum;
  let mod: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mo', 'moderator');
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal Concerned')];
    const room = { kind: 'craft' as const, charter: 'For those who sit in it.' };
    await forum.adda.store.write(async (tx) => {
      await insertSpace(tx, { ...room, slug: 'brakes', name: 'Brakes', createdAt: tx.now });
      await insertSpace(tx, { ...room, slug: 'cellar', name: 'The cellar', access: 'private', createdAt: tx.now });
    });
    await forum.api('POST', '/spaces/cellar/members', { name: 'Rina' }, mod);
  });
  const hide = async (space: string, by = jamal) => {
    const { id, postId } = await ask(forum, by, { space });
    expect((await forum.api('POST', `/posts/${postId}/hide`, { reason: 'spam' }, mod)).status).toBe(200);
    return id;
  };
  const entries = async (query: string, who: Member | null = null): Promise<Entry[]> =>
    (await forum.api('GET', `/log${query}`, undefined, who)).json().entries;
  const acts = (list: Entry[]) => list.map(({ facts }) => JSON.parse(facts).act);

  it('has what was done there and nothing else, without the names of those whom it was done to', async () => {
    await hide('wheels');
    const id = await hide('brakes');
    await forum.api('POST', `/threads/${id}/lock`, { reason: 'unkind' }, mod);
    await moderateSpace(forum.adda, 'Rina', 'brakes', true);
    expect(acts(await entries('?space=wheels'))).toEqual(['post.hide']);
    expect(acts(await entries('?space=brakes'))).toEqual([undefined, 'thread.lock', 'post.hide']);
    for (const url of ['/s/brakes/log', '/s/brakes/log.atom', '/api/v1/log?space=brakes', '/log']) {
      const { status, text } = await forum.get(url);
      expect([url, status]).toEqual([url, 200]);
      expect(text).not.toContain('Jamal Concerned');
    }
    expect((await forum.get('/log?space=brakes')).headers.location).toBe('/s/brakes/log');
    expect((await forum.get('/s/brakes')).text).toContain('href="/s/brakes/log"');
  });

  it('is looked up by act, part by part', async () => {
    expect(acts(await entries('?space=brakes&act=thread.lock'))).toEqual(['thread.lock']);
    expect(acts(await entries('?act=post.hide'))).toEqual(['post.hide', 'post.hide']);
    expect(await entries('?act=post.nothing')).toEqual([]);
    const [newest, next] = await entries('?space=brakes');
    expect((await entries(`?space=brakes&before=${newest!.number}`))[0]).toEqual(next);
    const page = (await forum.get('/s/brakes/log?act=thread.lock')).text;
    expect(page).toContain('Thread locked');
    expect(page).toContain('<option value="thread.lock" selected>');
    for (const bad of ['?act=%F0%9F%98%80', '?act=x&act=y', `?act=${'x'.repeat(61)}`, '?before=0', '?before=x'])
      expect([bad, (await forum.get(`/s/brakes/log${bad}`)).status]).toEqual([bad, 422]);
    expect((await forum.get('/s/brakes/log?act=%00')).status).toBe(400);
    expect((await forum.get('/s/brakes/log?act=')).status).toBe(200);
    expect((await forum.get('/s/nowhere/log')).status).toBe(404);
    expect((await forum.get('/api/v1/log?space=nowhere')).status).toBe(404);
  });

  it('is a feed', async () => {
    const { text, headers } = await forum.get('/s/brakes/log.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(text.match(/<entry>/g)).toHaveLength(3);
    expect(text).toContain('<author><name>Mo</name></author>');
    expect(text).toContain('By a moderator · Post hidden · Brakes · Spam');
    expect((await forum.get('/s/brakes/log')).text).toContain('href="/s/brakes/log.atom"');
  });

  it('of a closed space is its readers’, and is in no other list or count', async () => {
    const id = await hide('cellar', rina);
    const thread = await ask(forum, rina, { space: 'cellar', title: 'May staff come into the cellar?' });
    await forum.api('POST', `/threads/${thread.id}/early-access`, { reason: 'canary-reason of the cellar' }, rina);
    await moderateSpace(forum.adda, 'Rina', 'cellar', true);
    // Sessions end with an office.
    rina = { ...rina, cookie: await newSession(forum.adda, rina.id) };
    const post = await write(forum, rina, thread.id, 'In the cellar.');
    const report = { reason: 'undisclosed_affiliation', evidence: 'They sell cellars.' };
    await forum.api('POST', `/posts/${post.id}/reports`, report, mod);
    expect((await entries('?space=cellar', rina)).map(({ kind }) => kind)).toEqual([
      ...['report_made', 'role_changed', 'door_opened', 'moderated'],
    ]);
    expect((await forum.get('/s/cellar/log', rina)).text).toContain('canary-reason');
    expect(await entries('?space=cellar', mod)).toHaveLength(4);
    for (const who of [null, jamal])
      for (const url of ['/s/cellar/log', '/s/cellar/log.atom', '/api/v1/log?space=cellar'])
        expect((await forum.get(url, who)).status).toBe(404);
    for (const who of [null, jamal, rina, mod])
      for (const url of ['/log', '/api/v1/log', '/log?act=post.hide', '/api/v1/log?act=thread.hide']) {
        const { text } = await forum.get(url, who);
        for (const word of ['The cellar', 'cellar', `/t/${id}`]) expect(text, `${word} at ${url}`).not.toContain(word);
      }
  });

  it('has the entries of releases before, which the upgrade puts into their spaces', async () => {
    const { engine: kind } = forum.adda.store;
    const folder = `migrations/${kind}`;
    const file = readdirSync(folder).find((name) => name.endsWith('_calls.sql'))!;
    const updates = readFileSync(`${folder}/${file}`, 'utf8')
      .split('--> statement-breakpoint')
      .filter((statement) => statement.trim().startsWith('UPDATE'));
    expect(updates).toHaveLength(4);
    const { id } = await ask(forum, jamal, { space: 'brakes', title: 'What was before the upgrade?' });
    const quoted = JSON.stringify('Brakes “that” "squeal" \\ ব্রেক');
    const rows = [
      ['moderated', '{"act":"post.hide","reason":null,"space":"brakes","thread":null,"until":null}', true],
      ['space_kept', `{"act":"archive","space":${quoted}}`, true],
      ['door_opened', `{"by":"asker","reason":"\\"space\\":\\"brakes\\"","thread":${id}}`, true],
      ['door_opened', '{"by":"asker","reason":"x","thread":999999}', false],
      ['report_made', '{"reason":"spam \\"space\\":\\"brakes\\"","report":1}', false],
      ['moderated', '{"act":"member.silence","space":null}', false],
      ['moderated', 'no JSON', false],
    ] as const;
    const { spaces, auditLog } = forum.adda.store.read.t;
    const found = await forum.adda.store
      .write(async (tx) => {
        const brakes = (await tx.q.select().from(spaces)).find(({ slug }) => slug === 'brakes')!;
        await tx.q
          .update(spaces)
          .set({ name: JSON.parse(quoted) as string })
          .where(eq(spaces.id, brakes.id));
        for (const [i, [entry, facts]] of rows.entries())
          await tx.q.insert(auditLog).values({
            ...{ number: 9_000 + i, at: tx.now, kind: entry, actorId: null, brandId: null, isPublic: true },
            ...{ facts, previous: '', hash: '' },
          });
        for (const update of updates) await tx.raw(update);
        const all = await tx.q.select().from(auditLog).where(gte(auditLog.number, 9_000)).orderBy(auditLog.number);
        throw new Undone(all.map(({ spaceId, act }) => [spaceId === brakes.id, act]));
      })
      .catch((error: unknown) => (error as Undone).found);
    expect(found).toEqual(rows.map(([, facts, isThere]) => [isThere, /^\{"act":"([^"]+)/.exec(facts)?.[1] ?? null]));
  });

  it('is chained with the rest: an entry that was put into another space is found', async () => {
    expect(await verifyLog(forum.adda)).toMatchObject({ wrong: null });
    const [entry] = await entries('?space=wheels');
    const put = (space: string) =>
      forum.adda.store.write((tx) =>
        tx.raw(`update audit_log set space_id = ${space} where number = ${entry!.number}`),
      );
    await put('null');
    expect((await verifyLog(forum.adda)).wrong).toEqual({ number: entry!.number, what: 'altered' });
    await put(String(forum.space.id));
    expect((await verifyLog(forum.adda)).wrong).toBe(null);
  });

  it('of a space that was closed since: others are told that it is a private one, and nowhere what it is called', async () => {
    const admin = await forum.member('Ad Min', 'admin');
    const room = { kind: 'craft' as const, charter: 'For those who sit in it.' };
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { ...room, slug: 'attic-xyz', name: 'The Attic-XYZ', createdAt: tx.now }),
    );
    const pace = (minutes: number) =>
      forum.api('POST', '/spaces/attic-xyz/keep', { rules: '', slowMinutes: minutes }, admin);
    expect((await pace(60)).status).toBe(200);
    await hide('attic-xyz');
    expect((await forum.get('/log')).text).toContain('The Attic-XYZ');
    const before = (await entries('')).slice(0, 2);
    expect(JSON.stringify(before)).toMatch(/attic-xyz/i);
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.spaces)
        .set({ access: 'private' })
        .where(eq(tx.t.spaces.slug, 'attic-xyz'))
        .then(() => undefined),
    );
    await forum.api('POST', '/spaces/attic-xyz/members', { name: 'Rina' }, admin);

    for (const who of [null, jamal])
      for (const url of ['/log', '/log?act=space.slow', '/api/v1/log']) {
        const { text } = await forum.get(url, who);
        expect(text, url).not.toMatch(/attic-xyz/i);
        expect(text, url).toMatch(url.startsWith('/api') ? /"kind":"space_kept"/ : /a private space/);
      }
    expect((await forum.get('/log', null, { 'accept-language': 'bn' })).text).toContain('একটি ব্যক্তিগত আসর');
    expect((await forum.get('/s/attic-xyz/log.atom', jamal)).status).toBe(404);
    for (const who of [rina, mod, admin]) {
      expect((await forum.get('/log', who)).text).toContain('The Attic-XYZ');
      expect((await forum.get('/s/attic-xyz/log.atom', who)).text).toContain('The Attic-XYZ');
      expect((await entries('', who)).filter(({ number }) => before.some((one) => one.number === number))).toEqual(
        before,
      );
    }
    expect((await verifyLog(forum.adda)).wrong).toBeNull();
  });
});
