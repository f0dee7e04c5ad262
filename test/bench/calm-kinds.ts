/** The worst request of each kind that one client can send. */
import sharp from 'sharp';
import type { Crowd } from '../support/crowd.ts';
import { randomFrom, words } from './fill.ts';

/** Seconds after which a request of the client counts as lost. */
const GIVE_UP_MS = 30_000;

/** Posts and threads that the hardest pages are made of. */
export type Hard = { rewritten: number; tables: number; question: number; space: string };
export type Target = { url: string; crowd: Crowd; hard: Hard };
/** One request of the client, the n-th. */
export type Worst = (target: Target, n: number) => Promise<Response>;

const random = randomFrom(7);
const BODY = 32_000;
export const long = (count: number) => words(random, count).slice(0, BODY);

const bodies = new Map<unknown, string>();
const api =
  (method: string, path: (target: Target, n: number) => string, body: () => unknown): Worst =>
  (target, n) => {
    // The client's own work must not take the processor from the server.
    const sent = bodies.get(body) ?? JSON.stringify(body());
    bodies.set(body, sent);
    return fetch(`${target.url}/api/v1${path(target, n)}`, {
      method,
      headers: { authorization: `Bearer ${target.crowd.tokens[n % 20]}`, 'content-type': 'application/json' },
      body: sent,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
  };
const get =
  (path: (target: Target, n: number) => string, isMember = false): Worst =>
  (target, n) =>
    fetch(target.url + path(target, n), {
      headers: isMember ? { cookie: 'adda_session=bench' } : {},
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
const form =
  (path: (target: Target, n: number) => string, values: (n: number) => Record<string, string>): Worst =>
  (target, n) => {
    const isSame = values.length === 0;
    const sent = (isSame && bodies.get(values)) || new URLSearchParams(values(n)).toString();
    if (isSame) bodies.set(values, sent);
    return fetch(target.url + path(target, n), {
      method: 'POST',
      headers: {
        ...{ cookie: 'adda_session=bench', origin: target.url },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: sent,
      redirect: 'manual',
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
  };

/** Noise of 24 megapixels: nothing takes longer to make smaller. */
const makePicture = () =>
  sharp({
    create: {
      width: 6_000,
      height: 4_000,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 40 })
    .toBuffer();
let picture: Promise<Buffer> | undefined;
const bringPicture: Worst = async (target) => {
  const body = new FormData();
  body.append(
    'files',
    new Blob([new Uint8Array(await (picture ??= makePicture()))], { type: 'image/jpeg' }),
    'noise.jpg',
  );
  return fetch(`${target.url}/api/v1/pictures`, {
    method: 'POST',
    headers: { authorization: `Bearer ${target.crowd.tokens[60]}` },
    body,
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
};

const IMITATIONS = 'St\u0430ff of \u0410cme \u00b7 M\u043ederator \u00b7 '.repeat(3_500);
const NESTED = `${'> '.repeat(8_000)}x\n${'- '.repeat(4_000)}y\n${'['.repeat(3_000)}${'*a_'.repeat(2_000)}`.slice(
  0,
  BODY,
);
export const WIDE = `|${' a |'.repeat(400)}\n|${'-|'.repeat(400)}\n${'|x\n'.repeat(4_000)}`.slice(0, BODY);
const COMMON = ['wheel spoke', 'rim hub', 'tension wobble', 'brake pad', 'গাছ মাটি', 'friend neighbour'];
export const ALL_WORDS = words(random, 60).slice(0, 200);

export const WORST: Record<string, Worst> = {
  'nothing else': () => new Promise((resolve) => setTimeout(() => resolve(new Response()), 100)),
  'a bio of 100 KB that imitates': form(
    () => '/settings/profile',
    () => ({ name: 'Member 0', bio: IMITATIONS }),
  ),
  'a name of 100 KB': form(
    () => '/settings/profile',
    () => ({ name: IMITATIONS, bio: '' }),
  ),
  'sign-up with 100 KB in each field': form(
    () => '/sign-up',
    () => ({ name: IMITATIONS, email: `${IMITATIONS}@x.example`, password: IMITATIONS }),
  ),
  'versions of a post rewritten at 32 KB': get(({ hard }) => `/p/${hard.rewritten}/revisions`),
  'the same through the API': get(({ hard }) => `/api/v1/posts/${hard.rewritten}/revisions`),
  'sign-in with a wrong password': form(
    () => '/sign-in',
    (n) => ({ who: `Member ${n % 500}`, password: 'not that one, I fear' }),
  ),
  'a dead reset link': form(
    (_t, n) => `/reset/dead${n}`,
    () => ({ password: 'a password that is long enough' }),
  ),
  'a preview of 480 KB': api(
    'POST',
    () => '/preview',
    () => ({ body: NESTED.repeat(15) }),
  ),
  'a preview of nested marks': api(
    'POST',
    () => '/preview',
    () => ({ body: NESTED }),
  ),
  'a preview of a wide table': api(
    'POST',
    () => '/preview',
    () => ({ body: WIDE }),
  ),
  'search for two common words': get((_t, n) => `/search?q=${encodeURIComponent(COMMON[n % COMMON.length]!)}`),
  'search for sixty words, any of them': get(() => `/search?q=${encodeURIComponent(ALL_WORDS)}&any=true`),
  'the fiftieth page of a search': get((_t, n) => `/search?q=${encodeURIComponent(COMMON[n % 4]!)}&page=50`),
  'a title that is like many': get(
    (_t, n) =>
      `/ask?space=space-1&form=question&title=${encodeURIComponent(`${COMMON[n % 4]!} ${ALL_WORDS.slice(0, 100)}`)}`,
    true,
  ),
  'who may know': get(({ hard }) => `/t/${hard.question}/invite`, true),
  'a schema error of 100,000 items': api(
    'POST',
    () => '/threads',
    () => ({ tags: Array.from({ length: 60_000 }, () => 1) }),
  ),
  'a thread of twenty wide tables': get(({ hard }) => `/t/${hard.tables}`, true),
  'posts of nested marks': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: NESTED }),
  ),
  'posts of wide tables': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: WIDE }),
  ),
  'posts of 32 KB': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: long(6_000) }),
  ),
  'pictures of 24 megapixels': bringPicture,
  'another name, again and again': form(
    () => '/settings/profile',
    (n) => ({ name: `Member 0 v${n}`, bio: '' }),
  ),
  'health of a space': get((_t, n) => `/s/space-${n % 8}/health?by=${n % 2 ? 'week' : 'month'}`),
  'health as a table': get(() => '/health.csv'),
  'the log': get((_t, n) => `/log?page=${n + 1}`),
  'all posts of a member': get((_t, n) => `/u/member-${n % 500}`),
  'feeds of all kinds': get(
    (_t, n) => `/${['new', 'needs-answer', '', 'new.atom', 'among-members.atom', 's/space-1/needs-answer'][n % 6]}`,
    true,
  ),
  'why a thread is where it is': get((_t, n) => `/t/${(n % 2_000) + 1}/why`),
  'threads nobody looked at': get((_t, n) => `/t/${((n * 20) % 20_000) + 1}`),
};
