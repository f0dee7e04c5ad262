import { insertFile } from '../../../server/forum/files/queries.ts';
import { writeJoinLink } from '../../../server/people/accounts/join-links.ts';
import { insertPicture } from '../../../server/forum/pictures/queries.ts';
import Ajv from 'ajv';
import { beforeAll, expect, it } from 'vitest';
import { updatePost } from '../../../server/forum/threads/post-queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { ALL_ACTS } from '../../../server/care/acts/all.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { settledIn } from '../../support/settled.ts';
import { failedLetter, giveUpTask } from '../../support/given-up.ts';
import { knownJob } from '../../support/jobs.ts';
import { changedSetting } from '../../support/settings.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  summary?: string;
  tags?: string[];
  security?: object[];
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

/** A call of each address: where, with what, by whom. */
type Samples = Record<string, [url: string, body?: object, who?: Member]>;

eachEngine('the API', (engine) => {
  let forum: Forum;
  let routes: Route[];
  let api: Document;
  let rina: Member;
  let jamal: Member;
  let admin: Member;
  let olga: Member;
  let deputy: Member;
  const ajv = new Ajv({ strict: false });
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum(engine)));
    [rina, jamal, admin] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Ada', 'admin'),
    ];
    [olga, deputy] = [await forum.member('Olga', 'staff'), await forum.member('Bo', 'admin')];
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
    const written = async (to: string) =>
      (await forum.api('POST', '/messages', { to: [to], body: 'Hello.' }, admin)).json().conversationId as number;
    const [talk, other] = [await written('Jamal'), await written('Rina')];
    const reported = (await forum.api('POST', '/messages', { to: ['Rina'], body: 'Buy wheels.' }, jamal)).json();
    const inWalks = { space: 'walks', title: 'Up the hill', body: 'And down again.', goal: 'The top of the hill.' };
    await forum.api(
      'POST',
      '/spaces',
      { name: 'Walks', kind: 'aspiration', charter: 'For all who walk a lot.' },
      admin,
    );
    const postAt = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    const letWait = async (body: string) =>
      (await forum.api('POST', `/threads/${thread.id}/later`, { body, postAt }, admin)).json().id as number;
    const waiting = [await letWait('One.'), await letWait('Two.'), await letWait('Three.')];
    const started = async (values: object) =>
      (await forum.api('POST', '/threads', { ...inWalks, ...values }, rina)).json().id;
    const endsOn = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const [journey, challenge] = [await started({ form: 'journey' }), await started({ form: 'challenge', endsOn })];
    const space = { name: 'Mending bags', kind: 'craft', charter: 'For all who mend bags by hand.' };
    await forum.member('Thuy');
    const loose = { name: 'loose.webp', ownerId: rina.id, width: 1, height: 1, bytes: 1 };
    const picture = await forum.adda.store.write((tx) => insertPicture(tx, { ...loose, createdAt: tx.now }));
    const list = { name: 'f-loose.txt', title: 'list.txt', kind: 'text' as const, ownerId: rina.id, bytes: 1 };
    const file = await forum.adda.store.write((tx) => insertFile(tx, { ...list, createdAt: tx.now }));
    expect((await forum.api('PUT', '/pages/terms/en', { text: 'Be kind.' }, admin)).status).toBe(200);
    const poll = { pollQuestion: 'Which hub?', pollChoices: ['Cup', 'Cartridge'] };
    const samples: Samples = {
      ...Object.fromEntries(
        [
          ['/feeds', '/feeds'],
          ['/spaces/{slug}/feeds', '/spaces/wheels/feeds'],
          ['/spaces/{slug}/tags/{tag}/feeds', '/spaces/wheels/tags/hub/feeds'],
        ].flatMap(([described, path]) => [
          [`GET /api/v1${described}/among-members`, [`${path}/among-members`]],
          [`GET /api/v1${described}/following`, [`${path}/following`, undefined, rina]],
        ]),
      ),
      'PUT /api/v1/threads/{id}/finish': [`/threads/${journey}/finish`, {}, rina],
      'PUT /api/v1/threads/{id}/join': [`/threads/${challenge}/join`, {}, jamal],
      'PUT /api/v1/threads/{id}/done': [`/threads/${challenge}/done`, {}, jamal],
      'GET /api/v1/drafts': ['/drafts', undefined, rina],
      'PUT /api/v1/drafts': ['/drafts', { place: 'start', body: 'Later.' }, rina],
      'POST /api/v1/drafts/remove': ['/drafts/remove', { place: 'start' }, rina],
      'POST /api/v1/threads/{id}/later': [`/threads/${thread.id}/later`, { body: 'Later.', postAt }, admin],
      'POST /api/v1/threads/later': ['/threads/later', { ...inWalks, form: 'question', postAt }, admin],
      'PATCH /api/v1/waiting/{id}': [`/waiting/${waiting[0]}`, { body: 'Later still.', postAt }, admin],
      'POST /api/v1/waiting/{id}/post': [`/waiting/${waiting[1]}/post`, {}, admin],
      'POST /api/v1/waiting/{id}/remove': [`/waiting/${waiting[2]}/remove`, {}, admin],
      'PUT /api/v1/pictures/{id}/alt': [`/pictures/${picture}/alt`, { alt: 'A wheel.' }, rina],
      'POST /api/v1/pictures': ['/pictures', { pictureIds: [1] }, rina],
      'POST /api/v1/files': ['/files', { fileIds: [file] }, rina],
      'GET /api/v1/notifications': ['/notifications', undefined, jamal],
      'POST /api/v1/messages': ['/messages', { to: ['Jamal'], body: 'Is it true now?' }, rina],
      'GET /api/v1/messages': ['/messages', undefined, jamal],
      'GET /api/v1/messages/{id}': [`/messages/${talk}`, undefined, jamal],
      'POST /api/v1/messages/{id}/accept': [`/messages/${talk}/accept`, {}, jamal],
      'POST /api/v1/messages/{id}': [`/messages/${talk}`, { body: 'It is.' }, jamal],
      'POST /api/v1/messages/{id}/people': [`/messages/${talk}/people`, { to: ['Rina'] }, jamal],
      'POST /api/v1/messages/{id}/{message}/reports': [
        `/messages/${reported.conversationId}/${reported.id}/reports`,
        { reason: 'spam', evidence: 'It sells me wheels.' },
        rina,
      ],
      'PATCH /api/v1/messages/{id}/{message}': [
        `/messages/${reported.conversationId}/${reported.id}`,
        { body: 'Buy my wheels.' },
        jamal,
      ],
      'POST /api/v1/messages/{id}/{message}/take-back': [
        `/messages/${reported.conversationId}/${reported.id}/take-back`,
        {},
        jamal,
      ],
      'POST /api/v1/messages/{id}/leave': [`/messages/${other}/leave`, {}, rina],
      'PUT /api/v1/messages/from': ['/messages/from', { takesFrom: 'known' }, jamal],
      'POST /api/v1/blocks': ['/blocks', { name: 'Olga' }, jamal],
      'GET /api/v1/blocks': ['/blocks', undefined, jamal],
      'POST /api/v1/blocks/remove': ['/blocks/remove', { name: 'Olga' }, jamal],
      'GET /api/v1/searches': ['/searches', undefined, jamal],
      'POST /api/v1/searches': ['/searches', { q: 'wobble' }, jamal],
      'POST /api/v1/searches/{id}/remove': ['/searches/1/remove', {}, jamal],
      'PUT /api/v1/posts/{id}/open': [`/posts/${answer.id}/open`, { to: 'nobody' }, jamal],
      'PUT /api/v1/posts/{id}/poll': [`/posts/${answer.id}/poll`, poll, jamal],
      'GET /api/v1/posts/{id}/poll': [`/posts/${answer.id}/poll`, undefined, jamal],
      'PUT /api/v1/posts/{id}/poll/vote': [`/posts/${answer.id}/poll/vote`, { back: true }, rina],
      'POST /api/v1/posts/{id}/poll/end': [`/posts/${answer.id}/poll/end`, {}, jamal],
      'POST /api/v1/posts/{id}/poll/reopen': [`/posts/${answer.id}/poll/reopen`, {}, jamal],
      'GET /api/v1/spaces/{slug}/templates': ['/spaces/wheels/templates', undefined, rina],
      'GET /api/v1/bookmarks': ['/bookmarks', undefined, jamal],
      'PUT /api/v1/posts/{id}/bookmark': [`/posts/${answer.id}/bookmark`, { note: 'Mine.' }, jamal],
      'POST /api/v1/posts/{id}/bookmark/remove': [`/posts/${answer.id}/bookmark/remove`, {}, jamal],
      'GET /api/v1/notifications/devices': ['/notifications/devices', undefined, jamal],
      'POST /api/v1/notifications/devices/{id}/end': ['/notifications/devices/1/end', {}, jamal],
      'PUT /api/v1/notifications/devices/kinds': ['/notifications/devices/kinds', { kinds: ['answers'] }, jamal],
      'POST /api/v1/notifications/read': ['/notifications/read', {}, jamal],
      'GET /api/v1/notifications/mail': ['/notifications/mail', undefined, jamal],
      'POST /api/v1/notifications/mail/resume': ['/notifications/mail/resume', {}, jamal],
      'POST /api/v1/notifications/zone': ['/notifications/zone', { zone: 'Asia/Dhaka' }, jamal],
      'PUT /api/v1/notifications/mail': ['/notifications/mail', { wish: 'never' }, jamal],
      'POST /api/v1/spaces/{slug}/read': ['/spaces/wheels/read', {}, jamal],
      'PUT /api/v1/follows': ['/follows', { kind: 'member', targetId: jamal.id }, rina],
      'GET /api/v1/threads/{id}/why': [`/threads/${thread.id}/why`],
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
      'GET /api/v1/posts/{id}': [`/posts/${answer.id}`],
      'GET /api/v1/posts/{id}/revisions': [`/posts/${answer.id}/revisions`],
      'PUT /api/v1/posts/{id}/marks/{kind}': [`/posts/${answer.id}/marks/helpful`, undefined, rina],
      'POST /api/v1/preview': ['/preview', { body: '**Bold**' }, rina],
      'GET /api/v1/members/{name}': ['/members/jamal'],
      'POST /api/v1/accounts': [
        '/accounts',
        { name: 'Newcomer', email: 'new@example.org', password: 'a good long password' },
      ],
      'GET /api/v1/search': ['/search?q=wobble'],
      'GET /api/v1/references': [`/references?words=wheel&at=/t/${thread.id}/posts`, undefined, rina],
      'GET /api/v1/search/threads': ['/search/threads?q=wob'],
      'GET /api/v1/mentions': [`/mentions?name=ja&thread=${thread.id}`, undefined, rina],
      ...(await samplesOfStaff(thread.id, answer.id)),
      ...(await samplesOfActs()),
      ...(await samplesOfElections()),
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

  /** Moderators whom members elect, and what moderators note. */
  async function samplesOfElections(): Promise<Samples> {
    const charter = 'For those who elect somebody.';
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { slug: 'hall', name: 'Hall', kind: 'craft', charter, createdAt: tx.now }),
    );
    const names = ['Asha', 'Binod', 'Carla', 'Dipu', 'Else', 'Fatou'];
    const [asha, binod, carla, dipu, else_] = await settledIn(forum, names, 'hall');
    const why = 'They know everybody here, and are patient.';
    const propose = async (name: string) =>
      (await forum.api('POST', '/spaces/hall/nominations', { name, why }, asha!)).json().id;
    const voting = await propose('Binod');
    await forum.api('POST', `/nominations/${voting}/accept`, {}, binod!);
    await forum.api('POST', `/nominations/${voting}/second`, {}, dipu!);
    const [accepted, declined] = [await propose('Carla'), await propose('Dipu')];
    const about = `/moderation/people/${jamal.slug}`;
    const note = (await forum.api('POST', `${about}/notes`, { words: 'Spoke with him.' }, admin)).json().id;
    return {
      'GET /api/v1/spaces/{slug}/nominations': ['/spaces/hall/nominations', undefined, asha],
      'POST /api/v1/spaces/{slug}/nominations': ['/spaces/hall/nominations', { name: 'Else', why }, else_],
      'POST /api/v1/nominations/{id}/vote': [`/nominations/${voting}/vote`, { vote: 'yes' }, carla],
      'POST /api/v1/nominations/{id}/accept': [`/nominations/${accepted}/accept`, {}, carla],
      'POST /api/v1/nominations/{id}/second': [`/nominations/${accepted}/second`, {}, dipu],
      'POST /api/v1/nominations/{id}/decline': [`/nominations/${declined}/decline`, {}, dipu],
      'POST /api/v1/nominations/{id}/object': [
        `/nominations/${voting}/object`,
        { reason: 'They are my cousin.' },
        admin,
      ],
      'GET /api/v1/moderation/people/{name}': [about, undefined, admin],
      'POST /api/v1/moderation/people/{name}/notes': [`${about}/notes`, { words: 'Spoke again.' }, admin],
      'DELETE /api/v1/moderation/notes/{id}': [`/moderation/notes/${note}`, undefined, admin],
      'GET /api/v1/health/moderation': ['/health/moderation'],
    };
  }

  /** Each act on something of its own, and what follows from acts. */
  async function samplesOfActs(): Promise<Samples> {
    const samples: Samples = {};
    const why = { reason: 'other', note: 'A word.' };
    const more: Record<string, () => Promise<object>> = {
      'post.edit': async () => ({ body: 'Other words.', revision: 1 }),
      'post.as-reply': async () => ({}),
      'thread.slow': async () => ({ minutes: 5 }),
      'thread.move': async () => ({ space: 'walks' }),
      'thread.merge': async () => ({ threadId: String((await ask(forum, rina)).id) }),
      'thread.retitle': async () => ({ title: 'A better title for it' }),
      'thread.pin': async () => ({ days: 7 }),
      'member.silence': async () => ({ days: 1 }),
      'member.suspend': async () => ({ days: 1 }),
    };
    const on = async (target: string, verb: string): Promise<[path: string, body: object]> => {
      const body = { ...why, ...(await more[`${target}.${verb}`]?.()) };
      if (target === 'member') {
        const { id, slug } = await forum.member(`Subject of ${verb}`);
        await forum.adda.store.write((tx) => updateAccount(tx, id, { picture: `a-${verb}.webp` }));
        return [`/members/${slug}/${verb}`, body];
      }
      const thread = await ask(forum, rina, { title: `Subject of ${verb}, a thread` });
      const post = await write(forum, jamal, thread.id, `Subject of ${verb}.`);
      if (target === 'thread')
        return [
          `/threads/${thread.id}/${verb}`,
          verb === 'split' ? { ...body, posts: [post.id], title: 'Split off from it' } : body,
        ];
      if (verb === 'as-answer')
        return [`/posts/${(await write(forum, rina, thread.id, 'A reply.', { parentId: post.id })).id}/${verb}`, body];
      if (verb === 'as-reply')
        return [
          `/posts/${post.id}/${verb}`,
          { ...body, parentId: (await write(forum, jamal, thread.id, 'Another.')).id },
        ];
      return [`/posts/${post.id}/${verb}`, body];
    };
    const before: Record<string, string[]> = {
      'post.show': ['hide'],
      'thread.show': ['hide'],
      'thread.unlock': ['lock'],
      'thread.reopen': ['close'],
      'thread.unpin': ['pin'],
      'thread.list': ['unlist'],
      'thread.unmerge': ['merge'],
      'member.unsilence': ['silence'],
      'member.unsuspend': ['suspend'],
    };
    const { attempts } = forum.adda.store.read.t;
    const rest = () => forum.adda.store.write((tx) => tx.q.delete(attempts).then(() => undefined));
    // What is held has samples of its own.
    const plain = ALL_ACTS.filter(({ verb }) => verb !== 'approve' && verb !== 'refuse');
    for (const { target, verb } of plain) {
      await rest();
      const [path, body] = await on(target, verb);
      for (const first of before[`${target}.${verb}`] ?? []) {
        const given = { ...why, ...(await more[`${target}.${first}`]?.()) };
        const done = await forum.api('POST', path.replace(/[^/]+$/, first), given, admin);
        expect(done.status, `${path} ${done.text}`).toBe(200);
      }
      const [what, param] = { post: ['posts', 'id'], thread: ['threads', 'id'], member: ['members', 'name'] }[target]!;
      samples[`POST /api/v1/${what}/{${param}}/${verb}`] = [path, body, admin];
    }
    for (const verb of ['approve', 'refuse']) {
      const [path, body] = await on('post', verb);
      const heldWhy = { why: 'words' as const, words: [], score: null };
      const held = (now: number) => (verb === 'refuse' ? { heldAt: now, hiddenAt: now, hiddenReason: 'held' } : {});
      await forum.adda.store.write((tx) => updatePost(tx, Number(/\d+/.exec(path)![0]), { heldWhy, ...held(tx.now) }));
      samples[`POST /api/v1/posts/{id}/${verb}`] = [path, body, admin];
    }
    const hide = async () => {
      await rest();
      const [path, body] = await on('post', 'hide');
      return (await forum.api('POST', path, body, admin)).json().id;
    };
    const [undone, appealed, decided] = [await hide(), await hide(), await hide()];
    const words = { words: 'It was about the wheel.' };
    await forum.api('POST', `/acts/${decided}/appeals`, words, jamal);
    const { q, t } = forum.adda.store.read;
    const [appeal] = await q.select().from(t.appeals);
    const twin = await ask(forum, rina, { title: 'The same question once more' });
    const close = { why: 'duplicate', threadId: String((await ask(forum, jamal)).id) };
    await forum.api('POST', `/threads/${twin.id}/close`, close, admin);
    const spam = await write(forum, jamal, twin.id, 'Spam.', { parentId: twin.postId });
    await rest();
    const room = { kind: 'craft' as const, charter: 'For those who sit in it.' };
    await forum.adda.store.write(async (tx) => {
      await insertSpace(tx, { ...room, slug: 'room', name: 'Room', access: 'private', createdAt: tx.now });
      await insertSpace(tx, { ...room, slug: 'den', name: 'Den', access: 'private', createdAt: tx.now });
      await insertSpace(tx, { ...room, slug: 'attic', name: 'Attic', createdAt: tx.now });
      await insertSpace(tx, { ...room, slug: 'loft', name: 'Loft', createdAt: tx.now });
    });
    await forum.api('POST', '/spaces/room/members', { name: 'Jamal' }, admin);
    await forum.api('POST', '/spaces/room/members', { name: 'Rina' }, admin);
    const joinAt = async (slug: string) =>
      new URL((await forum.api('POST', `/spaces/${slug}/join-code`, {}, admin)).json().url).pathname;
    await forum.api('POST', await joinAt('room'), { words: 'Please.' }, await forum.member('Asks'));
    const [asked] = await q.select().from(t.joinRequests);
    const wish = { name: 'Folding paper boats', kind: 'craft', charter: 'For all who fold paper boats.' };
    await forum.api('POST', '/spaces/proposals', wish, rina);
    const proposal = (await q.select().from(t.proposals)).findLast(({ state }) => state === 'open')!;
    return {
      ...samples,
      'PUT /api/v1/spaces/{slug}/templates': ['/spaces/attic/templates', { question: 'Which house?' }, admin],
      'POST /api/v1/spaces/{slug}/keep': ['/spaces/attic/keep', { rules: 'Be kind.', slowMinutes: 5 }, admin],
      'POST /api/v1/spaces/{slug}/access': ['/spaces/attic/access', { access: 'members' }, admin],
      'POST /api/v1/spaces/{slug}/archive': ['/spaces/loft/archive', { set: true }, admin],
      'GET /api/v1/spaces/{slug}/members': ['/spaces/room/members', undefined, rina],
      'POST /api/v1/spaces/{slug}/members': ['/spaces/room/members', { name: 'Thuy' }, admin],
      'POST /api/v1/spaces/{slug}/members/{name}/out': ['/spaces/room/members/jamal/out', {}, admin],
      'POST /api/v1/join/{code}': [await joinAt('den'), { words: 'Me too.' }, await forum.member('Asks too')],
      'POST /api/v1/join-requests/{id}': [`/join-requests/${asked!.id}`, { decision: 'grant' }, admin],
      'POST /api/v1/spaces/{slug}/join-code': ['/spaces/room/join-code', {}, admin],
      'POST /api/v1/spaces/{slug}/join-code/end': ['/spaces/room/join-code/end', {}, admin],
      'POST /api/v1/spaces/proposals/{id}/second': [`/spaces/proposals/${proposal.id}/second`, {}, jamal],
      'POST /api/v1/acts/{id}/undo': [`/acts/${undone}/undo`, {}, admin],
      'POST /api/v1/acts/{id}/appeals': [`/acts/${appealed}/appeals`, words, jamal],
      'POST /api/v1/appeals/{id}': [
        `/appeals/${appeal!.id}`,
        { decision: 'uphold', reason: 'It was about the wheel.' },
        deputy,
      ],
      'POST /api/v1/moderation/bulk': ['/moderation/bulk', { verb: 'hide', posts: [spam.id], reason: 'spam' }, admin],
      'POST /api/v1/threads/{id}/not-the-same': [`/threads/${twin.id}/not-the-same`, {}, rina],
      'POST /api/v1/admin/reasons': ['/admin/reasons', { slug: 'spam', rule: 'No spam.', isActive: true }, admin],
      'GET /api/v1/statements': ['/statements', undefined, jamal],
    };
  }

  /** What brand staff, moderators and admins do: each on something that is there for it. */
  async function samplesOfStaff(threadId: number, answerId: number): Promise<Samples> {
    const api_ = (method: 'POST', url: string, body: object, who: Member) =>
      forum.api(method, url, body, who).then((answer) => answer.json());
    const proposal = { name: 'Darning socks by hand', kind: 'craft', charter: 'For all who darn socks by hand.' };
    await api_('POST', '/spaces/proposals', proposal, rina);
    const lee = await forum.member('Lee');
    const kim = await forum.member('Kim');
    const grant = (who: Member) =>
      api_('POST', '/brands/acme/grants', { member: who.name, address: `${who.slug}@acme.example` }, admin);
    const [first, second] = [await grant(lee), await grant(kim)];
    const open = await ask(forum, rina, { title: 'Does anybody know these hubs?' });
    await api_('POST', `/threads/${open.id}/invitations`, { members: [jamal.id] }, rina);
    const invitation = (await forum.api('GET', '/invitations', undefined, jamal)).json().invitations[0];
    await api_('POST', `/posts/${answerId}/reports`, { reason: 'other', evidence: 'It is in the wrong place.' }, rina);
    const report = (await forum.api('GET', '/reports', undefined, admin)).json().reports[0];
    const leaver = await forum.member('Uma', 'staff');
    const rule = { kind: 'words', action: 'hold', patterns: 'nobodysays' };
    const rules = [
      await api_('POST', '/admin/watch-rules', rule, admin),
      await api_('POST', '/admin/watch-rules', rule, admin),
    ].map(({ id }) => id);
    const bad = { reason: 'other', evidence: 'It is in the wrong place.' };
    const caseIds: number[] = [];
    for (const title of ['One more thread about hubs', 'Another thread about hubs', 'A last thread about hubs']) {
      await api_('POST', `/threads/${(await ask(forum, rina, { title })).id}/reports`, bad, jamal);
      caseIds.push((await forum.api('GET', '/cases', undefined, admin)).json().cases.at(-1).id);
    }
    await api_('POST', '/spaces/wheels/reports', bad, jamal);
    caseIds.push((await forum.api('GET', '/cases', undefined, admin)).json().cases.at(-1).id);
    await forum.adda.store.write((tx) => updateAccount(tx, jamal.id, { createdAt: 1 }));
    const [taken, dismissed, upheld, ofSpace] = caseIds;
    const notice = { address: `/p/${answerId}`, why: 'It breaks a law of the land.', goodFaith: true };
    return {
      'GET /api/v1/brands': ['/brands'],
      'POST /api/v1/brands': [
        '/brands',
        { name: 'Zeta', domains: 'zeta.example', products: 'ZetaHub: hubs', contact: 'hello@zeta.example' },
        admin,
      ],
      'GET /api/v1/brands/{slug}': ['/brands/acme'],
      'PATCH /api/v1/brands/{slug}': [
        '/brands/acme',
        { name: 'Acme', domains: 'acme.example', products: '', contact: 'hello@acme.example' },
        admin,
      ],
      'POST /api/v1/brands/{slug}/grants': [
        '/brands/acme/grants',
        { member: 'Thuy', address: 'thuy@acme.example' },
        admin,
      ],
      'POST /api/v1/grants/{id}/confirm': [`/grants/${first.id}/confirm`, {}, deputy],
      'POST /api/v1/grants/{id}/renew': [`/grants/${first.id}/renew`, {}, admin],
      'POST /api/v1/grants/{id}/end': [`/grants/${second.id}/end`, {}, admin],
      'POST /api/v1/grants/leave': ['/grants/leave', {}, leaver],
      'GET /api/v1/staff-rules': ['/staff-rules'],
      'PATCH /api/v1/staff-rules': ['/staff-rules', { peersFirstHours: 48 }, admin],
      'POST /api/v1/operator': ['/operator', { operator: '' }, admin],
      'GET /api/v1/admin/tasks': ['/admin/tasks', undefined, admin],
      'POST /api/v1/admin/tasks/{id}/retry': [`/admin/tasks/${await giveUpTask(forum.adda)}/retry`, {}, admin],
      'GET /api/v1/posts/{id}/repeats': [`/posts/${answerId}/repeats`, undefined, admin],
      'GET /api/v1/cases/decided': ['/cases/decided?decision=upheld', undefined, admin],
      'POST /api/v1/admin/letters/{id}/retry': [`/admin/letters/${await failedLetter(forum.adda)}/retry`, {}, admin],
      'GET /api/v1/admin/members': ['/admin/members', undefined, admin],
      'POST /api/v1/admin/members/{name}/sign-out': [
        `/admin/members/${(await forum.member('Taken Over')).slug}/sign-out`,
        {},
        admin,
      ],
      'POST /api/v1/admin/members/{name}/reset': [
        `/admin/members/${(await forum.member('Locked Out')).slug}/reset`,
        {},
        admin,
      ],
      'GET /api/v1/admin/join-links': ['/admin/join-links', undefined, admin],
      'POST /api/v1/admin/join-links': ['/admin/join-links', { note: 'For friends', uses: '3' }, admin],
      'POST /api/v1/admin/join-links/{id}/end': [
        `/admin/join-links/${(await writeJoinLink(forum.adda, null, {})).id}/end`,
        {},
        admin,
      ],
      'PUT /api/v1/admin/spaces/order': ['/admin/spaces/order', { spaces: ['wheels'] }, admin],
      'POST /api/v1/admin/spaces/{slug}/move': ['/admin/spaces/wheels/move', { step: 'up' }, admin],
      'GET /api/v1/admin/brands/numbers': ['/admin/brands/numbers?sort=name', undefined, admin],
      'POST /api/v1/admin/jobs/{name}/run': [`/admin/jobs/${await knownJob(forum.adda)}/run`, {}, admin],
      'GET /api/v1/admin/settings': ['/admin/settings?q=colour', undefined, admin],
      'GET /api/v1/admin/settings/changes': ['/admin/settings/changes', undefined, admin],
      'PUT /api/v1/admin/settings/{key}': ['/admin/settings/tagline', { value: 'For those who mend' }, admin],
      'DELETE /api/v1/admin/settings/{key}': ['/admin/settings/tagline', undefined, admin],
      'POST /api/v1/admin/settings/changes/{id}/undo': [
        `/admin/settings/changes/${await changedSetting(forum.adda)}/undo`,
        {},
        admin,
      ],
      'GET /api/v1/admin/overview': ['/admin/overview', undefined, admin],
      'GET /api/v1/admin/mail': ['/admin/mail', undefined, admin],
      'POST /api/v1/admin/mail/test': ['/admin/mail/test', {}, admin],
      'POST /api/v1/admin/letters/{id}/give-up': [
        `/admin/letters/${await failedLetter(forum.adda, 2)}/give-up`,
        {},
        admin,
      ],
      'GET /api/v1/moderation/held': ['/moderation/held', undefined, admin],
      'POST /api/v1/moderation/raid': ['/moderation/raid', { hours: 1, days: 1 }, admin],
      'POST /api/v1/moderation/raid/end': ['/moderation/raid/end', {}, admin],
      'GET /api/v1/me/trust': ['/me/trust', undefined, rina],
      'POST /api/v1/admin/prevention': ['/admin/prevention', { firstPosts: 'none', scoreAbove: 0 }, admin],
      'GET /api/v1/admin/watch-rules': ['/admin/watch-rules', undefined, admin],
      'POST /api/v1/admin/watch-rules': [
        '/admin/watch-rules',
        { kind: 'words', action: 'flag', patterns: 'lottery' },
        admin,
      ],
      'GET /api/v1/admin/watch-rules/{id}': [`/admin/watch-rules/${rules[0]}`, undefined, admin],
      'POST /api/v1/admin/watch-rules/{id}': [`/admin/watch-rules/${rules[0]}`, { isActive: true }, admin],
      'DELETE /api/v1/admin/watch-rules/{id}': [`/admin/watch-rules/${rules[1]}`, undefined, admin],
      'GET /api/v1/desk': ['/desk', undefined, olga],
      'PUT /api/v1/threads/{id}/draft': [`/threads/${threadId}/draft`, { body: 'For later.' }, olga],
      'POST /api/v1/threads/{id}/early-access': [`/threads/${open.id}/early-access`, {}, rina],
      'POST /api/v1/posts/{id}/thank': [`/posts/${answerId}/thank`, {}, olga],
      'GET /api/v1/threads/{id}/helpers': [`/threads/${open.id}/helpers`, undefined, rina],
      'POST /api/v1/threads/{id}/invitations': [`/threads/${open.id}/invitations`, { members: [lee.id] }, rina],
      'GET /api/v1/invitations': ['/invitations', undefined, jamal],
      'POST /api/v1/invitations/{id}/decline': [`/invitations/${invitation.id}/decline`, {}, jamal],
      'POST /api/v1/posts/{id}/reports': [
        `/posts/${answerId}/reports`,
        { reason: 'undisclosed_affiliation', evidence: 'He sells spokes in Dhaka.' },
        rina,
      ],
      'POST /api/v1/threads/{id}/reports': [`/threads/${open.id}/reports`, bad, lee],
      'POST /api/v1/members/{name}/reports': [`/members/${lee.slug}/reports`, bad, rina],
      'POST /api/v1/spaces/{slug}/reports': ['/spaces/wheels/reports', bad, rina],
      'POST /api/v1/threads/{id}/proposals': [
        `/threads/${open.id}/proposals`,
        { title: 'Who knows these old hubs?', evidence: 'It says which hubs.' },
        jamal,
      ],
      'POST /api/v1/notices': ['/notices', notice, lee],
      'GET /api/v1/cases': ['/cases', undefined, admin],
      'GET /api/v1/cases/{id}': [`/cases/${taken}`, undefined, admin],
      'POST /api/v1/cases/{id}/claim': [`/cases/${taken}/claim`, {}, admin],
      'POST /api/v1/cases/{id}/release': [`/cases/${taken}/release`, {}, admin],
      'POST /api/v1/cases/{id}/dismiss': [`/cases/${dismissed}/dismiss`, { reason: 'It is fine there.' }, admin],
      'POST /api/v1/cases/{id}/uphold': [`/cases/${upheld}/uphold`, { reason: 'It was mended.' }, admin],
      'POST /api/v1/cases/{id}/space': [`/cases/${ofSpace}/space`, { act: 'slow', reason: 'It runs hot.' }, admin],
      'POST /api/v1/cases/{id}/space/undo': [`/cases/${ofSpace}/space/undo`, {}, admin],
      'GET /api/v1/reports/mine': ['/reports/mine', undefined, rina],
      'GET /api/v1/reports': ['/reports', undefined, admin],
      'POST /api/v1/reports/{id}': [
        `/reports/${report.id}`,
        { decision: 'dismiss', reason: 'It is fine there.' },
        admin,
      ],
      'GET /api/v1/spaces/alike': ['/spaces/alike?name=Wobbly+wheels', undefined, rina],
      'POST /api/v1/spaces/proposals': ['/spaces/proposals', { ...proposal, name: 'Darning gloves by hand' }, rina],
      'POST /api/v1/spaces/proposals/{id}': ['/spaces/proposals/1', { decision: 'grant' }, admin],
      'PUT /api/v1/pages/{page}/{language}': ['/pages/about/en', { text: 'We mend wheels.' }, admin],
      'GET /api/v1/pages/{page}': ['/pages/terms'],
      'GET /api/v1/log': ['/log'],
      'GET /api/v1/health': ['/health?by=month'],
      'GET /api/v1/spaces/{slug}/health': ['/spaces/wheels/health'],
    };
  }

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
      ...[`{"title":${'['.repeat(200)}${']'.repeat(200)}}`, `{"title":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`].map(
        (deep): [string, number, () => ReturnType<Forum['api']>] => [
          ...(['malformed', 400] as const),
          () => forum.api('POST', '/threads', deep as unknown as object, rina, { 'content-type': 'application/json' }),
        ],
      ),
      ['invalid', 422, () => forum.api('POST', '/threads', { body: `${'["\\'.repeat(200)} is no depth.` }, rina)],
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
    expect((await forum.get('/readyz')).json()).toEqual({ status: 'ok', database: engine, jobs: expect.any(Array) });
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

  it('sends with files that pages load only what protects them', async () => {
    const file = /href="(\/assets\/main-[^"]+\.css)"/.exec((await forum.get('/')).text)![1]!;
    for (const accepted of ['identity', 'br']) {
      const { status, headers } = await forum.get(file, null, { 'accept-encoding': accepted });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(headers).not.toHaveProperty('permissions-policy');
    }
    // What is not there is answered by a page.
    expect((await forum.get('/assets/nothing.js')).headers).toHaveProperty('permissions-policy');
  });
});
