/** Different things at once: posts while the grant ends, the brand is renamed, the person goes. Nothing falls between. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { promote } from '../../../server/people/accounts/manage.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { saveBrand } from '../../../server/brands/actions.ts';
import { confirmByLetter, confirmGrant, endGrant, proposeGrant } from '../../../server/brands/grants.ts';
import type { Brand } from '../../../server/brands/queries.ts';
import { AddaError } from '../../../server/platform/errors.ts';
import { writePost } from '../../../server/forum/posting/write.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { writeThread } from '../../../server/forum/posting/start-thread.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Answer, type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { rowOf } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const isConfirming = ({ body }: { body: string }) => body.includes('/grants/confirm/');
const FROM = {
  address: '127.0.0.1',
  userAgent: '',
  language: 'en' as const,
  origin: 'http://localhost:3000',
  sessionHash: '',
  device: '',
};

eachEngine('at the same moment', (engine) => {
  let forum: Forum;
  let asker: Member;
  let peer: Member;
  let admin: Member;
  let brand: Brand;
  let dana: Member;
  let serial = 0;
  let space = '';
  beforeAll(async () => {
    forum = await makeForum(engine);
    asker = await forum.member('Rina');
    peer = await forum.member('Jamal');
    admin = await forum.member('Ada', 'admin');
  });
  beforeEach(async () => {
    const n = ++serial;
    brand = await makeBrand(forum, `Brand${n}`);
    dana = await makeStaff(forum, `Dana ${n}`, brand);
    space = `room-${n}`;
  });
  const asAdmin = () => actorAs(admin.id, 'admin');

  /** Questions that a peer has answered, in a room of their own. */
  const questions = (count: number, answers = 1) =>
    forum.adda.store.write(async (tx) => {
      const room = { slug: space, name: space, kind: 'problem' as const, charter: 'For all at once.' };
      const { id: spaceId } = await insertSpace(tx, { ...room, createdAt: tx.now });
      const ids: number[] = [];
      for (let i = 0; i < count; i++) {
        const words = { title: `Question ${i}`, markdown: 'How?', tags: [], createdAt: tx.now };
        const { threadId } = await writeThread(tx, { spaceId, authorId: asker.id, form: 'question', ...words });
        for (let j = 0; j < answers; j++)
          await writePost(tx, (await lockThread(tx, threadId))!, {
            ...{ authorId: peer.id, parent: null, kind: 'answer', markdown: 'So.', createdAt: tx.now },
          });
        ids.push(threadId);
      }
      return ids;
    });
  const post = (who: Member, id: number, more: object = {}) =>
    forum.api('POST', `/threads/${id}/posts`, { body: 'A fact.', ...more }, who);
  const start = (who: Member, n: number) =>
    forum.api('POST', '/threads', { space, form: 'prompt', title: `What did you mend (${n})?`, body: 'Tell.' }, who);
  const labels = async () => {
    const { read } = forum.adda.store;
    return new Map((await read.q.select().from(read.t.postLabels)).map((label) => [label.postId, label]));
  };
  const grantOf = async (who: Member) => {
    const { read } = forum.adda.store;
    return (await read.q.select().from(read.t.grants)).find((grant) => grant.accountId === who.id)!;
  };
  /** Whatever the answer is, it is one that was thought of. */
  const expectKnown = (answers: Answer[]) => {
    for (const answer of answers) expect([201, 403, 409, 422, 429], answer.text).toContain(answer.status);
  };

  it('a grant ends and fifty posts arrive: each is a labelled note or a member’s own, never half of both', async () => {
    const ids = await questions(50, 9);
    const { id: grantId } = await grantOf(dana);
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => post(dana, id))),
      new Promise((resolve) => setImmediate(resolve)).then(() => endGrant(forum.adda, asAdmin(), grantId)),
    ]);
    expectKnown(answers);
    const kept = await labels();
    const { read } = forum.adda.store;
    const written = (await read.q.select().from(read.t.posts)).filter((one) => one.authorId === dana.id);
    expect(written.length).toBe(answers.filter(({ status }) => status === 201).length);
    for (const one of written) expect([one.id, one.kind]).toEqual([one.id, kept.has(one.id) ? 'note' : 'answer']);
    expect((await rowOf(forum, 'accounts', dana.id)).role).toBe('member');
    expect([...kept.values()].filter((label) => label.grantId === grantId).length).toBeLessThanOrEqual(20);
  });

  it('a brand changes its name and posts arrive: each label is of one name, the old or the new', async () => {
    const ids = await questions(30, 9);
    const form = { domains: brand.domains.join(), products: '', contact: brand.contact };
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => post(dana, id))),
      ...[1, 2, 3].map((i) =>
        saveBrand(forum.adda, asAdmin(), brand.slug, { ...form, name: `Named ${serial} ${i}`, slug: brand.slug }),
      ),
    ]);
    expectKnown(answers);
    const mine = [...(await labels()).values()].filter((label) => label.brandId === brand.id);
    expect(mine.length).toBeGreaterThan(0);
    for (const { label, brandName } of mine) expect(label).toBe(`Staff · ${brandName}`);
  });

  it('a person is erased and their posts arrive: what was written for the brand says so', async () => {
    const ids = await questions(30, 9);
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => post(dana, id))),
      forum.adda.store.write((tx) => erase(tx, forum.adda.features, dana.id)),
    ]);
    for (const { status, text } of answers) expect([201, 401, 403, 429], text).toContain(status);
    const kept = await labels();
    const { read } = forum.adda.store;
    for (const one of await read.q.select().from(read.t.posts))
      if (one.authorId === dana.id) expect([one.id, kept.has(one.id)]).toEqual([one.id, true]);
    expect((await grantOf(dana)).state).toBe('ended');
  });

  it('two of a brand write and start everywhere: nobody waits for ever, and the day holds', async () => {
    const ids = await questions(25, 9);
    const lee = await makeStaff(forum, `Lee ${serial}`, brand);
    const answers = await Promise.all(
      ids.flatMap((id, i) => [post(i % 2 ? dana : lee, id), start(i % 2 ? lee : dana, i)]),
    );
    expectKnown(answers);
    const mine = [...(await labels()).values()].filter((label) => label.brandId === brand.id);
    expect(mine.filter((label) => label.number === 1)).toHaveLength(1);
    expect(mine).toHaveLength(answers.filter(({ status }) => status === 201).length);
    // 25 threads of ten posts: a tenth of what is there when each is written, and each adds to it.
    const all = 250 + mine.length;
    expect(mine.length).toBeLessThanOrEqual(Math.floor(all / 10));
    expect(mine.length).toBeGreaterThanOrEqual(25);
  });

  it('fifty forms are sent from pages: one note stands, and the others’ words are kept and shown again', async () => {
    const [id] = await questions(1, 9);
    const pages = await Promise.all(
      Array.from({ length: 50 }, (_, i) => forum.post(`/t/${id}/posts`, { body: `Fact number ${i}.` }, dana)),
    );
    const refused = pages.filter(({ status }) => status !== 303);
    expect([pages.length - refused.length, new Set(refused.map(({ status }) => status))]).toEqual([1, new Set([403])]);
    for (const { text } of refused) expect(text).toMatch(/Fact number \d+\./);
    expect([...(await labels()).values()].filter((label) => label.threadId === id)).toHaveLength(1);
    const { read } = forum.adda.store;
    const drafts = (await read.q.select().from(read.t.drafts)).filter((draft) => draft.accountId === dana.id);
    // The first that was refused, and beside it the last: none knew of another.
    expect(drafts.map(({ place, because }) => [place, because]).sort()).toEqual([
      [`thread:${id}`, 'monologue'],
      [`thread:${id}:refused`, 'monologue'],
    ]);
  });

  it('one link is followed twenty times: it is followed once, and the log says so', async () => {
    const member = await forum.member(`Quick ${serial}`);
    const input = { member: member.name, address: `x@${brand.domains[0]}` };
    const { id } = await proposeGrant(forum.adda, asAdmin(), brand.slug, input);
    await confirmGrant(forum.adda, actorAs(peer.id, 'admin'), id, FROM);
    const { read } = forum.adda.store;
    const secret = /confirm\/([\w-]+)/.exec((await lettersOf(forum.adda)).filter(isConfirming).at(-1)!.body)![1]!;
    const actor = actorAs(member.id, 'member');
    const done = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirmByLetter(forum.adda, actor, secret, FROM)),
    );
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'link_expired' });
    const log = (await read.q.select().from(read.t.auditLog)).filter((entry) => entry.brandId === brand.id);
    expect(log.map(({ kind }) => kind)).toEqual([
      'grant_proposed',
      'grant_confirmed',
      'grant_confirmed',
      'grant_started',
    ]);
  });

  it('a grant begins and an office is given, fifty times: nobody has both, and nothing breaks', async () => {
    for (let round = 0; round < 5; round++) {
      const member = await forum.member(`Both ${serial} ${round}`);
      const input = { member: member.name, address: `x@${brand.domains[0]}` };
      const { id } = await proposeGrant(forum.adda, asAdmin(), brand.slug, input);
      const letter = (await lettersOf(forum.adda)).filter(isConfirming).at(-1)!;
      const secret = /confirm\/([\w-]+)/.exec(letter.body)![1]!;
      const actor = actorAs(member.id, 'member');
      const done = await Promise.allSettled(
        Array.from({ length: 50 }, (_, i) =>
          i % 2
            ? promote(forum.adda, member.name, 'moderator')
            : i % 4
              ? confirmByLetter(forum.adda, actor, secret, FROM)
              : confirmGrant(forum.adda, asAdmin(), id, FROM),
        ),
      );
      for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AddaError);
      const { role } = await rowOf(forum, 'accounts', member.id);
      const { state } = await grantOf(member);
      expect([
        ['staff', 'active'],
        ['moderator', 'proposed'],
      ]).toContainEqual([role, state]);
    }
  });
});
