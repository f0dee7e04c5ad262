import Ajv from 'ajv';
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  summary?: string;
  tags?: string[];
  security?: object[];
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

eachEngine('the API', (engine) => {
  let forum: Forum;
  let routes: Route[];
  let api: Document;
  let rina: Member;
  let jamal: Member;
  let admin: Member;
  const ajv = new Ajv({ strict: false });
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum(engine)));
    [rina, jamal, admin] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Ada', 'admin'),
    ];
    api = (await forum.get('/api/v1/openapi.json')).json();
  });

  it('describes every one of its routes, and nothing else', () => {
    const real = routes
      .filter(({ url }) => url.startsWith('/api/v1/') && !url.endsWith('openapi.json'))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    const told = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.sort()).toEqual(real.sort());
    for (const methods of Object.values(api.paths))
      for (const operation of Object.values(methods)) expect(operation.summary).toBeTruthy();
  });

  it('answers each route as it is described', async () => {
    const thread = await ask(forum, rina, { tags: ['hub'] });
    const answer = await write(forum, jamal, thread.id, 'Tighten the spokes.');
    await write(forum, rina, thread.id, 'Which?', { parentId: answer.id });
    const gone = await write(forum, jamal, thread.id, 'Never mind.');
    await withdraw(forum, jamal, gone.id);
    await setMark(forum, rina, answer.id, 'accept');
    const space = { name: 'Mending bags', kind: 'craft', charter: 'For all who mend bags by hand.' };
    const samples: Record<string, [url: string, body?: object, who?: Member]> = {
      'GET /api/v1/feeds/new': ['/feeds/new'],
      'GET /api/v1/feeds/needs-answer': ['/feeds/needs-answer'],
      'GET /api/v1/spaces/{slug}/feeds/new': ['/spaces/wheels/feeds/new'],
      'GET /api/v1/spaces/{slug}/feeds/needs-answer': ['/spaces/wheels/feeds/needs-answer'],
      'GET /api/v1/spaces/{slug}/tags/{tag}/feeds/new': ['/spaces/wheels/tags/hub/feeds/new'],
      'GET /api/v1/spaces/{slug}/tags/{tag}/feeds/needs-answer': ['/spaces/wheels/tags/hub/feeds/needs-answer'],
      'GET /api/v1/spaces': ['/spaces'],
      'POST /api/v1/spaces': ['/spaces', space, admin],
      'PATCH /api/v1/spaces/{slug}': [
        '/spaces/wheels',
        { ...space, name: 'Wheels that wobble', slug: 'wheels' },
        admin,
      ],
      'GET /api/v1/threads/{id}': [`/threads/${thread.id}`],
      'POST /api/v1/threads': [
        '/threads',
        { space: 'wheels', form: 'question', title: 'Another question', body: 'Words.' },
        rina,
      ],
      'POST /api/v1/threads/{id}/posts': [`/threads/${thread.id}/posts`, { body: 'Words.' }, jamal],
      'PATCH /api/v1/posts/{id}': [`/posts/${answer.id}`, { body: 'Other words.', revision: 1 }, jamal],
      'POST /api/v1/posts/{id}/withdraw': [`/posts/${answer.id}/withdraw`, undefined, jamal],
      'POST /api/v1/posts/{id}/restore': [`/posts/${answer.id}/restore`, {}, jamal],
      'GET /api/v1/posts/{id}/revisions': [`/posts/${answer.id}/revisions`],
      'PUT /api/v1/posts/{id}/marks/{kind}': [`/posts/${answer.id}/marks/helpful`, undefined, rina],
      'POST /api/v1/preview': ['/preview', { body: '**Bold**' }, rina],
      'GET /api/v1/members/{name}': ['/members/jamal'],
      'POST /api/v1/accounts': [
        '/accounts',
        { name: 'Newcomer', email: 'new@example.org', password: 'a good long password' },
      ],
      'GET /api/v1/search': ['/search?q=wobble'],
    };
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        const name = `${method.toUpperCase()} ${path}`;
        const sample = samples[name];
        expect(sample, `a sample of ${name}`).toBeDefined();
        const answer_ = await forum.api(method.toUpperCase() as 'GET', sample![0], sample![1], sample![2] ?? null);
        expect(Object.keys(responses), `${name} ${answer_.text}`).toContain(String(answer_.status));
        const validate = ajv.compile(responses[String(answer_.status)]!.content!['application/json']!.schema);
        expect(validate(answer_.json()), `${name} ${JSON.stringify(validate.errors)}`).toBe(true);
        expect(answer_.headers['cache-control'], name).toBe('no-store');
      }
    }
  });

  it('refuses in one shape, with a stable code and the sentence in the reader’s language', async () => {
    const cases: [string, number, () => ReturnType<Forum['api']>][] = [
      ['not_found', 404, () => forum.api('GET', '/threads/999999')],
      ['not_found', 404, () => forum.api('GET', '/nothing/at/all')],
      ['not_signed_in', 401, () => forum.api('POST', '/threads', {})],
      ['bad_token', 401, () => forum.api('GET', '/spaces', undefined, null, { authorization: 'Bearer nonsense' })],
      ['invalid', 422, () => forum.api('POST', '/threads', { title: 5 }, rina)],
      ['forbidden', 403, () => forum.api('POST', '/spaces', {}, rina)],
      ['foreign_origin', 403, () => forum.api('POST', '/threads', {}, null, { origin: 'https://evil.example' })],
      [
        'malformed',
        400,
        () => forum.api('POST', '/threads', '{' as unknown as object, rina, { 'content-type': 'application/json' }),
      ],
      [
        'unsupported_media',
        415,
        () => forum.api('POST', '/threads', '<a/>' as unknown as object, rina, { 'content-type': 'text/xml' }),
      ],
      ['too_large', 413, () => forum.api('POST', '/threads', { body: 'x'.repeat(600_000) }, rina)],
    ];
    for (const [code, status, send] of cases) {
      const answer = await send();
      expect([code, answer.status, answer.headers['content-type']]).toEqual([
        code,
        status,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.json()).toMatchObject({ type: `urn:adda:problem:${code}`, status, code });
      expect(answer.json().title).toBeTruthy();
    }
    expect(
      (await forum.api('GET', '/threads/999999', undefined, null, { 'accept-language': 'bn' })).json().title,
    ).toMatch(/[\u0980-\u09ff]/);
  });

  it('names each field that does not fit, with a code and a sentence', async () => {
    const { errors } = (
      await forum.api(
        'POST',
        '/threads',
        { space: 'wheels', form: 'question', title: 'Short', body: '', tags: ['<>'] },
        rina,
      )
    ).json();
    expect(errors.map((error: any) => [error.field, error.code])).toEqual([
      ['title', 'too_short'],
      ['body', 'required'],
      ['tags', 'wrong'],
    ]);
    expect(errors[0].message).toBe('This needs at least 8 characters; it has 5.');
    const missing = (await forum.api('POST', '/threads', {}, rina))
      .json()
      .errors.map((error: any) => [error.field, error.code]);
    expect(missing).toContainEqual(['title', 'required']);
  });

  it('takes a token alone: a cookie beside a bad one counts for nothing', async () => {
    const answer = await forum.api('GET', '/spaces', undefined, null, {
      authorization: 'Bearer nonsense',
      cookie: rina.cookie,
    });
    expect(answer.status).toBe(401);
  });

  it('takes a cookie only from our own pages', async () => {
    const body = { space: 'wheels', form: 'question', title: 'Sent with a cookie', body: 'Words.' };
    expect(
      (await forum.api('POST', '/threads', body, null, { cookie: rina.cookie, origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await forum.api('POST', '/threads', body, null, { cookie: rina.cookie })).status).toBe(201);
  });

  it('says that it is well, and with what', async () => {
    expect((await forum.get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await forum.get('/readyz')).json()).toEqual({ status: 'ok', database: engine });
  });

  it('sends safe headers with every kind of answer', async () => {
    for (const url of [
      '/',
      '/nothing',
      '/api/v1/spaces',
      '/api/v1/nothing',
      '/healthz',
      '/new.atom',
      '/assets/nothing.js',
      '/t/%E0%A4%A',
    ]) {
      const { headers } = await forum.get(url);
      expect(headers['content-security-policy'], url).toContain("default-src 'none'");
      expect(headers['x-content-type-options'], url).toBe('nosniff');
    }
  });
});
