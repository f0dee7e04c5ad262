/** Bare addresses of threads of this forum within sentences: whose titles they read as, for whom, and until when. */
import { beforeAll, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { makeKnown } from '../../support/settled.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

eachEngine('the address of a thread within a sentence', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  let serial = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });

  const saying = async (body: string) =>
    new URL((await ask(forum, rina!, { title: `A find, number ${++serial}`, body })).url, 'http://x').pathname;
  const read = async (path: string, who: Member | null = null) => (await forum.get(path, who)).text;
  const named = (title: string) => new RegExp(`<a href="[^"]+" rel="[^"]+"[^>]*>${title}</a>`);

  it('reads as its title as that is now, and what has words of its own keeps them', async () => {
    const asking = await ask(forum, jamal!, { title: 'Which spoke key fits' });
    const to = `${ORIGIN}${asking.url}`;
    const path = await saying(`I looked at ${to}, and [at this](${to}), and \`${to}\`.\n\n- ${to}`);
    const text = await read(path);
    expect(text.match(new RegExp(named('Which spoke key fits').source, 'g'))).toHaveLength(2);
    expect(text).toMatch(named('at this'));
    expect(text).toContain(`<code>${to}</code>`);
    const renamed = await forum.api('PATCH', `/threads/${asking.id}`, { title: 'Which <i>nipple</i> key' }, jamal);
    if (renamed.status >= 400)
      await forum.adda.store.write((tx) =>
        tx.raw(`update threads set title = 'Which <i>nipple</i> key', version = version + 1 where id = ${asking.id}`),
      );
    expect(await read(path)).toMatch(named('Which &lt;i&gt;nipple&lt;/i&gt; key'));
  });

  it('is an address where nothing of ours is, or not any more', async () => {
    const asking = await ask(forum, jamal!, { title: 'Which rim tape fits' });
    const answer = await write(forum, rina!, asking.id, 'The narrow one.');
    const nowhere = `${ORIGIN}/t/999999/none`;
    const elsewhere = `https://other.example/t/${asking.id}/x`;
    const path = await saying(`See ${ORIGIN}/p/${answer.id} or ${nowhere} or ${elsewhere} or ${ORIGIN}/about please.`);
    const text = await read(path);
    expect(text).toMatch(/<a [^>]+><span[^>]*>Which rim tape fits<\/span> \(post 2\)<\/a>/);
    for (const address of [nowhere, elsewhere, `${ORIGIN}/about`]) expect(text).toContain(`>${address}</a>`);
    await withdraw(forum, rina!, answer.id);
    const after = await read(path);
    expect(after).toContain(`>${ORIGIN}/p/${answer.id}</a>`);
    expect(after).not.toContain('Which rim tape fits');
  });

  it('says which post of it, or page, is meant, within a sentence and on a card', async () => {
    const asking = await ask(forum, jamal!, { title: 'Which bell rings' });
    const to = `${ORIGIN}${asking.url}`;
    const path = await saying(`See ${to}#post-1, ${to}#post-3 and ${to}?page=2 then.\n\n${to}#post-4`);
    const before = await read(path);
    expect(before).toMatch(named('Which bell rings'));
    // What is not there is not said to be.
    for (const rest of ['#post-3', '?page=2', '#post-4']) expect(before).toContain(`>${to}${rest}</a>`);
    expect(before).not.toMatch(/\(post \d\)|, page 2|link-card__title/);
    for (let i = 0; i <= LIMITS.postsPerPage; i++) await write(forum, rina!, asking.id, `Bell number ${i} rings.`);
    const text = await read(path);
    expect(text).toMatch(/Which bell rings<\/span> \(post 3\)<\/a>/);
    expect(text).toMatch(/Which bell rings<\/span>, page 2<\/a>/);
    expect(text).toMatch(/link-card__title"><a [^>]+><span[^>]*>Which bell rings<\/span> \(post 4\)<\/a>/);
  });

  it('reads as its title in a message too, for each who may read the thread', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'attic', name: 'The attic', kind: 'craft', charter: 'Up the ladder, for those who have a key.' },
        ...{ access: 'private', createdAt: tx.now },
      }),
    );
    await makeKnown(forum, rina!, jamal!);
    const open = await ask(forum, jamal!, { title: 'Which pump holds' });
    const shut = await ask(forum, await forum.member('Chief', 'admin'), { title: 'What is up there', space: 'attic' });
    const body = `Look at ${ORIGIN}${open.url} or ${ORIGIN}${shut.url} please.\n\n${ORIGIN}${open.url}`;
    const sent = await forum.api('POST', '/messages', { to: ['Jamal'], body }, rina);
    await forum.api('POST', `/messages/${sent.json().conversationId}/accept`, {}, jamal);
    const at = `/messages/${sent.json().conversationId}`;
    for (const path of [at, `${at}/since/0`]) {
      expect((await read(path, jamal!)).match(/>Which pump holds<\/a>/g)).toHaveLength(2);
      expect(await read(path, jamal!)).not.toContain('What is up there');
    }
  });

  it('reads as its title in lists of one’s own: conversations, what one was told, drafts', async () => {
    const open = await ask(forum, jamal!, { title: 'Which lamp shines' });
    const shut = await ask(forum, await forum.member('Keyholder', 'admin'), { title: 'Hidden away', space: 'attic' });
    const body = `As in ${ORIGIN}${open.url}, or ${ORIGIN}${shut.url}#post-2 too.`;
    await write(forum, rina!, open.id, body);
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.api('POST', '/messages', { to: ['Jamal'], body }, rina);
    await forum.api('PUT', '/drafts', { place: 'start', body }, jamal);
    for (const path of ['/messages', '/notifications', '/drafts']) {
      const page = await read(path, jamal!);
      expect(page, path).toContain('As in Which lamp shines, or');
      expect(page, path).not.toContain('Hidden away');
    }
  });

  it('says nothing of a thread in a closed space to who may not read it, from no kept page', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'cellar', name: 'The cellar', kind: 'craft', charter: 'Behind a door, for those who have a key.' },
        ...{ access: 'members', createdAt: tx.now },
      }),
    );
    const secret = await ask(forum, rina!, { title: 'What we keep down there', space: 'cellar' });
    const path = await saying(`Not for all: ${ORIGIN}/t/${secret.id}/x is.`);
    for (const who of [null, jamal!, null])
      expect((await read(path, who)).includes('What we keep down there')).toBe(who !== null);
  });
});
