import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rebuildAll } from '../../server/forum/upkeep/rebuild.ts';
import { claimAccount, decideClaim } from '../../server/reach/importers/claims.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { silent } from '../../server/platform/progress.ts';
import { makeDump } from '../support/dump.ts';
import { makeForum } from '../support/forum.ts';
import { eachEngine, temporaryFolder } from '../support/store.ts';
import {
  accountsBy,
  answer,
  at,
  bring,
  comment,
  content,
  everything,
  ms,
  openAdda,
  postsBy,
  question,
  threadsBy,
  user,
  writeDump,
} from './support.ts';

async function made(questions: number): Promise<string> {
  const folder = path.join(temporaryFolder(), 'made');
  mkdirSync(folder);
  await makeDump(folder, { questions, seed: 3 });
  return folder;
}

/** Lets a number of steps of writing pass, then dies as a killed process would: between two transactions. */
function dyingAfter(steps: number, stage: string) {
  let label = '';
  let left = steps;
  return {
    ...silent,
    start: (next: string) => void (label = next),
    add() {
      if (label === stage && --left <= 0) throw new Error('killed');
    },
  };
}

eachEngine('an import once more', (engine) => {
  it('changes nothing at all', async () => {
    const adda = await openAdda(engine);
    const folder = await made(200);
    await bring(adda, folder);
    const before = await everything(adda);
    const report = await bring(adda, folder);
    expect(report.news).toBe(0);
    expect(await everything(adda)).toEqual(before);
    expect(readdirSync(path.join(adda.config.dataFolder, 'import'))).toEqual([]);
  });

  it('completes what was interrupted, as if it had not been', async () => {
    const folder = await made(400);
    const clean = await openAdda(engine);
    await bring(clean, folder);
    const broken: Adda = await openAdda(engine);
    for (const [steps, stage] of [
      [1, 'Reading Comments.xml'],
      [1, 'Writing members'],
      [2, 'Writing threads'],
      [4, 'Writing threads'],
    ] as const) {
      await expect(bring(broken, folder, {}, dyingAfter(steps, stage))).rejects.toThrow('killed');
    }
    await bring(broken, folder);
    expect(await content(broken)).toEqual(await content(clean));
  });

  it('adds what a later dump of the same community has, and nothing else', async () => {
    const adda = await openAdda(engine);
    await bring(
      adda,
      writeDump({
        Posts: [question(1), answer(2, 1), question(3, { AcceptedAnswerId: 4 }), answer(4, 3)],
        Comments: [comment(1, 2)],
      }),
    );
    const untouched = (await threadsBy(adda)).get('p3')!;
    const later = writeDump({
      Users: [user(1, 'Ada'), user(2, 'Grace')],
      Posts: [
        question(1, { AcceptedAnswerId: 2, Title: 'Another title' }),
        answer(2, 1, { Body: '<p>Other words</p>' }),
        answer(6, 1, { CreationDate: at('13:00:00.000'), OwnerUserId: 9 }),
        question(3, { AcceptedAnswerId: 4 }),
        answer(4, 3),
        question(7),
      ],
      Comments: [
        comment(1, 2),
        comment(2, 2, { CreationDate: at('14:00:00.000') }),
        comment(3, 6, { CreationDate: at('15:00:00.000') }),
      ],
    });
    const report = await bring(adda, later);
    expect(report.made).toMatchObject({ members: 1, questions: 1, answers: 1, replies: 2, accepted: 1 });
    const [posts, threads] = [await postsBy(adda), await threadsBy(adda)];
    expect(threads.get('p3')).toEqual(untouched);
    expect(threads.get('p1')).toMatchObject({
      title: 'Question number 1',
      state: 'solved',
      acceptedCount: 1,
      topCount: 2,
      replyCount: 3,
      answerCount: 2,
      nextNumber: 7,
      participantCount: 4,
      lastPostAt: ms('15:00:00.000'),
    });
    expect(posts.get('p2')).toMatchObject({ markdown: 'Like this.', replyCount: 2, acceptedAt: ms('11:00:00.000') });
    expect(posts.get('c2')).toMatchObject({ parentId: posts.get('p2')!.id, placeKey: 2, number: 5 });
    expect(posts.get('c3')).toMatchObject({ parentId: posts.get('p6')!.id, placeKey: 1 });
    expect([...(await accountsBy(adda)).values()].map(({ name }) => name).sort()).toEqual([
      'Ada',
      'Grace',
      'Member 3',
      'Member 9',
    ]);
    const before = await everything(adda);
    expect((await bring(adda, later)).news).toBe(0);
    expect(await everything(adda)).toEqual(before);
  });

  it('brings the earlier versions of posts that came without them, once, and not those of posts that were edited since', async () => {
    const adda = await openAdda(engine);
    const Posts = [
      question(1, { LastEditDate: at('10:30:00.000') }),
      answer(2, 1, { LastEditDate: at('11:30:00.000') }),
    ];
    await bring(adda, writeDump({ Posts }));
    const edit = (id: number, type: number, post: number, time: string, Text: string) => ({
      ...{ Id: id, PostHistoryTypeId: type, PostId: post, CreationDate: at(time), UserId: 1, Text },
    });
    const PostHistory = [
      edit(1, 2, 1, '10:00:00.000', 'How?'),
      edit(2, 5, 1, '10:30:00.000', 'How is it done?'),
      edit(3, 2, 2, '11:00:00.000', 'Like'),
      edit(4, 5, 2, '12:30:00.000', 'Like so'),
    ];
    const later = writeDump({ Posts: [Posts[0]!, { ...Posts[1]!, LastEditDate: at('12:30:00.000') }], PostHistory });
    expect((await bring(adda, later)).made).toMatchObject({ edits: 1, answers: 0 });
    const posts = await postsBy(adda);
    expect(posts.get('p1')).toMatchObject({ revision: 2, editedAt: ms('10:30:00.000') });
    expect(posts.get('p2')).toMatchObject({ revision: 1, editedAt: ms('11:30:00.000') });
    expect((await bring(adda, later)).news).toBe(0);
  });

  it('leaves what a member wrote before they claimed their account as established as it was', async () => {
    const { adda, member } = await makeForum(engine);
    const Users = [user(1, 'Ada', { CreationDate: '2012-01-01T00:00:00.000' }), user(2, 'Grace')];
    const folder = writeDump({ Users, Posts: [question(1), answer(2, 1)] });
    await bring(adda, folder);
    const ranks = async () => (await threadsBy(adda)).get('p1')!.rankKey;
    const [before, rank] = [await postsBy(adda), await ranks()];
    expect([before.get('p1')!.isOnProbation, before.get('p2')!.isOnProbation]).toEqual([false, true]);
    const [ada, admin] = [await member('Ada Two'), await member('Boss', 'admin')];
    await claimAccount(adda, ada, 'ada', { evidence: 'See my old profile, which says so.' });
    await decideClaim(adda, admin, 1, 'grant');
    await bring(adda, folder);
    await rebuildAll(adda);
    const after = await postsBy(adda);
    expect(after.get('p1')).toMatchObject({ authorId: ada.id, isOnProbation: false });
    expect(after.get('p2')).toMatchObject({ toId: ada.id, isOnProbation: true });
    expect(await ranks()).toBeCloseTo(rank!, 9);
  });

  it('keeps two communities apart', async () => {
    const adda = await openAdda(engine);
    const folder = writeDump({ Posts: [question(1), answer(2, 1)], Users: [user(1, 'Ada')] });
    await bring(adda, folder, { as: 'one' });
    await bring(adda, folder, { as: 'two' });
    const spaces = await adda.store.read.q.select().from(adda.store.read.t.spaces);
    expect(
      spaces
        .map(({ slug, name, source, threadCount }) => ({ slug, name, source, threadCount }))
        .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    ).toEqual([
      { slug: 'bread-and-lamps', name: 'Bread And Lamps', source: 'stackexchange:one', threadCount: 1 },
      { slug: 'bread-and-lamps-2', name: 'Bread And Lamps', source: 'stackexchange:two', threadCount: 1 },
    ]);
  });
});
