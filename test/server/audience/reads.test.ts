/** The table of reads: every address that is read, for every kind of reader, in every state of what is read. */
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { ALL_ACTS } from '../../../server/care/acts/all.ts';
import { shareOf } from '../../support/share.ts';
import { eachEngine } from '../../support/store.ts';
import { LISTED, MAY_READ, READERS, REPORTERS, type Reader, type State, STATES, type Thing, World } from './world.ts';

/** @property shows words that must be there for those who may see the thing, where it is of a state that it shows */
type Row = {
  of: 'nothing' | 'thing';
  states?: readonly State[];
  shows?: keyof Thing['words'];
  query?: string;
  /** Who may enter at all, where it is not everybody. */
  readers?: readonly Reader[];
};

const signedIn = READERS.filter((reader) => reader !== 'visitor');
const nothing: Row = { of: 'nothing' };
const list: Row = { of: 'nothing', states: LISTED, shows: 'title' };
const ofSpace: Row = { of: 'thing', states: LISTED, shows: 'title' };
const OWN = ['withdrawn thread', 'hidden thread'] as const;
const thread: Row = { of: 'thing', states: [...LISTED, ...OWN], shows: 'title' };
const post: Row = { of: 'thing', states: STATES.filter((state) => !state.startsWith('withdrawn')), shows: 'body' };
const silent: Row = { of: 'thing' };
const closed: Row = { of: 'nothing', states: ['members', 'private'], shows: 'space' };

/** Every address and its row. */
const TABLE: Record<string, Row> = {
  ...Object.fromEntries(
    [
      '/setup /demo/remove /how-ranking-works /formatting /spaces/new /spaces/propose /sign-in /sign-up /verify/:secret /forgot /reset/:secret /address/back/:secret',
      '/admin/pages /admin/pages/:page/:language /admin/spaces /admin/brands/numbers /admin/brands/numbers.csv /api/v1/admin/brands/numbers /admin/settings /admin/settings/changes /api/v1/admin/settings /api/v1/admin/settings/changes /logo/:name /look/:light-:dark.css /admin/prevention /admin/prevention/rules/:id /api/v1/admin/watch-rules /api/v1/admin/watch-rules/:id',
      '/moderation/decided /api/v1/cases/decided /moderation/held /api/v1/moderation/held /settings/trust /api/v1/me/trust',
      '/settings /u/:name/claim /admin /admin/tasks /api/v1/admin/tasks /admin/mail /api/v1/admin/mail /admin/overview /api/v1/admin/overview /admin/join-links /api/v1/admin/join-links /admin/members /api/v1/admin/members /admin/members/:name /brands /api/v1/brands /brands/:slug /api/v1/brands/:slug /brands/:slug.json',
      '/staff-rules /api/v1/staff-rules /admin/brands /admin/brands/:slug /grants/confirm/:secret /grants/end/:secret',
      '/live /notifications/devices /api/v1/notifications/devices /notifications/mail /api/v1/notifications/mail /rules /about /privacy /terms /api/v1/pages/:page /spaces/proposals /join/:code /welcome /u/:name/card',
      '/icons/:name /prefetch/:who /sitemap.xml /sitemaps/spaces.xml /sitemaps/threads-:number.xml /opensearch.xml /manifest.webmanifest /oembed /t/:id/share.png /offline',
      '/admin/reasons /statements /api/v1/statements /statements/:id /u/:name/moderate /acts/:id/undo',
      '/health/moderation /health/moderation.csv /api/v1/health/moderation /moderation/people/:name /api/v1/moderation/people/:name',
      '/health /api/v1/health /health.csv /log /api/v1/log /moderation /api/v1/reports /api/v1/members/:name',
      '/api/v1/cases /moderation/cases/:id /api/v1/cases/:id /moderation/reports /notice /notice/:secret /mail/off/:token /mail/mute/:token /u/:name/report',
    ]
      .join(' ')
      .split(' ')
      .map((url) => [url, nothing]),
  ),
  '/': list,
  '/new': list,
  '/new.atom': list,
  '/api/v1/feeds/new': list,
  '/among-members.atom': list,
  '/api/v1/feeds/among-members': list,
  '/needs-answer': list,
  '/needs-answer.atom': list,
  '/api/v1/feeds/needs-answer': list,
  '/following': { ...list, readers: signedIn },
  '/api/v1/feeds/following': { ...list, readers: signedIn },
  '/search': { ...list, query: '?q=creaking' },
  '/api/v1/search': { ...list, query: '?q=creaking' },
  '/api/v1/search/threads': { ...list, query: '?q=creak' },
  '/u/:name': list,
  '/invitations': { ...list, readers: signedIn },
  '/api/v1/invitations': { ...list, readers: signedIn },
  '/notifications': { ...list, readers: signedIn },
  '/api/v1/notifications': { ...list, readers: signedIn },
  '/notifications/panel': { ...list, readers: signedIn },
  '/messages': nothing,
  '/api/v1/messages': nothing,
  '/messages/new': nothing,
  '/messages/blocked': nothing,
  '/api/v1/blocks': nothing,
  '/messages/:id': silent,
  '/messages/:id/:message/report': silent,
  '/messages/:id/:message/change': silent,
  '/api/v1/messages/:id': silent,
  '/messages/:id/since/:after': silent,
  '/searches': nothing,
  '/api/v1/searches': nothing,
  '/bookmarks': { ...list, readers: signedIn },
  '/api/v1/bookmarks': { ...list, readers: signedIn },
  '/drafts': { ...list, readers: signedIn },
  '/api/v1/drafts': { ...list, readers: signedIn },
  '/waiting/:id': silent,
  '/desk': { ...list, readers: ['staff'] },
  '/api/v1/desk': { ...list, readers: ['staff'] },
  '/spaces': closed,
  '/api/v1/spaces': closed,
  '/api/v1/spaces/alike': { ...closed, readers: signedIn, query: '?name=Room' },
  '/ask': { ...closed, readers: signedIn },
  ...Object.fromEntries(
    ['among-members', 'needs-answer', 'new', 'following'].flatMap((feed) =>
      ['/s/:slug', '/s/:slug/tag/:tag'].flatMap((base) => {
        const row = feed === 'following' ? { ...ofSpace, readers: signedIn } : ofSpace;
        const api = base.replace('/s/', '/api/v1/spaces/').replace('/tag/', '/tags/');
        return [
          [feed === 'among-members' ? base : `${base}/${feed}`, row],
          [`${api}/feeds/${feed}`, row],
          ...(feed === 'following' ? [] : [[`${base}/${feed}.atom`, row]]),
        ];
      }),
    ),
  ),
  '/s/:slug/edit': silent,
  '/s/:slug/keep': silent,
  '/s/:slug/templates': { of: 'thing', states: ['members', 'private'], shows: 'space', readers: signedIn },
  '/api/v1/spaces/:slug/templates': silent,
  '/s/:slug/members': silent,
  '/api/v1/spaces/:slug/members': silent,
  '/s/:slug/moderators': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/s/:slug/log': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/s/:slug/log.atom': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/api/v1/spaces/:slug/nominations': silent,
  '/s/:slug/rules': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/s/:slug/health': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/api/v1/spaces/:slug/health': silent,
  '/s/:slug/health.csv': silent,
  '/t/:id/:slug': thread,
  '/t/:id': thread,
  '/live/threads/:id/:posts': { ...thread, readers: signedIn },
  '/api/v1/threads/:id': thread,
  '/t/:id/:slug/:number': { ...post, states: thread.states!, shows: 'title' },
  '/t/:id/why': { ...ofSpace },
  '/api/v1/threads/:id/why': silent,
  '/t/:id/early-access': silent,
  '/t/:id/invite': { ...ofSpace, readers: signedIn },
  '/api/v1/threads/:id/helpers': silent,
  '/api/v1/mentions': nothing,
  '/api/v1/references': { ...nothing, query: '?words=creaking' },
  '/p/:id': post,
  '/api/v1/posts/:id': post,
  '/p/:id/edit': silent,
  '/p/:id/poll': { ...post, shows: 'title', readers: ['author'] },
  '/p/:id/poll/vote': silent,
  '/api/v1/posts/:id/poll': silent,
  '/p/:id/bookmark': { ...post, shows: 'title', readers: signedIn },
  '/p/:id/quote': { ...post, states: LISTED, readers: signedIn },
  '/p/:id/revisions': { ...post, states: [...LISTED, 'hidden thread', 'hidden post'] },
  '/api/v1/posts/:id/revisions': silent,
  '/p/:id/report': { of: 'thing', states: LISTED, shows: 'title' },
  '/t/:id/report': { of: 'thing', states: LISTED, shows: 'title' },
  '/t/:id/propose': { of: 'thing', states: LISTED, shows: 'title', readers: signedIn },
  '/s/:slug/report': { of: 'thing', states: ['members', 'private'], shows: 'space' },
  '/reports': { ...list, readers: REPORTERS },
  '/api/v1/reports/mine': nothing,
  ...Object.fromEntries(
    ['/questions/:id', '/questions/:id/:title', '/q/:id', '/q/:id/:user', '/a/:id', '/a/:id/:user'].map((url) => [
      url,
      { of: 'thing', states: [...LISTED, 'hidden thread', 'withdrawn thread'], shows: 'title' } as Row,
    ]),
  ),
  '/media/:name': silent,
  '/files/:name': silent,
  // Only of what everybody reads.
  '/previews/:name': nothing,
  // As everybody's page is there for all.
  '/avatars/:name': nothing,
  '/p/:id/moderate': silent,
  '/api/v1/posts/:id/repeats': silent,
  '/t/:id/moderate': silent,
  '/t/:id/moderate/posts': silent,
  '/p/:id/decision': silent,
  '/t/:id/decision': silent,
  ...Object.fromEntries(
    ALL_ACTS.map(({ target, verb }) => {
      const base = { post: '/p/:id', thread: '/t/:id', member: '/u/:name' }[target];
      return [`${base}/moderate/${verb}`, target === 'member' ? nothing : silent];
    }),
  ),
};
/** Files of the build, and what says that the machine is alive. */
const NO_READS = new Set([
  '/assets/*',
  '/robots.txt',
  '/favicon.ico',
  '/service-worker.js',
  '/healthz',
  '/metrics',
  '/readyz',
  '/api/v1/openapi.json',
]);

function fill(url: string, thing: Thing | null, author: string): string {
  const isPost = /\/(p|posts)\/:id/.test(url);
  const isOld = /^\/(questions|q|a)\//.test(url);
  const id = !thing ? 999_999 : isOld ? thing.old : isPost ? thing.post : thing.thread;
  return url
    .replace('/brands/:slug', '/brands/acme')
    .replace(/(\/s|spaces)\/:slug/, `$1/${thing?.space ?? 'nowhere'}`)
    .replace('/u/:name', `/u/${author}`)
    .replace('members/:name', `members/${author}`)
    .replace('/files/:name', `/files/${thing?.file ?? 'f-nothing.pdf'}`)
    .replace('/media/:name', `/media/${thing?.picture ?? 'nothing.webp'}`)
    .replace(':id', String(id))
    .replace(':number', String(thing?.number ?? 1))
    .replace(':posts', 'all')
    .replace(':tag', thing?.tag ?? 'nothing')
    .replace(/:\w+/g, 'x');
}

eachEngine('the table of reads', (engine) => {
  /** Every one of them, on SQLite; what a statement gives does not hang on the address that asks. */
  const addresses = shareOf(Object.entries(TABLE), engine, { sqlite: 1, postgres: 3 });
  let forum: Forum;
  let world: World;
  let routes: Route[];
  let urls: string[];
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum(engine)));
    world = new World(forum);
    await world.begin();
    urls = routes.filter(({ method, url }) => method === 'GET' && !NO_READS.has(url)).map(({ url }) => url);
  });

  /** What somebody gets at an address, after one redirect, with where they were sent. */
  async function look(url: string, reader: Reader): Promise<{ status: number; text: string }> {
    const who = world.people.get(reader);
    const first = await forum.get(url, who);
    const next = first.headers.location;
    if (!next?.startsWith('/')) return { status: first.status, text: first.text };
    const second = await forum.get(next.replace(/#.*/, ''), who);
    return { status: second.status, text: `${next}\n${second.text}` };
  }

  it('has a row for every address', () => {
    expect(urls.filter((url) => !TABLE[url])).toEqual([]);
    expect(Object.keys(TABLE).filter((url) => !urls.includes(url))).toEqual([]);
  });

  it('shows each reader what is for them, and nothing else', async () => {
    const wrong: string[] = [];
    let count = 0;
    const author = world.person('author').slug;
    for (const [pattern, row] of addresses)
      for (const reader of READERS)
        for (const state of row.of === 'nothing' ? [null] : STATES) {
          const url = fill(pattern, state && world.things.get(state)!, author) + (row.query ?? '');
          const { text } = await look(url, reader);
          for (const [of, thing] of world.things) {
            count++;
            const may = MAY_READ[of].includes(reader);
            for (const [kind, word] of Object.entries(thing.words)) {
              // The address itself names the tag.
              if (pattern.includes(':tag') && kind === 'tag') continue;
              const mayName = of === 'members' || of === 'private' || may;
              if (!may && text.includes(word!)) wrong.push(`${reader} reads the ${kind} of ${of} at ${url}`);
              const must = row.shows === kind && row.states?.includes(of) && (state === null || state === of);
              const enters = row.readers?.includes(reader) ?? true;
              if (may && mayName && must && enters && !text.includes(word!))
                wrong.push(`${reader} misses the ${kind} of ${of} at ${url}`);
            }
          }
        }
    expect(wrong).toEqual([]);
    console.log(`${engine}: ${addresses.length} addresses, ${count} reads by address, reader and state`);
  });

  it('answers what one may not see like what is not there', async () => {
    const wrong: string[] = [];
    const author = world.person('author').slug;
    const hidden = (state: State, reader: Reader) => state !== 'withdrawn post' && !MAY_READ[state].includes(reader);
    for (const [pattern, row] of addresses) {
      if (row.of === 'nothing') continue;
      const isOfSpace = /^\/(s|api\/v1\/spaces)\//.test(pattern) && !pattern.includes(':tag');
      for (const reader of READERS) {
        const absent = await forum.get(fill(pattern, null, author), world.people.get(reader));
        for (const [state, thing] of world.things) {
          if (!hidden(state, reader) || (isOfSpace && thing.space === 'wheels')) continue;
          // A hidden or withdrawn post's thread is there, at the thread's own addresses.
          if (/post/.test(state) && !/\/(p|posts)\/|:number|^\/(questions|q|a)\/|media|files/.test(pattern)) continue;
          const got = await forum.get(fill(pattern, thing, author), world.people.get(reader));
          if (got.status !== absent.status) wrong.push(`${reader}, ${state}, ${pattern}: ${got.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives pictures to those for whom the words are, and to caches only what everybody sees', async () => {
    for (const [state, { picture }] of world.things)
      for (const reader of READERS)
        for (const name of [picture, picture.replace('.webp', '-s.webp')]) {
          const got = await forum.get(`/media/${name}`, world.people.get(reader));
          const may = MAY_READ[state].includes(reader) && !state.startsWith('withdrawn');
          expect([state, reader, got.status]).toEqual([state, reader, may ? 200 : 404]);
          if (!may) continue;
          expect(got.headers['cache-control']).toBe(state === 'public' ? 'public, max-age=86400' : 'private, no-store');
          expect(got.headers['content-security-policy']).toContain('sandbox');
          expect(got.headers.etag).toBeTruthy();
        }
  });

  it('gives files to those for whom the words are, as nothing that runs, and to caches only what everybody sees', async () => {
    for (const [state, { file, words }] of world.things)
      for (const reader of READERS) {
        const got = await forum.get(`/files/${file}`, world.people.get(reader));
        const may = MAY_READ[state].includes(reader) && !state.startsWith('withdrawn');
        expect([state, reader, got.status]).toEqual([state, reader, may ? 200 : 404]);
        // Its name may say as much as the words.
        expect(`${got.headers['content-disposition']}`.includes(words.file!)).toBe(may);
        if (!may) continue;
        expect(got.headers['cache-control']).toBe(state === 'public' ? 'public, max-age=86400' : 'private, no-store');
        expect(got.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
        expect(got.headers['x-content-type-options']).toBe('nosniff');
        expect(got.headers['content-disposition']).toMatch(/^attachment; filename/);
        expect(got.headers['cross-origin-resource-policy']).toBe('same-origin');
        expect(got.headers.etag).toBeTruthy();
      }
  });
});
