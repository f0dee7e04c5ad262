import { beforeAll, expect, it } from 'vitest';
import { type Answer, type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { shareOf } from '../../support/share.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const ODD_PARTS = [
  '0',
  '-1',
  '1.5',
  '999999999',
  '2147483647',
  '2147483648',
  '1e99',
  'NaN',
  'abc',
  '%00',
  '%E0%A4%A',
  '%25',
  '%2e%2e',
  '..%2f..',
  '%F0%9F%98%80',
  'চাকা',
  "'%20or%201=1--",
  'x'.repeat(250),
  'x'.repeat(2_000),
  '__proto__',
  'constructor',
];
const ODD_QUERIES = [
  'page=0',
  'page=-1',
  'page=1e9',
  'page=abc',
  'page=1&page=2',
  'after=x',
  'after=1-2',
  'after=-999999999999999-9999999999',
  'after=9999999999999999-1',
  'before=1-9999999999',
  'q=%00',
  'q=%E0%A4%A',
  'q=a&q=b',
  `q=${'x'.repeat(1_999)}`,
  `q=${'x'.repeat(3_000)}`,
  'q=%22%20OR%20*%20NEAR(',
  "q='%3B%20drop%20table",
  'any=maybe',
  'space=%F0%9F%98%80',
  'said=x&flash=y',
  'said[__proto__]=x',
  '__proto__=x',
  'next=//evil.example',
  'title[a]=b',
  '=',
];

const SCALARS: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e99,
  99_999_999_999,
  '',
  ' ',
  'x',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff',
  '\u202e',
  'x'.repeat(300),
  'x'.repeat(250_000),
  [],
  [[]],
  ['a', 'b'],
  [null],
  {},
  { a: 1 },
  { toString: 1 },
  [{ toString: 1 }],
  { length: 1e9 },
];
const RAW_BODIES: [type: string | null, body: string][] = [
  [null, ''],
  ['application/json', ''],
  ['application/json', '{'],
  ['application/json', 'null'],
  ['application/json', '5'],
  ['application/json', '"text"'],
  ['application/json', '[1,2]'],
  ['application/json', '{"__proto__":{"role":"admin"}}'],
  ['application/json', '{"constructor":{"prototype":{"x":1}}}'],
  ['application/json', '{"a":1,"a":2}'],
  ['application/x-www-form-urlencoded', ''],
  ['application/x-www-form-urlencoded', '%00=%00&&&=%E0%A4%A'],
  ['application/x-www-form-urlencoded', '__proto__=1&constructor=2&__proto__[x]=3'],
  [
    'application/x-www-form-urlencoded',
    'body=a&body=b&title=a&title=b&name=x&name=y&parentId=1&parentId=2&preview=1&preview=2',
  ],
  ['application/x-www-form-urlencoded', 'preview=1'],
  ['application/x-www-form-urlencoded', 'preview=1&parentId=99999999999&body=x'],
  ['application/x-www-form-urlencoded', 'preview=1&parentId=1.5&body=x'],
  ['text/plain', 'hello'],
  ['text/xml', '<a/>'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['application/json; charset=utf-16', '{}'],
  ['%%%', 'x'],
];

/** The smallest value that each field of a schema takes, so that one bad field stands alone. */
function fitting(body: Record<string, any> | undefined): Record<string, unknown> {
  const sample = (schema: any): unknown => {
    if (schema.anyOf) return schema.anyOf[0].const;
    if (schema.type === 'integer') return schema.minimum ?? 1;
    if (schema.type === 'boolean') return true;
    return schema.type === 'array' ? ['a word'] : 'some words that fit here';
  };
  return Object.fromEntries(Object.entries(body?.properties ?? {}).map(([name, schema]) => [name, sample(schema)]));
}

/** What the schemas refuse they refuse before any database is asked. */
const PARTS = { sqlite: 2, postgres: 6 };

/** Several at a time, as a forum is asked; one after the other would mostly wait for the database. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: 4 }, lane));
}

eachEngine('what does not fit', (engine) => {
  let forum: Forum;
  let routes: Route[];
  let readers: (Member | null)[];
  let real: Record<string, string>;

  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum(engine)));
    const rina = await forum.member('Rina');
    const jamal = await forum.member('Jamal');
    readers = [null, jamal, await forum.member('Ada', 'admin')];
    const thread = await ask(forum, rina, { tags: ['hub'] });
    await write(forum, rina, thread.id, 'Somebody else’s post.');
    real = {
      id: String(thread.id),
      slug: 'wheels',
      tag: 'hub',
      name: 'rina',
      number: '2',
      secret: 'abc',
      kind: 'helpful',
      title: 'x',
      user: '1',
    };
  });

  const fill = (url: string, parts: Record<string, string>) =>
    url
      .replace('/t/:id/:slug', `/t/${parts.id}/x`)
      .replace(/:(\w+)|\*/g, (_all, name: string | undefined) => parts[name ?? ''] ?? 'x');
  const failures: string[] = [];
  const note = (what: string, answer: Answer) => {
    if (answer.status >= 500) failures.push(`${answer.status} ${what.slice(0, 200)} ${answer.text.slice(0, 120)}`);
  };
  const isAboutPeople = (route: Route) =>
    !['/demo', '/demo/remove', '/sign-out'].includes(route.url) &&
    !route.url.startsWith('/assets') &&
    !route.url.startsWith('/media');

  async function send(
    route: Route,
    url: string,
    type: string | null,
    payload: string,
    who: Member | null,
    headers: Record<string, string> = { origin: ORIGIN },
  ) {
    const response = await forum.app.inject({
      method: route.method as 'POST',
      url,
      payload,
      headers: { ...headers, ...(type && { 'content-type': type }), ...(who && { cookie: who.cookie }) },
    });
    return { status: response.statusCode, headers: {}, text: response.body, json: () => response.json() } as Answer;
  }

  it('in an address or a query is answered calmly on every page', async () => {
    failures.length = 0;
    const pages = routes.filter(({ method }) => method === 'GET');
    await inLanes(pages, async (route) => {
      const names = route.url.match(/:\w+|\*/g) ?? [];
      const at = pages.indexOf(route);
      for (const odd of shareOf(ODD_PARTS, engine, PARTS, at))
        for (const name of names)
          note(
            `${route.url} ${name}=${odd}`,
            await forum.get(fill(route.url, { ...real, [name.replace(/^:/, '').replace('*', '')]: odd }), readers[1]),
          );
      for (const query of shareOf(ODD_QUERIES, engine, PARTS, at))
        note(
          `${route.url}?${query}`,
          await forum.get(`${fill(route.url, real)}?${query}`, readers[ODD_QUERIES.indexOf(query) % 3]),
        );
    });
    expect(failures).toEqual([]);
  });

  it('as a whole body is refused and breaks nothing', async () => {
    failures.length = 0;
    const writes = routes.filter(({ method, ...rest }) => method !== 'GET' && isAboutPeople({ method, ...rest }));
    await inLanes(writes, async (route) => {
      // Each reader sends a third of them to this address, and others to the next.
      for (const [i, [type, body]] of shareOf([...RAW_BODIES.entries()], engine, PARTS, writes.indexOf(route)))
        note(
          `${route.method} ${route.url} ${type} ${body}`,
          await send(route, fill(route.url, real), type, body, readers[(writes.indexOf(route) + i) % 3]!),
        );
    });
    expect(failures).toEqual([]);
  });

  it('in one field of a body that fits otherwise is refused and breaks nothing', async () => {
    failures.length = 0;
    const writes = routes.filter(({ method, ...rest }) => method !== 'GET' && isAboutPeople({ method, ...rest }));
    await inLanes(writes, async (route) => {
      const body = fitting(route.schema.body);
      for (const [i, field] of Object.keys(body).entries()) {
        for (const odd of shareOf(SCALARS, engine, PARTS, writes.indexOf(route) + i)) {
          const payload = JSON.stringify({ ...body, [field]: odd });
          note(
            `${route.method} ${route.url} ${field}=${JSON.stringify(odd)}`,
            await send(route, fill(route.url, real), 'application/json', payload, readers[SCALARS.indexOf(odd) % 3]!),
          );
        }
      }
    });
    expect(failures).toEqual([]);
  });

  it('as an address of a write is not found, or refused', async () => {
    failures.length = 0;
    const writes = routes.filter(({ method, url }) => method !== 'GET' && url.includes(':'));
    for (const route of writes) {
      for (const odd of shareOf(ODD_PARTS, engine, PARTS, writes.indexOf(route))) {
        const parts = Object.fromEntries(Object.keys(real).map((name) => [name, odd]));
        note(
          `${route.method} ${route.url} ${odd}`,
          await send(
            route,
            fill(route.url, parts),
            'application/json',
            JSON.stringify(fitting(route.schema.body)),
            readers[2]!,
          ),
        );
      }
    }
    expect(failures).toEqual([]);
  });

  it('as an origin is refused by every write: another site’s, a sandbox’s, none', async () => {
    // A mailbox follows a signed link for its owner, from wherever it is.
    const signed = '/mail/off/:token';
    for (const route of routes.filter(({ method, url }) => method !== 'GET' && url !== signed)) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: `${ORIGIN}.evil.example` },
        {},
        { 'sec-fetch-site': 'cross-site' },
      ] as Record<string, string>[]) {
        const answer = await send(
          route,
          fill(route.url, real),
          'application/json',
          JSON.stringify(fitting(route.schema.body)),
          readers[2]!,
          headers,
        );
        expect(answer.status, `${route.method} ${route.url} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  });

  it('for a role is refused before anything is shown', async () => {
    for (const route of routes.filter(({ who }) => who === 'admin' || who === 'member')) {
      const payload = route.method === 'GET' ? '' : JSON.stringify(fitting(route.schema.body));
      const type = route.method === 'GET' ? null : 'application/json';
      const asVisitor = await send(route, fill(route.url, real), type, payload, null);
      // 404: what is not there is not there for visitors either.
      expect([303, 401, 404], `${route.method} ${route.url} ${asVisitor.status}`).toContain(asVisitor.status);
      if (route.who !== 'admin') continue;
      const asMember = await send(route, fill(route.url, real), type, payload, readers[1]!);
      expect(asMember.status, `${route.method} ${route.url}`).toBe(403);
      expect(asMember.text).not.toContain('<form class="form"');
    }
  });
});
