import { SaxesParser } from 'saxes';
import { beforeAll, expect, it } from 'vitest';
import { writeThread } from '../../../server/forum/posting/start-thread.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { cleanLine } from '../../../shared/text.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;
const WEEK = 7 * 24 * 3_600_000;

eachEngine('a feed', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let serial = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });

  /** A space of its own with threads made at the given times. */
  async function spaceWith(times: number[], tags: string[] = []) {
    const slug = `space-${++serial}`;
    return forum.adda.store.write(async (tx) => {
      const space = await insertSpace(tx, {
        slug,
        name: `Space ${serial}`,
        kind: 'craft',
        charter: 'A place for the tests of feeds.',
        createdAt: tx.now,
      });
      const made = [];
      for (const createdAt of times)
        made.push(
          await writeThread(tx, {
            spaceId: space.id,
            authorId: rina.id,
            form: 'question',
            title: 'One of many',
            markdown: 'Words.',
            tags,
            createdAt,
          }),
        );
      return { slug, id: space.id, threads: made };
    });
  }

  async function walk(path: string, between: () => Promise<unknown> = async () => undefined): Promise<number[]> {
    const seen: number[] = [];
    for (let next: string | null = ''; next !== null; await between()) {
      const answer: { threads: { id: number }[]; next: string | null } = (
        await forum.api('GET', `${path}${next && `?after=${next}`}`)
      ).json();
      seen.push(...answer.threads.map((thread) => thread.id));
      next = answer.next;
    }
    return seen;
  }

  it('is walked from end to end without gap or repeat, while new threads come in', async () => {
    // Many at one moment, so that only the id can tell them apart.
    const { slug, threads } = await spaceWith(
      Array.from({ length: 120 }, (_, i) => 1_000_000 + Math.floor(i / 40)),
      ['walked'],
    );
    for (const path of [
      `/spaces/${slug}/feeds/new`,
      `/spaces/${slug}/tags/walked/feeds/new`,
      `/spaces/${slug}/feeds/needs-answer`,
    ]) {
      const before = (await walk(path)).length;
      const seen = await walk(path, () =>
        ask(forum, jamal, { space: slug, tags: ['walked'] }).then(() =>
          forum.adda.store.write(
            async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })),
          ),
        ),
      );
      expect(new Set(seen).size, path).toBe(seen.length);
      expect(seen.length, path).toBeGreaterThanOrEqual(before);
      for (const { threadId } of threads) expect(seen).toContain(threadId);
    }
  });

  it('has pages whose links lead through all of it', async () => {
    const { slug, threads } = await spaceWith(Array.from({ length: 60 }, (_, i) => 1_000_000 + i));
    const seen: number[] = [];
    for (let url: string | undefined = `/s/${slug}`; url;) {
      const page: string = (await forum.get(url)).text;
      seen.push(
        ...[...page.matchAll(/<h2 class="thread-row__title"[^>]*><a href="\/t\/(\d+)/g)].map((found) =>
          Number(found[1]),
        ),
      );
      url = /<a rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(threads.map(({ threadId }) => threadId).reverse());
  });

  it('of what needs an answer holds open questions only, those whose turn came last first, and of one day the longest waiting', async () => {
    const now = Date.now();
    // Their turns, as their waiting doubled: five days ago, ten days ago, ten days ago, now.
    const { slug, threads } = await spaceWith([
      now - 3 * WEEK,
      now - 26 * DAY,
      now - 26 * DAY + 2_000,
      now - 1000,
      now - 900,
      now - 800,
    ]);
    const [oldest, older, needed, answered, withdrawn, ownOnly] = threads.map(({ threadId, postId }) => ({
      id: threadId,
      postId,
    }));
    // Accounts in their first days bring no question forward.
    await setMark(forum, await forum.member(`New ${serial}`), oldest!.postId, 'me_too');
    const long = await forum.member(`Ann ${serial}`);
    await forum.adda.store.write((tx) => tx.raw(`update accounts set created_at = 1 where id = ${long.id}`));
    await setMark(forum, long, needed!.postId, 'me_too');
    await write(forum, jamal, answered!.id, 'An answer.');
    await withdraw(forum, rina, withdrawn!.postId);
    await write(forum, rina, ownOnly!.id, 'I know it now.', { ownAnswer: true });
    const discussion = await ask(forum, rina, { space: slug, form: 'discussion' });
    const seen = await walk(`/spaces/${slug}/feeds/needs-answer`);
    expect(seen).toEqual([needed!.id, ownOnly!.id, oldest!.id, older!.id]);
    expect(seen).not.toContain(discussion.id);
  });

  it('takes a question back in when its only answer is withdrawn', async () => {
    const { slug, threads } = await spaceWith([5_000]);
    const answer = await write(forum, jamal, threads[0]!.threadId, 'An answer.');
    expect(await walk(`/spaces/${slug}/feeds/needs-answer`)).toEqual([]);
    await withdraw(forum, jamal, answer.id);
    expect(await walk(`/spaces/${slug}/feeds/needs-answer`)).toEqual([threads[0]!.threadId]);
  });

  it('as Atom is well-formed, whatever the words', async () => {
    const nasty = 'A <b>&amp; "quoted" ]]> title\u0085 \u{1F600} চাকা';
    const { url } = await ask(forum, rina, { title: nasty, body: `${nasty} \u{1FFFE}`, tags: ['a+b'] });
    for (const path of [
      '/new.atom',
      '/s/wheels/needs-answer.atom',
      '/s/wheels/new.atom',
      '/s/wheels/tag/a%2Bb/new.atom',
    ]) {
      const { text, status, headers } = await forum.get(path);
      expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/atom+xml; charset=utf-8']);
      const titles: string[] = [];
      const links: string[] = [];
      const parser = new SaxesParser({ xmlns: true });
      let inTitle = false;
      parser.on('opentag', (tag) => {
        inTitle = tag.local === 'title';
        if (tag.local === 'link') links.push(String(tag.attributes.href?.value));
      });
      parser.on('text', (value) => inTitle && value.trim() && titles.push(value));
      parser.on('error', (error) => expect.fail(`${path}: ${error.message}`));
      parser.write(text).close();
      expect(titles).toContain(cleanLine(nasty));
      expect(links).toContain(`http://localhost:3000${url}`);
    }
  });
});
