/** A small town of people who talk, and one act of each kind that changes what others read. */
import { vi } from 'vitest';
import { erase } from '../../server/people/accounts/erase.ts';
import { insertAccount } from '../../server/people/accounts/queries.ts';
import { endGrant, endOverdueGrants } from '../../server/brands/grants.ts';
import { rebuildHealth } from '../../server/insight/health/actions.ts';
import type { Brand } from '../../server/brands/queries.ts';
import { writePost } from '../../server/forum/posting/write.ts';
import { writeThread } from '../../server/forum/posting/start-thread.ts';
import { lockThread } from '../../server/forum/threads/queries.ts';
import { DAY, grantTo, makeBrand, makeStaff } from './brands.ts';
import type { Forum, Member } from './forum.ts';
import { ask, setMark, write } from './talk.ts';

type Talk = { id: number; postId: number; asker: Member; answers: { id: number; by: Member }[]; tags: string[] };

export type Town = {
  forum: Forum;
  people: Member[];
  /** Members who are erased one by one. */
  leavers: Member[];
  admin: Member;
  staff: Member;
  /** Whose grant ends and begins again. */
  second: Member;
  brand: Brand;
  talks: Talk[];
  challenge: { id: number; url: string };
  serial: number;
  random(): number;
};

type Act = (town: Town) => Promise<number>;

const pick = <T>({ random }: Town, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const dayAfter = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

async function question(town: Town, asker: Member): Promise<Talk> {
  const { forum, people } = town;
  const tags = [pick(town, ['hub', 'rim'])];
  const asked = await ask(forum, asker, { tags, title: `Question ${++town.serial} of the town` });
  const talk: Talk = { ...asked, asker, answers: [], tags };
  town.talks.push(talk);
  const others = people.filter((one) => one.id !== asker.id);
  for (let i = 0; i < 2; i++) await answer(town, talk, pick(town, others));
  return talk;
}

async function answer(town: Town, talk: Talk, by: Member, parentId?: number) {
  const post = await write(town.forum, by, talk.id, `Words ${++town.serial}.`, parentId ? { parentId } : {});
  if (!parentId) talk.answers.push({ id: post.id, by });
  return post;
}

/** People, two spaces, a brand with staff who thanked somebody, a challenge that is about to begin. */
export async function makeTown(forum: Forum, random: () => number): Promise<Town> {
  const names = ['Rina', 'Jamal', 'Thuy', 'Mira', 'Otto'];
  const people: Member[] = [];
  for (const name of names) people.push(await forum.member(name));
  const brand = await makeBrand(forum, 'Acme');
  const staff = await makeStaff(forum, 'Dana', brand);
  const second = await makeStaff(forum, 'Dora', brand);
  const admin = await forum.member('Ada', 'admin');
  const leavers = [await forum.member('Lea'), await forum.member('Leo'), await forum.member('Liv')];
  const town: Town = {
    ...{ forum, people, leavers, admin, staff, second, brand, random },
    ...{ talks: [], challenge: { id: 0, url: '' }, serial: 0 },
  };
  await forum.api('POST', '/spaces', { name: 'Knitting', kind: 'craft', charter: 'For all who knit by hand.' }, admin);
  for (const asker of people.slice(0, 3)) await question(town, asker);
  for (const leaver of leavers) await answer(town, town.talks[0]!, leaver);
  for (const who of [staff, second]) await forum.api('POST', `/posts/${town.talks[0]!.answers[0]!.id}/thank`, {}, who);
  await answer(town, town.talks[0]!, second);
  const dates = { goal: 'Ten rows a day.', startsOn: dayAfter(1), endsOn: dayAfter(4) };
  const words = { title: 'Ten rows a day', body: 'Knit with us.', tags: [], space: 'knitting', form: 'challenge' };
  town.challenge = (await forum.api('POST', '/threads', { ...words, ...dates }, people[3])).json();
  for (const one of [people[4]!, ...leavers])
    await forum.api('PUT', `/threads/${town.challenge.id}/join`, { set: true }, one);
  return town;
}

/** Nobody waits for a limit of the hour: the acts are about what is kept. */
async function withoutLimits({ forum }: Town): Promise<void> {
  await forum.adda.store.write((tx) => tx.raw('delete from rate_limit_tries'));
}

async function rename({ forum, random }: Town, who: Member, first: string): Promise<number> {
  const name = `${first} ${String.fromCharCode(...Array.from({ length: 6 }, () => 97 + Math.floor(random() * 26)))}`;
  const bio = 'I mend what others throw away.';
  return (await forum.post('/settings/profile', { name, bio, affiliation: '' }, who)).status;
}

async function imported({ forum, serial }: Town): Promise<string> {
  return forum.adda.store.write(async (tx) => {
    const source = 'elsewhere.example';
    const slug = `old-hand-${serial}`;
    const account = await insertAccount(tx, { name: `Old Hand ${serial}`, slug, source, createdAt: tx.now });
    const { threadId } = await writeThread(tx, {
      ...{ spaceId: forum.space.id, authorId: account.id, form: 'question', createdAt: tx.now, tags: ['hub'] },
      ...{ title: `An old question ${serial}`, markdown: 'Long ago.' },
    });
    const thread = (await lockThread(tx, threadId))!;
    await writePost(tx, thread, {
      ...{ parent: null, kind: 'answer', authorId: account.id },
      ...{ markdown: 'And I found out.', createdAt: tx.now },
    });
    return slug;
  });
}

const status = async (answer: Promise<{ status: number }>) => (await answer).status;

/** Marks of each kind, set and taken away. */
const MARKS = ['accept', 'worked', 'helpful'].flatMap((kind) =>
  [true, false].map((set): [string, Act] => [
    `${set ? 'mark' : 'take back'} ${kind}`,
    async (town) => {
      const talk = town.talks[0]!;
      const post = talk.answers[0]!;
      const others = town.people.filter(({ id }) => id !== post.by.id && id !== talk.asker.id);
      const who = kind === 'accept' ? talk.asker : others[0]!;
      return setMark(town.forum, who, post.id, kind, set);
    },
  ]),
);

const TALK: [string, Act][] = [
  ['ask', async (town) => ((await question(town, pick(town, town.people))) ? 201 : 500)],
  ['answer', async (town) => ((await answer(town, pick(town, town.talks), pick(town, town.people))) ? 201 : 500)],
  [
    'reply',
    async (town) => {
      const talk = pick(town, town.talks);
      return (await answer(town, talk, pick(town, town.people), pick(town, talk.answers).id)) ? 201 : 500;
    },
  ],
  ...MARKS,
  ['me too', (town) => setMark(town.forum, town.people[4]!, town.talks[0]!.postId, 'me_too', town.random() < 0.5)],
  [
    'edit an answer',
    async (town) => {
      const { id, by } = pick(town, pick(town, town.talks).answers);
      const found = await town.forum.adda.store.read.raw<{ revision: number }>(
        `select revision from posts where id = ${id}`,
      );
      const words = { body: `Other words ${++town.serial}.`, revision: found[0]!.revision };
      return status(town.forum.api('PATCH', `/posts/${id}`, words, by));
    },
  ],
  [
    'edit title and tags',
    async (town) => {
      const { postId, asker } = pick(town, town.talks);
      const sql = `select revision from posts where id = ${postId}`;
      const [row] = await town.forum.adda.store.read.raw<{ revision: number }>(sql);
      const words = { title: `Another title ${++town.serial}`, body: 'New words.', tags: ['rim', 'new'] };
      return status(town.forum.api('PATCH', `/posts/${postId}`, { ...words, revision: row!.revision }, asker));
    },
  ],
  ...(['withdraw', 'restore'] as const).map((word): [string, Act] => [
    word,
    async ({ forum, talks }) => {
      const { id, by } = talks[1]!.answers[1]!;
      const withdrawn = await status(forum.api('POST', `/posts/${id}/withdraw`, {}, by));
      return word === 'withdraw' ? withdrawn : status(forum.api('POST', `/posts/${id}/restore`, {}, by));
    },
  ]),
  [
    'withdraw a question',
    async ({ forum, talks }) => {
      const { postId, asker } = talks.at(-1)!;
      return status(forum.api('POST', `/posts/${postId}/withdraw`, {}, asker));
    },
  ],
];

const COURSE: [string, Act][] = [
  [
    'join a challenge',
    ({ forum, people, challenge, random }) =>
      status(
        forum.api('PUT', `/threads/${challenge.id}/join`, { set: random() < 0.7 }, people[Math.floor(random() * 3)]),
      ),
  ],
  [
    'do what a challenge asks',
    ({ forum, people, challenge }) => status(forum.api('PUT', `/threads/${challenge.id}/done`, {}, people[4])),
  ],
  ['a participant is renamed', (town) => rename(town, town.people[4]!, 'Otto')],
];

const PEOPLE: [string, Act][] = [
  ['a member is renamed', (town) => rename(town, town.people[0]!, 'Rina')],
  ['one who answers is renamed', (town) => rename(town, town.talks[0]!.answers[0]!.by, 'Helper')],
  [
    'a member follows a space',
    ({ forum, people }) =>
      status(forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id, set: true }, people[2])),
  ],
  [
    'a member is invited',
    async ({ forum, people }) => {
      const { id } = await ask(forum, people[0]!, { title: 'Who knows about rims?' });
      return status(forum.api('POST', `/threads/${id}/invitations`, { members: [people[3]!.id] }, people[0]));
    },
  ],
  [
    'an account is claimed',
    async (town) => {
      const { forum, people, admin } = town;
      town.serial++;
      const slug = await imported(town);
      await forum.get('/');
      await forum.post(`/u/${slug}/claim`, { evidence: 'My old profile names my account here.' }, people[1]);
      const { q, t } = forum.adda.store.read;
      const claim = (await q.select().from(t.claims)).at(-1)!;
      return status(forum.post(`/admin/claims/${claim.id}`, { decision: 'grant' }, admin));
    },
  ],
  [
    'a member is erased',
    async ({ forum, leavers }) => {
      const { adda } = forum;
      const leaver = leavers.pop();
      if (!leaver) return 404;
      await adda.store.write((tx) => erase(tx, adda.features, leaver.id));
      return 200;
    },
  ],
];

const STAFF: [string, Act][] = [
  ['staff who thanked are renamed', (town) => rename(town, town.staff, 'Dana')],
  [
    'staff thank',
    ({ forum, staff, talks }) => status(forum.api('POST', `/posts/${talks[1]!.answers[0]!.id}/thank`, {}, staff)),
  ],
  [
    'staff answer',
    async (town) => {
      const { forum, staff } = town;
      for (const talk of town.talks) {
        const answer = await forum.api(
          'POST',
          `/threads/${talk.id}/posts`,
          { body: 'We have a part for that.' },
          staff,
        );
        if (answer.status < 400) return answer.status;
      }
      return 404;
    },
  ],
  [
    'a brand is renamed',
    async ({ forum, admin, brand, random }) => {
      const name = `Acme ${Math.floor(random() * 1000)}`;
      const words = { name, slug: 'acme', domains: brand.domains.join(' '), products: '', contact: brand.contact };
      return status(forum.api('PATCH', '/brands/acme', words, admin));
    },
  ],
  [
    'a grant ends and another begins',
    async ({ forum, admin, second, brand }) => {
      const { q, t } = forum.adda.store.read;
      const grant = (await q.select().from(t.grants)).find(
        (one) => one.accountId === second.id && one.state === 'active',
      );
      if (!grant) return (await grantTo(forum, second, brand)) ? 200 : 500;
      await endGrant(forum.adda, { ...admin, moderates: 'all' } as never, grant.id);
      return 200;
    },
  ],
  ['overdue grants end', async ({ forum }) => (await endOverdueGrants(forum.adda), 200)],
];

const FORUM: [string, Act][] = [
  [
    'a space is changed',
    (town) => {
      const words = { name: `Wheels ${++town.serial}`, slug: 'wheels', kind: 'problem' };
      const charter = `A charter that is long enough ${town.serial}.`;
      return status(town.forum.api('PATCH', '/spaces/wheels', { ...words, charter }, town.admin));
    },
  ],
  [
    'a space is made',
    (town) => {
      const words = { name: `Mending ${++town.serial}`, kind: 'craft', charter: 'For all who mend by hand.' };
      return status(town.forum.api('POST', '/spaces', words, town.admin));
    },
  ],
  [
    'the forum is renamed',
    (town) => {
      const words = { forumName: `Forum ${++town.serial}`, languages: ['en', 'bn'] };
      return status(town.forum.post('/admin/forum', words, town.admin));
    },
  ],
  [
    'the languages change',
    (town) => status(town.forum.post('/admin/forum', { forumName: 'Forum', languages: ['bn', 'en'] }, town.admin)),
  ],
  ['health is counted', async ({ forum }) => (await rebuildHealth(forum.adda), 200)],
  [
    'health is for fewer',
    ({ forum, admin, random }) =>
      status(forum.post('/admin/settings/healthFor', { value: random() < 0.5 ? 'members' : 'anyone' }, admin)),
  ],
];

/** The clock moves, and nothing is committed. */
export const daysGoBy = (): void => void vi.setSystemTime(Date.now() + 2 * DAY);

/** One act of each kind. Each gives the status of its answer. */
export const ACTS: [string, Act][] = [...TALK, ...COURSE, ...PEOPLE, ...STAFF, ...FORUM].map(([name, act]) => [
  name,
  async (town) => {
    await withoutLimits(town);
    // No two acts are of the same moment.
    vi.setSystemTime(Date.now() + 1_000);
    return act(town);
  },
]);
