/** Who may do what, as the policy's table says, for every address that changes something. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, letTimePass } from '../../support/brands.ts';
import { moderateSpace } from '../../../server/forum/spaces/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { giveUpTask } from '../../support/given-up.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const ROLES = ['visitor', 'member', 'staff', 'moderator', 'admin', 'here', 'elsewhere'] as const;
/** `here` moderates the space that it is about, `elsewhere` another one. */
type Role = (typeof ROLES)[number];
const FORUM_ROLES = ['member', 'staff', 'moderator', 'admin'] as const;
/** What comes of it: done, or the code of the refusal. */
type Row = Record<Role, string>;

const all = (visitor: string, member: string, staff: string, moderator = member, admin = moderator): Row => ({
  visitor,
  member,
  staff,
  moderator,
  admin,
  here: member,
  elsewhere: member,
});
/** What a moderator of the space may do in it like one of the forum. */
const inSpace = (row: Row): Row => ({ ...row, here: row.moderator });
const members = all('not_signed_in', 'done', 'staff_cannot');
const keepers = all('not_signed_in', 'forbidden', 'forbidden', 'done');
const admins = all('not_signed_in', 'forbidden', 'forbidden', 'forbidden', 'done');
const staffOnly = all('not_signed_in', 'not_staff', 'done', 'not_staff');
const everybody = all('done', 'done', 'done');
/** A case is not there for who moderates elsewhere. */
const ofCases = { ...inSpace(keepers), elsewhere: 'not_found' };
const signedIn = all('not_signed_in', 'done', 'done');

/** The policy's table. Each row stands for a call of the API, made by each role in turn. */
const TABLE: Record<string, { row: Row; call(world: World, who: Member | null): Promise<string> }> = {
  'start a question': { row: all('not_signed_in', 'done', 'staff_form'), call: (w, who) => w.start(who, 'question') },
  'start a discussion': {
    row: all('not_signed_in', 'done', 'staff_form'),
    call: (w, who) => w.start(who, 'discussion'),
  },
  'start a prompt': { row: staffOnly, call: (w, who) => w.start(who, 'prompt') },
  'start a resource': { row: signedIn, call: (w, who) => w.start(who, 'resource') },
  'start an open hour': { row: staffOnly, call: (w, who) => w.start(who, 'open_hour') },
  'post, or reply': { row: signedIn, call: (w, who) => w.post(who) },
  'be a peer answer': { row: all('not_signed_in', 'answer', 'note'), call: (w, who) => w.post(who, true) },
  'accept an answer to one’s own question': { row: members, call: (w, who) => w.markOwn(who, 'accept') },
  'accept an answer to another’s question': {
    row: all('not_signed_in', 'not_the_asker', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'accept', w.answerId),
  },
  'find a post helpful': { row: members, call: (w, who) => w.mark(who, 'helpful', w.answerId) },
  'confirm an answer': { row: members, call: (w, who) => w.mark(who, 'worked', w.answerId) },
  'have the same problem': { row: members, call: (w, who) => w.mark(who, 'me_too', w.openingId) },
  'find a staff post helpful': {
    row: all('not_signed_in', 'staff_post', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'helpful', w.noteId),
  },
  'say for another that a note settled it': {
    row: all('not_signed_in', 'not_the_asker', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'settled', w.noteId),
  },
  'edit another’s post': {
    row: all('not_signed_in', 'not_yours', 'not_yours'),
    call: (w, who) => w.send('PATCH', `/posts/${w.answerId}`, { body: 'Mine now.', revision: 1 }, who),
  },
  'withdraw another’s post': {
    row: all('not_signed_in', 'not_yours', 'not_yours'),
    call: (w, who) => w.send('POST', `/posts/${w.answerId}/withdraw`, {}, who),
  },
  'report a post': {
    row: everybody,
    call: (w, who) =>
      w.send(
        'POST',
        `/posts/${w.answerId}/reports`,
        { reason: 'other', evidence: 'It is out of place.', contact: 'a@example.org' },
        who,
      ),
  },
  'decide on a report': { row: ofCases, call: (w, who) => w.decideReport(who) },
  'take a case': { row: ofCases, call: (w, who) => w.withCase(who, 'claim') },
  'give a case back': { row: ofCases, call: (w, who) => w.withCase(who, 'release') },
  'dismiss a case': { row: ofCases, call: (w, who) => w.withCase(who, 'dismiss') },
  'uphold a case': { row: ofCases, call: (w, who) => w.withCase(who, 'uphold') },
  'report a thread': { row: everybody, call: (w, who) => w.report(who, `/threads/${w.threadId}`) },
  'report a member': { row: everybody, call: (w, who) => w.report(who, `/members/${w.peer.slug}`) },
  'report a space': { row: everybody, call: (w, who) => w.report(who, '/spaces/wheels') },
  'propose another title': {
    row: { ...all('not_signed_in', 'on_probation', 'staff_cannot', 'done') },
    call: (w, who) =>
      w.send(
        'POST',
        `/threads/${w.threadId}/proposals`,
        { title: 'A title that says more', evidence: 'It says more.' },
        who,
      ),
  },
  'give notice of what is unlawful': {
    row: everybody,
    call: (w, who) =>
      w.send(
        'POST',
        '/notices',
        {
          ...{ address: `/p/${w.answerId}`, why: 'It breaks a law of the land.', goodFaith: true },
          ...{ name: 'Nora', email: `nora${w.next()}@example.org` },
        },
        who,
      ),
  },
  'let staff into another’s question': {
    row: inSpace(all('not_signed_in', 'not_the_asker', 'staff_cannot', 'done')),
    call: async (w, who) => {
      const { id } = await ask(w.forum, w.asker);
      return w.send('POST', `/threads/${id}/early-access`, { reason: 'Only they can know this.' }, who);
    },
  },
  'give a safety notice': {
    row: inSpace(all('not_signed_in', 'forbidden', 'done', 'done')),
    call: (w, who) => w.warn(who),
  },
  'thank for a post': { row: staffOnly, call: (w, who) => w.send('POST', `/posts/${w.answerId}/thank`, {}, who) },
  'keep a draft of a note': {
    row: staffOnly,
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/draft`, { body: 'Later.' }, who),
  },
  'finish another’s journey': {
    row: all('not_signed_in', 'other_form', 'other_form'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/finish`, {}, who),
  },
  'join a challenge': {
    row: all('not_signed_in', 'other_form', 'staff_cannot'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/join`, {}, who),
  },
  'say that one did what a challenge asks': {
    row: all('not_signed_in', 'not_joined', 'not_joined'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/done`, {}, who),
  },
  'bring a picture': {
    row: all('not_signed_in', 'invalid', 'invalid'),
    call: (w, who) => w.send('POST', '/pictures', {}, who),
  },
  'follow a space': { row: signedIn, call: (w, who) => w.send('PUT', '/follows', { kind: 'space', targetId: 1 }, who) },
  'invite peers': {
    row: signedIn,
    call: (w, who) => w.send('POST', `/threads/${w.threadId}/invitations`, { members: [w.asker.id] }, who),
  },
  'propose a space': {
    row: members,
    call: (w, who) =>
      w.send(
        'POST',
        '/spaces/proposals',
        { name: `Proposed room ${w.next()}`, kind: 'craft', charter: 'For all who want this room.' },
        who,
      ),
  },
  'decide on a proposed space': { row: keepers, call: (w, who) => w.decideProposal(who) },
  'make a space': {
    row: keepers,
    call: (w, who) =>
      w.send(
        'POST',
        '/spaces',
        { name: `Another room ${w.next()}`, kind: 'craft', charter: 'For all who want this room.' },
        who,
      ),
  },
  'change a space': {
    row: inSpace(keepers),
    call: (w, who) =>
      w.send(
        'PATCH',
        '/spaces/wheels',
        { name: 'Wheels that wobble', kind: 'problem', charter: 'For people whose wheels wobble.' },
        who,
      ),
  },
  'register a brand': {
    row: admins,
    call: (w, who) => {
      const slug = `brand${w.next()}`;
      return w.send('POST', '/brands', { name: slug, domains: `${slug}.example`, contact: `a@${slug}.example` }, who);
    },
  },
  'change a brand': {
    row: admins,
    call: (w, who) =>
      w.send('PATCH', '/brands/acme', { name: 'Acme', domains: 'acme.example', contact: 'a@acme.example' }, who),
  },
  'propose, confirm, renew or end a grant': { row: admins, call: (w, who) => w.grant(who) },
  'leave the staff role': {
    row: all('not_signed_in', 'not_staff', 'done', 'not_staff'),
    call: async (w, who) =>
      w.send(
        'POST',
        '/grants/leave',
        {},
        who?.role === 'staff' ? await w.forum.member(`Leaver ${w.next()}`, 'staff') : who,
      ),
  },
  'make limits stricter': { row: admins, call: (w, who) => w.send('PATCH', '/staff-rules', { grantMonths: 12 }, who) },
  'try again what was given up': {
    row: admins,
    call: async (w, who) => w.send('POST', `/admin/tasks/${await giveUpTask(w.forum.adda)}/retry`, {}, who),
  },
  'say who runs the forum': { row: admins, call: (w, who) => w.send('POST', '/operator', { operator: '' }, who) },
};

/** Which row of the table each address belongs to; `own` is about oneself and open to whoever may enter. */
const ADDRESSES: Record<string, string> = {
  'POST /api/v1/threads': 'start a question',
  'POST /ask': 'start a question',
  'POST /t/:id/posts': 'post, or reply',
  'POST /api/v1/threads/:id/posts': 'post, or reply',
  'POST /p/:id/marks/:kind': 'find a post helpful',
  'PUT /api/v1/posts/:id/marks/:kind': 'find a post helpful',
  'POST /p/:id/edit': 'edit another’s post',
  'PATCH /api/v1/posts/:id': 'edit another’s post',
  'POST /p/:id/withdraw': 'withdraw another’s post',
  'POST /api/v1/posts/:id/withdraw': 'withdraw another’s post',
  'POST /p/:id/restore': 'withdraw another’s post',
  'POST /api/v1/posts/:id/restore': 'withdraw another’s post',
  'POST /p/:id/report': 'report a post',
  'POST /api/v1/posts/:id/reports': 'report a post',
  'POST /t/:id/report': 'report a thread',
  'POST /api/v1/threads/:id/reports': 'report a thread',
  'POST /u/:name/report': 'report a member',
  'POST /api/v1/members/:name/reports': 'report a member',
  'POST /s/:slug/report': 'report a space',
  'POST /api/v1/spaces/:slug/reports': 'report a space',
  'POST /t/:id/propose': 'propose another title',
  'POST /api/v1/threads/:id/proposals': 'propose another title',
  'POST /notice': 'give notice of what is unlawful',
  'POST /api/v1/notices': 'give notice of what is unlawful',
  ...Object.fromEntries(
    Object.entries({
      claim: 'take a case',
      release: 'give a case back',
      dismiss: 'dismiss a case',
      uphold: 'uphold a case',
    }).flatMap(([verb, row]) => [
      [`POST /moderation/cases/:id/${verb}`, row],
      [`POST /api/v1/cases/:id/${verb}`, row],
    ]),
  ),
  'POST /moderation/reports/:id': 'decide on a report',
  'POST /api/v1/reports/:id': 'decide on a report',
  'POST /t/:id/early-access': 'let staff into another’s question',
  'POST /api/v1/threads/:id/early-access': 'let staff into another’s question',
  'POST /p/:id/thank': 'thank for a post',
  'POST /api/v1/posts/:id/thank': 'thank for a post',
  'POST /t/:id/draft': 'keep a draft of a note',
  'PUT /api/v1/threads/:id/draft': 'keep a draft of a note',
  'POST /t/:id/finish': 'finish another’s journey',
  'PUT /api/v1/threads/:id/finish': 'finish another’s journey',
  'POST /t/:id/join': 'join a challenge',
  'PUT /api/v1/threads/:id/join': 'join a challenge',
  'POST /t/:id/done': 'say that one did what a challenge asks',
  'PUT /api/v1/threads/:id/done': 'say that one did what a challenge asks',
  'POST /pictures': 'bring a picture',
  'POST /api/v1/pictures': 'bring a picture',
  'POST /follow': 'follow a space',
  'PUT /api/v1/follows': 'follow a space',
  'POST /t/:id/invite': 'invite peers',
  'POST /api/v1/threads/:id/invitations': 'invite peers',
  'POST /spaces/propose': 'propose a space',
  'POST /api/v1/spaces/proposals': 'propose a space',
  'POST /moderation/proposals/:id': 'decide on a proposed space',
  'POST /api/v1/spaces/proposals/:id': 'decide on a proposed space',
  'POST /spaces/new': 'make a space',
  'POST /api/v1/spaces': 'make a space',
  'POST /s/:slug/edit': 'change a space',
  'PATCH /api/v1/spaces/:slug': 'change a space',
  ...Object.fromEntries(
    ['tasks', 'letters'].flatMap((what) => [
      [`POST /admin/${what}/:id/retry`, 'try again what was given up'],
      [`POST /api/v1/admin/${what}/:id/retry`, 'try again what was given up'],
    ]),
  ),
  'POST /admin/brands': 'register a brand',
  'POST /api/v1/brands': 'register a brand',
  'POST /admin/brands/:slug': 'change a brand',
  'PATCH /api/v1/brands/:slug': 'change a brand',
  'POST /admin/brands/:slug/grants': 'propose, confirm, renew or end a grant',
  'POST /api/v1/brands/:slug/grants': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/confirm': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/confirm': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/renew': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/renew': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/end': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/end': 'propose, confirm, renew or end a grant',
  'POST /desk/leave': 'leave the staff role',
  'POST /api/v1/grants/leave': 'leave the staff role',
  'POST /admin/limits': 'make limits stricter',
  'PATCH /api/v1/staff-rules': 'make limits stricter',
  'POST /admin/operator': 'say who runs the forum',
  'POST /api/v1/operator': 'say who runs the forum',
  'POST /u/:name/claim': 'propose a space',
  'POST /admin/claims/:id': 'register a brand',
  'POST /admin/forum': 'register a brand',
  'POST /admin/health': 'register a brand',
};
const OWN =
  /^POST \/(api\/v1\/(accounts|preview|invitations\/:id\/decline)|preview|p\/:id\/quote|preferences|settings\/\S+|invitations\/\S+|desk\/drafts\/drop|sign-\S+|forgot|reset\/:secret|address\/back\/:secret|verify\/:secret|notice\/:secret|grants\/(confirm|end)\/:secret|setup|demo(\/remove)?)$/;

/** A question with an answer and a note, and somebody of each role. */
class World {
  threadId = 0;
  openingId = 0;
  answerId = 0;
  noteId = 0;
  readonly forum: Forum;
  asker!: Member;
  peer!: Member;
  private n = 0;
  constructor(forum: Forum) {
    this.forum = forum;
  }
  next = () => ++this.n;

  async begin(): Promise<void> {
    [this.asker, this.peer] = [await this.forum.member('Rina'), await this.forum.member('Jamal')];
    await this.forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'brakes', name: 'Brakes that squeal', kind: 'problem' },
        ...{ charter: 'For people whose brakes squeal.', createdAt: tx.now },
      }),
    );
    const olga = await this.forum.member('Olga', 'staff');
    const { id, postId } = await ask(this.forum, this.asker);
    [this.threadId, this.openingId] = [id, postId];
    this.answerId = (await write(this.forum, this.peer, id, 'Tighten the spokes.')).id;
    this.noteId = (await write(this.forum, olga, id, 'An official word.')).id;
  }

  /** Somebody new who holds this role. */
  async somebody(role: Role): Promise<Member | null> {
    if (role === 'visitor') return null;
    const name = `Some ${role} ${this.next()}`;
    if (role !== 'here' && role !== 'elsewhere') return this.forum.member(name, role);
    const member = await this.forum.member(name);
    await moderateSpace(this.forum.adda, name, role === 'here' ? 'wheels' : 'brakes', true);
    return member;
  }
  async send(method: 'POST' | 'PUT' | 'PATCH', url: string, body: object, who: Member | null): Promise<string> {
    const answer = await this.forum.api(method, url, body, who);
    return answer.status < 300 ? 'done' : answer.json().code;
  }
  start(who: Member | null, form: string): Promise<string> {
    const opensAt = new Date(Date.now() + DAY).toISOString().slice(0, 16);
    const words = { title: `Thread number ${this.next()}`, body: 'Some words.' };
    return this.send('POST', '/threads', { space: 'wheels', form, ...words, opensAt }, who);
  }
  async post(who: Member | null, asKind = false): Promise<string> {
    const { id } = await ask(this.forum, this.asker);
    await write(this.forum, this.peer, id, 'Tighten the spokes.');
    const answer = await this.forum.api('POST', `/threads/${id}/posts`, { body: 'Some words.' }, who);
    return answer.status < 300 ? (asKind ? answer.json().kind : 'done') : answer.json().code;
  }
  mark = (who: Member | null, kind: string, postId: number) =>
    this.send('PUT', `/posts/${postId}/marks/${kind}`, {}, who);
  async markOwn(who: Member | null, kind: string): Promise<string> {
    if (!who) return this.mark(who, kind, this.answerId);
    // Staff asked it as members, before they spoke for a brand.
    const { threadId } = await this.forum.adda.store.write(async (tx) => {
      const { id: spaceId } = this.forum.space;
      const words = { title: 'Asked long ago', markdown: 'How?', tags: [], createdAt: tx.now };
      return (await import('../../../server/forum/posting/start-thread.ts')).writeThread(tx, {
        spaceId,
        authorId: who.id,
        form: 'question',
        ...words,
      });
    });
    const { id } = await write(this.forum, this.peer, threadId, 'Like this.');
    return this.mark(who, kind, id);
  }
  async warn(who: Member | null): Promise<string> {
    const safety = { safety: true, reference: 'https://recalls.example/1' };
    return this.send('POST', `/threads/${this.threadId}/posts`, { body: 'Stop using it.', ...safety }, who);
  }
  report(who: Member | null, on: string): Promise<string> {
    const said = { reason: 'other', evidence: 'It is out of place.', contact: `v${this.next()}@example.org` };
    return this.send('POST', `${on}/reports`, said, who);
  }
  /** A thread of somebody, which somebody else reports. */
  async withCase(who: Member | null, verb: string): Promise<string> {
    const { id } = await ask(this.forum, this.asker);
    await this.report(this.peer, `/threads/${id}`);
    const { read } = this.forum.adda.store;
    const made = (await read.q.select().from(read.t.cases)).find(
      ({ threadId, target }) => target === 'thread' && threadId === id,
    )!;
    return this.send('POST', `/cases/${made.id}/${verb}`, { reason: 'It is in its place.' }, who);
  }
  async decideReport(who: Member | null): Promise<string> {
    const reporter = await this.forum.member(`Reporter ${this.next()}`);
    await this.send(
      'POST',
      `/posts/${this.answerId}/reports`,
      { reason: 'other', evidence: 'It is out of place.' },
      reporter,
    );
    const { read } = this.forum.adda.store;
    const report = (await read.q.select().from(read.t.reports)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/reports/${report.id}`, { decision: 'dismiss', reason: 'It is in its place.' }, who);
  }
  async decideProposal(who: Member | null): Promise<string> {
    const proposer = await this.forum.member(`Proposer ${this.next()}`);
    await this.send(
      'POST',
      '/spaces/proposals',
      { name: `Wished room ${this.next()}`, kind: 'craft', charter: 'For all who want this room.' },
      proposer,
    );
    const { read } = this.forum.adda.store;
    const proposal = (await read.q.select().from(read.t.proposals)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/spaces/proposals/${proposal.id}`, { decision: 'grant' }, who);
  }
  async grant(who: Member | null): Promise<string> {
    const member = await this.forum.member(`Candidate ${this.next()}`);
    return this.send('POST', '/brands/acme/grants', { member: member.name, address: 'x@acme.example' }, who);
  }
}

eachEngine('the policy’s table', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = new World(await makeForum(engine));
    await world.begin();
  });

  for (const [action, { row, call }] of Object.entries(TABLE))
    it(`${action}: ${Object.values(row).join(', ')}`, async () => {
      const found: Partial<Row> = {};
      for (const role of ROLES) {
        // Room for staff again, so that only the role decides.
        await letTimePass(world.forum, 31 * DAY);
        const who = await world.somebody(role);
        found[role] = await call(world, who);
      }
      expect(found).toEqual(row);
    });
});

describe('every address that changes something', () => {
  let routes: Route[];
  let forum: Forum;
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum('sqlite')));
  });

  it('has a row in the table', () => {
    const changing = routes.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
    expect(changing.filter((name) => !ADDRESSES[name] && !OWN.test(name))).toEqual([]);
    expect(Object.entries(ADDRESSES).filter(([name, action]) => !changing.includes(name) || !TABLE[action])).toEqual(
      [],
    );
  });

  it('lets nobody in at the door whom its row keeps out by role', async () => {
    const people = new Map<Role, Member | null>([['visitor', null]]);
    for (const role of FORUM_ROLES) people.set(role, await forum.member(`A ${role}`, role));
    const wrong: string[] = [];
    for (const { method, url } of routes) {
      const row = TABLE[ADDRESSES[`${method} ${url}`] ?? '']?.row;
      if (!row) continue;
      const address = url.replace(/:id/g, '999999').replace(':kind', 'helpful').replace(/:\w+/g, 'nobody-here');
      for (const role of ['visitor', ...FORUM_ROLES] as const) {
        const refusal = row[role];
        if (!['not_signed_in', 'forbidden', 'not_staff'].includes(refusal)) continue;
        const who = people.get(role)!;
        const answer = await forum.app.inject({
          method: method as 'POST',
          url: address,
          payload: {},
          headers: { accept: 'application/json', origin: 'http://localhost:3000', ...(who && { cookie: who.cookie }) },
        });
        if (answer.statusCode !== 401 && answer.statusCode !== 403)
          wrong.push(`${role} ${method} ${url}: ${answer.statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
