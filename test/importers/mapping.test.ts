import { expect, it } from 'vitest';
import { writtenLanguages } from '../../server/forum/spaces/queries.ts';
import { askedFor } from '../../server/platform/store/terms.ts';
import { recountThread } from '../../server/forum/threads/recount.ts';
import { EVERYBODY } from '../../server/platform/audience/audience.ts';
import { postsFor } from '../../server/platform/audience/scope-queries.ts';
import { somePosts } from '../../server/platform/store/search.ts';
import { stats } from '../../server/reach/stats/queries.ts';
import { lockThread } from '../../server/forum/threads/queries.ts';
import { makeDump } from '../support/dump.ts';
import { keptAndCounted } from '../support/recount.ts';
import { eachEngine, temporaryFolder } from '../support/store.ts';
import {
  accountsBy,
  answer,
  at,
  bring,
  comment,
  ms,
  openAdda,
  postsBy,
  question,
  threadsBy,
  user,
  writeDump,
} from './support.ts';

function everyKindOfRow() {
  return writeDump({
    Users: [
      user(-1, 'Community'),
      user(1, 'Ada Lovelace', { AboutMe: '<p>I <b>count</b> &amp; weave</p>' }),
      user(2, 'Grace'),
      user(3, 'Grace'),
      user(4, 'X'),
      user(5, 'admin'),
      user(6, '★ star ★'),
      user(7, ''),
    ],
    Posts: [
      question(1, {
        AcceptedAnswerId: 3,
        Title: 'Tags "&" <entities> — kept?',
        Tags: '|c++|.net|Bread|',
        Score: 7,
        LastEditDate: at('10:30:00.000'),
      }),
      answer(2, 1, { Score: 9, Body: '<p>First <del>try</del></p>' }),
      answer(3, 1, { CreationDate: at('11:30:00.000'), OwnerUserId: 3, Score: -4 }),
      answer(4, 1, { CreationDate: at('11:45:00.000'), OwnerUserId: 1 }),
      question(5, { OwnerUserId: null, OwnerDisplayName: 'user99', AcceptedAnswerId: 77 }),
      question(6, { AcceptedAnswerId: 2, Body: '' }),
      { Id: 8, PostTypeId: 5, CreationDate: at('10:00:00.000'), Body: 'wiki' },
    ],
    Comments: [
      comment(1, 1, { CreationDate: at('11:15:00.000') }),
      comment(2, 2, { Score: 4, UserId: null, UserDisplayName: 'gone' }),
      comment(3, 2, { CreationDate: at('12:30:00.000') }),
      comment(4, 8),
    ],
    Votes: [
      { Id: 1, PostId: 2, VoteTypeId: 2, CreationDate: at('00:00:00.000') },
      { Id: 2, PostId: 2, VoteTypeId: 2, CreationDate: at('00:00:00.000') },
      { Id: 3, PostId: 2, VoteTypeId: 3, CreationDate: at('00:00:00.000') },
      { Id: 4, PostId: 3, VoteTypeId: 1, CreationDate: '2015-03-02T00:00:00.000' },
      { Id: 5, PostId: 900, VoteTypeId: 2, CreationDate: at('00:00:00.000') },
    ],
    PostHistory: [
      { Id: 1, PostHistoryTypeId: 2, PostId: 1, CreationDate: at('10:00:00.000'), Text: 'old' },
      { Id: 2, PostHistoryTypeId: 5, PostId: 1, CreationDate: at('10:30:00.000'), Text: 'How is **it** done?' },
      { Id: 3, PostHistoryTypeId: 4, PostId: 1, CreationDate: at('10:40:00.000'), Text: 'a title' },
    ],
  });
}

eachEngine('what becomes of a dump', (engine) => {
  it('maps every kind of row', async () => {
    const adda = await openAdda(engine);
    const report = await bring(adda, everyKindOfRow());
    const [posts, threads, accounts] = [await postsBy(adda), await threadsBy(adda), await accountsBy(adda)];
    expect(report.made).toMatchObject({ members: 8, questions: 3, answers: 3, replies: 3, accepted: 1, edits: 2 });
    expect([...accounts.values()].map(({ externalId, name, slug }) => `${externalId} ${name} ${slug}`).sort()).toEqual([
      'u-1 Community community',
      'u1 Ada Lovelace ada-lovelace',
      'u2 Grace grace',
      'u3 Grace grace-2',
      'u4 X 4 x-4',
      'u5 admin 5 admin-5',
      'u6 star star',
      'u7 Member 7 member-7',
    ]);
    expect(accounts.get('u1')).toMatchObject({
      bio: 'I count & weave',
      email: null,
      passwordHash: null,
      source: 'stackexchange:test',
      createdAt: ms('09:00:00.000'),
    });
    expect(threads.get('p1')).toMatchObject({
      form: 'question',
      title: 'Tags "&" <entities> — kept?',
      tagNames: ['c++', '.net', 'bread'],
      state: 'solved',
      topCount: 3,
      replyCount: 3,
      answerCount: 2,
      acceptedCount: 1,
      nextNumber: 8,
      excerpt: 'How is it done?',
    });
    expect(threads.get('p5')).toMatchObject({
      authorId: null,
      authorLabel: 'user99',
      state: 'open',
      needsAnswer: true,
    });
    expect(posts.get('p1')).toMatchObject({
      kind: 'opening',
      number: 1,
      markdown: 'How is **it** done?',
      editedAt: ms('10:30:00.000'),
      importedHelpful: 0,
    });
    expect(posts.get('p2')).toMatchObject({
      kind: 'answer',
      number: 2,
      importedHelpful: 2,
      placeKey: -2_001,
      markdown: 'First ~~try~~',
      replyCount: 2,
    });
    expect(posts.get('p3')).toMatchObject({ acceptedAt: Date.UTC(2015, 2, 2), number: 4 });
    expect(posts.get('p4')).toMatchObject({ kind: 'answer', authorId: accounts.get('u1')!.id });
    expect(posts.get('p6')!.markdown).toBe('…');
    expect(posts.get('c1')).toMatchObject({ kind: 'reply', parentId: posts.get('p1')!.id, number: 3, placeKey: 1 });
    expect(posts.get('c2')).toMatchObject({ authorId: null, authorLabel: 'gone', importedHelpful: 4, placeKey: 1 });
    expect(posts.get('c3')).toMatchObject({ placeKey: 2, number: 7 });
    expect(accounts.get('u3')!.solvedCount).toBe(1);
  });

  it('reports what it leaves out', async () => {
    const report = await bring(await openAdda(engine), everyKindOfRow());
    const notes = report.files.flatMap(({ file, notes }) =>
      notes.map(({ reason, count, lines }) => `${file} ${reason} ${count} ${lines}`),
    );
    expect(notes.sort()).toEqual([
      'Comments.xml comments on tag wikis and the like 1 ',
      'Posts.xml tag wiki (PostTypeId 5) 1 ',
      'Posts.xml the accepted answer belongs to another question 1 8',
      'Posts.xml the accepted answer is not here 1 7',
      'Votes.xml votes for posts that are not here 1 ',
      'Votes.xml votes that are neither up-votes nor acceptances 1 ',
    ]);
    expect(report.isBroken).toBe(false);
  });

  it('makes do with Posts.xml alone', async () => {
    const adda = await openAdda(engine);
    const report = await bring(
      adda,
      writeDump({ Posts: [question(1, { AcceptedAnswerId: 2, Score: -3 }), answer(2, 1, { Score: 5 })] }),
    );
    const [posts, accounts] = [await postsBy(adda), await accountsBy(adda)];
    expect(
      report.files.filter(({ state }) => state === 'missing').map(({ file, problem }) => [file, Boolean(problem)]),
    ).toEqual([
      ['Users.xml', true],
      ['Comments.xml', true],
      ['Votes.xml', true],
      ['PostHistory.xml', true],
      ['PostLinks.xml', true],
    ]);
    expect([...accounts.values()].map(({ name }) => name).sort()).toEqual(['Member 1', 'Member 2']);
    expect(posts.get('p2')).toMatchObject({ importedHelpful: 5, acceptedAt: ms('11:00:00.000') });
    expect(posts.get('p1')).toMatchObject({ importedHelpful: 0 });
  });

  it('leaves every count as a recount would', async () => {
    const adda = await openAdda(engine);
    const folder = temporaryFolder();
    const facts = await makeDump(folder, { questions: 120, seed: 5 });
    await bring(adda, folder);
    expect(await stats(adda.store.read)).toMatchObject({
      questions: 120,
      answers: facts.answers,
      accepted: facts.accepted,
      replies: facts.comments,
      members: facts.users,
    });
    const { kept, counted } = await keptAndCounted({ adda } as never);
    expect(kept.threads).toEqual(counted.threads);
    expect(kept.spaces).toEqual(counted.spaces);
    expect(kept.tags).toEqual(counted.tags);
    const before = [...(await threadsBy(adda)).values()];
    for (const { id } of before) await adda.store.write(async (tx) => recountThread(tx, (await lockThread(tx, id))!));
    const after = await threadsBy(adda);
    for (const thread of before)
      expect(after.get(thread.externalId!)).toEqual({ ...thread, version: thread.version + 1 });
    const [solved] = await adda.store.read.raw<{ n: number }>(
      'select sum(solved_count) - (select sum(solved) from helpers) as n from accounts',
    );
    expect(Number(solved!.n)).toBe(0);
    // The longest title, whole: fewer posts hold all its words than are taken.
    const longest = before.reduce((one, other) => (other.title.length > one.title.length ? other : one));
    const words = longest.title.split(/\s+/).filter((word) => /^\p{L}+$/u.test(word));
    // Cut as the dump's own language is, whichever that was taken for.
    const terms = askedFor(words.join(' '), await writtenLanguages(adda.store.read));
    const among = postsFor(adda.store.read, EVERYBODY, 'listed', { post: 'p', thread: 't' });
    const found = await somePosts(adda.store.read, { terms }, { among, limit: 500 });
    const opening = (await postsBy(adda)).get(longest.externalId!)!;
    expect(found.map(({ id }) => id)).toContain(opening.id);
  });
});
