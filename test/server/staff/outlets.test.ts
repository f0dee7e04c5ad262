/** Wherever an author's name leaves the server, the label goes with it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../../server/reach/export/export.ts';
import { authorLine, NO_LABEL, OUTLETS, type Outlet } from '../../../server/platform/authors/author-line.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { messageFor } from '../../../server/insight/push/message.ts';
import { NOTICE_KINDS } from '../../../shared/words.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { DAY, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { filesUnder } from '../../support/sources.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const LABEL = 'Staff · Acme';

eachEngine('every outlet', (engine) => {
  let forum: Forum;
  let asker: Member;
  let peer: Member;
  let dana: Member;
  let question: { id: number; url: string };
  let prompt: { id: number; url: string };
  let noteId: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [asker, peer] = [await forum.member('Rina'), await forum.member('Jamal')];
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    question = await ask(forum, asker, { title: 'Why does the hub creak?' });
    const answer = await write(forum, peer, question.id, 'It is dry.');
    await letTimePass(forum, 2 * DAY);
    noteId = (await tryPost(forum, dana, question.id, 'The creaking batch was of March.')).json.id;
    const started = { space: 'wheels', form: 'prompt', title: 'What creaks at home?', body: 'Tell one another.' };
    prompt = (await forum.api('POST', '/threads', started, dana)).json();
    await forum.api('POST', `/posts/${answer.id}/thank`, {}, dana);
    await forum.api('POST', `/threads/${question.id}/invitations`, { members: [peer.id] }, dana);
  });

  const text = async (url: string, who: Member | null = null) => (await forum.get(url, who)).text;
  const part = (page: string, pattern: RegExp) => pattern.exec(page)?.[0] ?? `nothing like ${pattern}`;

  /** What leaves by each outlet about what Dana wrote. A new outlet needs a proof here, or this does not compile. */
  const PROOFS: Record<Outlet, () => Promise<string>> = {
    post: async () => part(await text(question.url), /<article class="post post--note"[^]*?<div class="post__body/),
    row: async () => part(await text('/new'), /<p class="thread-row__who">\s*<b dir="auto">Dana[^]*?<\/p>/),
    search: async () =>
      part(await text('/search?q=creaking'), /<p class="thread-row__who">\s*<b dir="auto">Dana[^]*?<\/p>/),
    quote: async () => {
      // Whatever is typed over the quotation, the line is the real one.
      const body = `> [Jamal, a friend](/p/${noteId})\n>\n> The creaking batch was of March.\n\nSo it was.`;
      const { id } = await write(forum, asker, question.id, body);
      expect(await text(`/p/${noteId}/quote`, asker)).toContain(`&gt; [Dana (${LABEL})](/p/${noteId})`);
      return part(await text(`/p/${id}`), /<blockquote>[^]*?<\/blockquote>/);
    },
    // Brand staff are not among those who can be chosen; if they were, the function would label them.
    people: async () => {
      const page = await text(`/t/${(await ask(forum, asker, { title: 'Who knows hubs?' })).id}/invite`, peer);
      expect(page).not.toContain('Dana');
      const facts = { ...NO_LABEL, authorName: 'Dana', authorSlug: 'dana', authorLabel: null };
      return authorLine(messages('en'), { ...facts, label: LABEL, labelBrand: 'Acme' }, 'people').text;
    },
    feed: async () => part(await text('/new.atom'), /<author><name>Dana[^]*?<\/entry>/),
    api: async () => {
      const { posts } = (await forum.api('GET', `/threads/${question.id}`)).json();
      const authors = posts.map((post: any) => [post.author.name, post.author.affiliation?.label ?? null]);
      expect(authors).toContainEqual(['Jamal', null]);
      const list = (await forum.api('GET', '/feeds/new')).json().threads;
      const hits = (await forum.api('GET', '/search?q=creaking')).json().hits;
      const all = [...posts, ...list, ...hits].map((item: any) => item.author);
      for (const author of all) expect('affiliation' in author, JSON.stringify(author)).toBe(true);
      const own = all.filter((author: any) => author.name === 'Dana');
      expect(own.length).toBeGreaterThan(2);
      return (
        own
          .map((author: any) => author.affiliation.label)
          .filter((label: string) => label !== LABEL)
          .join() || LABEL
      );
    },
    jsonld: async () => {
      const json = part(await text(question.url), /(?<=<script type="application\/ld\+json">)[^]*?(?=<\/script>)/);
      const { comment, suggestedAnswer } = JSON.parse(json).mainEntity;
      expect(suggestedAnswer.map((answer: any) => answer.author.affiliation)).toEqual([undefined]);
      return JSON.stringify(comment.find((one: any) => one.author.name.startsWith('Dana')).author);
    },
    opengraph: async () => part(await text(prompt.url), /<meta property="og:description"[^>]*>/),
    mail: async () => {
      const [letter] = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient.startsWith('jamal@'));
      expect(letter!.sender).toBe('Dana (Acme staff) via Test forum');
      expect(letter!.subject.startsWith(`[${LABEL}]`)).toBe(true);
      return letter!.body.split('\n')[0]!;
    },
    push: async () => {
      while ((await runDueTasks(forum.adda)) > 0);
      const { notifications } = (await forum.api('GET', '/notifications', undefined, asker)).json();
      const { ids } = notifications.find((one: any) => one.by.startsWith('Dana'));
      const device = { accountId: asker.id, kinds: NOTICE_KINDS, language: 'en' } as never;
      return (await messageFor(forum.adda, device, ids[0]))!.title;
    },
    notification: async () => part(await text('/invitations', peer), /<li>[^]*?Dana[^]*?<\/li>/),
    export: async () => {
      for await (const line of exportLines(forum.adda))
        if (line.includes('creaking batch') && line.includes('"note"')) return line;
      return 'nothing';
    },
    profile: async () => part(await text('/u/dana'), /<header class="profile-head">[^]*?<\/header>/),
    mentioned: async () => part(await text(question.url), /<p class="post__thanks">[^]*?<\/p>/),
  };

  for (const outlet of OUTLETS)
    it(`carries the label: ${outlet}`, async () => {
      expect(await PROOFS[outlet]()).toContain(LABEL);
    });
});

describe('an author’s name', () => {
  it('is written by the one function only', () => {
    /** Who may touch the bare columns: the function itself, queries, and importers that bring names along. */
    const mayRead = (file: string) =>
      /^server\/platform\/authors\/|(^|[/-])queries\.ts$|^server\/reach\/importers\/|^server\/forum\/posting\/(write|start-thread)\.ts$|^server\/platform\/store\//.test(
        file,
      );
    const found = [...filesUnder('server')].filter(
      ([file, source]) => !mayRead(file) && /\.(authorName|authorLabel)\b/.test(source),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('is asked for by outlets that are in the list', () => {
    const asked = [...filesUnder('server')].flatMap(([, source]) =>
      [...source.matchAll(/\b(?:authorLine|authorTag)\([^;]*?'(\w+)',?\s*\)/g)].map(([, outlet]) => outlet!),
    );
    expect(asked.filter((outlet) => !(OUTLETS as readonly string[]).includes(outlet))).toEqual([]);
    expect(new Set(asked)).toEqual(new Set(OUTLETS));
  });
});
