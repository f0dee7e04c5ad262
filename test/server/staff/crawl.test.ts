/** Whoever follows every link meets no name of brand staff without the label beside it. */
import { beforeAll, expect, it } from 'vitest';
import { DAY, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

/** No other word in the forum is like it. */
const NAME = 'Zorah Quell';
const LABEL = /Staff · Acme|Acme staff/;
const PAGES_AT_MOST = 400;

eachEngine('somebody who speaks for a brand', (engine) => {
  let forum: Forum;
  let peer: Member;
  let moderator: Member;
  let admin: Member;
  const starts: string[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    const asker = await forum.member('Rina');
    peer = await forum.member('Jamal');
    moderator = await forum.member('Mo', 'moderator');
    admin = await forum.member('Ada', 'admin');
    const zorah = await makeStaff(forum, NAME, await makeBrand(forum));
    const first = await ask(forum, asker, { title: 'Why does the hub creak?', tags: ['hubs'] });
    const answer = await write(forum, peer, first.id, 'It is dry.');
    await letTimePass(forum, 2 * DAY);
    const note = await tryPost(forum, zorah, first.id, 'The creaking batch was of March.');
    await forum.api('PATCH', `/posts/${note.json.id}`, { body: 'The creaking batch was of May.', revision: 1 }, zorah);
    await tryPost(forum, zorah, first.id, 'And one more thing.');
    await write(forum, peer, first.id, 'I see.', { parentId: note.json.id });
    await write(forum, peer, first.id, `> [somebody](/p/${note.json.id})\n>\n> The creaking batch.\n\nNo, April.`);
    const second = await ask(forum, asker, { title: 'Who else creaks?' });
    await tryPost(forum, zorah, second.id, 'Stop riding.', { safety: true, reference: 'https://recalls.example/1' });
    await forum.api('POST', `/posts/${answer.id}/thank`, {}, zorah);
    await forum.api('POST', `/threads/${second.id}/invitations`, { members: [peer.id] }, zorah);
    const prompt = { space: 'wheels', form: 'prompt', title: 'What creaks at home?', body: 'Tell.', tags: ['hubs'] };
    const started = await forum.api('POST', '/threads', prompt, zorah);
    expect(started.status, started.text).toBe(201);
    await letTimePass(forum, 8 * DAY);
    const third = await ask(forum, asker, { title: 'Does a withdrawn word creak?' });
    await write(forum, peer, third.id, 'Ask them.');
    const gone = await tryPost(forum, zorah, third.id, 'It does not.');
    expect(gone.status, JSON.stringify(gone.json)).toBe(201);
    await write(forum, asker, third.id, 'It said no.', { parentId: gone.json.id });
    await withdraw(forum, zorah, gone.json.id);
    const acme = { name: 'Acme', domains: 'acme.example', products: 'Creaker', contact: 'a@acme.example' };
    expect((await forum.api('PATCH', '/brands/acme', acme, admin)).status).toBe(200);
    const report = { reason: 'other', evidence: 'It is out of place.' };
    await forum.api('POST', `/posts/${note.json.id}/reports`, report, asker);
    await forum.api('POST', `/posts/${answer.id}/reports`, report, zorah);
    starts.push(`/p/${note.json.id}/revisions`, '/search?q=creaking', '/moderation', '/invitations', '/admin', '/log');
    starts.push(
      `/p/${note.json.id}/quote`,
      `/p/${note.json.id}/report`,
      '/new.atom',
      '/brands/acme',
      `/u/${zorah.slug}`,
    );
    starts.push(`/api/v1/posts/${note.json.id}/revisions`, '/api/v1/search?q=creaking', '/api/v1/log');
    starts.push(...['new', 'needs-answer', 'solved'].map((feed) => `/api/v1/feeds/${feed}`), '/api/v1/brands/acme');
    starts.push(...[first, second, third].map(({ id }) => `/api/v1/threads/${id}`), `/api/v1/members/${zorah.slug}`);
    starts.push('/admin/brands', '/admin/brands/acme', `/t/${first.id}/invite`, '/api/v1/invitations', '/preferences');
  });

  /** Every page that can be reached by links, with what it says. */
  async function walk(who: Member | null): Promise<Map<string, string>> {
    const pages = new Map<string, string>();
    const waiting = ['/', ...starts];
    while (waiting.length > 0 && pages.size < PAGES_AT_MOST) {
      const url = waiting.shift()!;
      // The same in another order says the same of people.
      if (pages.has(url) || /sign-out|^\/(assets|media)|[?&]order=/.test(url)) continue;
      const page = await forum.get(url, who);
      if (page.headers.location?.startsWith('/')) waiting.push(page.headers.location.replace(/#.*$/, ''));
      pages.set(url, page.status === 200 ? page.text : '');
      for (const [, href] of page.text.matchAll(/<(?:a|link)\b[^>]*\shref="(\/[^"#]*)/g))
        waiting.push(href!.replaceAll('&amp;', '&'));
    }
    expect(pages.size, 'pages, of which none may be left out').toBeLessThan(PAGES_AT_MOST);
    return pages;
  }

  /** What a page says to people and machines: its words, and those in its attributes. */
  function wordsOf(page: string): string {
    if (!page.startsWith('<')) return page;
    const said = (tag: string) =>
      [...tag.matchAll(/\b(?:content|aria-label|title|alt)="([^"]*)"/g)].map(([, text]) => text);
    return page.replace(/<[^>]*>/g, (tag) => ` ${said(tag).join(' ')} `).replace(/\s+/g, ' ');
  }

  /** Where the name stands with no label near. In JSON, keys and addresses stand between; a brand's own list needs none. */
  function bare(url: string, page: string): string[] {
    const text = wordsOf(page).replace(/"grants":\[[^\]]*\]/, '');
    const near = page.startsWith('<') ? 60 : 250;
    return [...text.matchAll(new RegExp(`(?<!Reply to )${NAME}`, 'g'))]
      .map(({ index }) => text.slice(Math.max(0, index - near), index + NAME.length + near))
      .filter((around) => !LABEL.test(around))
      .map((around) => `${url}: …${around}…`);
  }

  it.each(['visitor', 'peer', 'moderator', 'admin'])('is called so on every page that a %s can reach', async (role) => {
    const who = { visitor: null, peer, moderator, admin }[role]!;
    const pages = await walk(who);
    const named = [...pages].filter(([, page]) => page.includes(NAME));
    expect(named.length).toBeGreaterThan(10);
    // Whoever decides about a brand does not speak for it.
    expect(pages.get('/log')).toMatch(/>Ada<\/a>(?! <span class="staff-label")/);
    // An admin's own list of grants stands under the brand's name.
    expect(named.flatMap(([url, page]) => (url.startsWith('/admin/') ? [] : bare(url, page)))).toEqual([]);
  });
});
