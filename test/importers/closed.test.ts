/** Closed questions, questions asked twice and edits: what becomes of them, and what people see of it. */
import { beforeAll, expect, it } from 'vitest';
import { revisionsOf } from '../../server/forum/threads/post-queries.ts';
import type { Report } from '../../server/reach/importers/report.ts';
import { inviteWaiting } from '../../server/insight/routing/waiting.ts';
import { type Forum, makeForum } from '../support/forum.ts';
import { eachEngine } from '../support/store.ts';
import { answer, at, bring, ms, postsBy, question, threadsBy, user, writeDump } from './support.ts';

const event = (id: number, type: number, post: number, more: Record<string, string | number | null> = {}) => ({
  ...{ Id: id, PostHistoryTypeId: type, PostId: post, RevisionGUID: `g${id}`, CreationDate: at('10:00:00.000') },
  ...{ UserId: 1, ...more },
});

const closed = at('15:00:00.000');

function dump() {
  return writeDump({
    Users: [user(1, 'Ada'), user(2, 'Grace'), user(3, 'Edith')],
    Posts: [
      question(1, { Title: 'How hot an oven?', LastEditDate: at('13:00:00.000') }),
      answer(2, 1),
      question(3, { Title: 'Which heat?', ClosedDate: closed }),
      question(4, { Title: 'Best lamp?', ClosedDate: closed }),
      question(5, { Title: 'Opened again' }),
      question(6, { Title: 'Closed by its history alone' }),
    ],
    PostHistory: [
      event(1, 2, 1, { Text: 'How hot?' }),
      event(2, 1, 1, { Text: 'Oven?', RevisionGUID: 'g1' }),
      event(3, 3, 1, { Text: '<bread>', RevisionGUID: 'g1' }),
      event(4, 5, 1, { Text: 'How is it done?', UserId: 3, CreationDate: at('12:00:00.000') }),
      event(5, 4, 1, {
        Text: 'How hot an oven?',
        UserId: null,
        UserDisplayName: 'gone',
        CreationDate: at('13:00:00.000'),
      }),
      event(6, 10, 3, { Comment: '101', Text: '{"OriginalQuestionIds":[1]}', CreationDate: closed }),
      event(7, 10, 5, { Comment: '101', Text: '{"OriginalQuestionIds":[4]}' }),
      event(8, 11, 5, { CreationDate: at('11:00:00.000') }),
      event(9, 10, 6, { Comment: '4', CreationDate: closed }),
    ],
    PostLinks: [
      { Id: 1, CreationDate: at('10:00:00.000'), PostId: 2, RelatedPostId: 4, LinkTypeId: 1 },
      { Id: 2, CreationDate: at('10:00:00.000'), PostId: 1, RelatedPostId: 2, LinkTypeId: 1 },
      { Id: 3, CreationDate: at('10:00:00.000'), PostId: 1, RelatedPostId: 99, LinkTypeId: 1 },
    ],
  });
}

eachEngine('a community with closed questions and edits', (engine) => {
  let forum: Forum;
  let report: Report;
  beforeAll(async () => {
    forum = await makeForum(engine);
    report = await bring(forum.adda, dump());
  });

  it('comes in with both, once', async () => {
    expect(report.made).toMatchObject({ edits: 2, closed: 3, links: 2 });
    expect((await bring(forum.adda, dump())).news).toBe(0);
    const threads = await threadsBy(forum.adda);
    const states = ['p1', 'p3', 'p4', 'p5', 'p6'].map((key) => {
      const { closedAt, closeReason, needsAnswer, rankKey } = threads.get(key)!;
      return [key, closedAt, closeReason, needsAnswer, rankKey !== null];
    });
    expect(states).toEqual([
      ['p1', null, null, false, true],
      ['p3', ms('15:00:00.000'), 'duplicate', false, false],
      ['p4', ms('15:00:00.000'), 'other', false, false],
      ['p5', null, null, true, true],
      ['p6', ms('15:00:00.000'), 'unclear', false, false],
    ]);
  });

  it('keeps what was said before an edit, and who edited it', async () => {
    const post = (await postsBy(forum.adda)).get('p1')!;
    expect(post).toMatchObject({ revision: 3, markdown: 'How is it done?', editedAt: ms('13:00:00.000') });
    const kept = await revisionsOf(forum.adda.store.read, post.id, 9, 9);
    expect(kept).toMatchObject([
      {
        number: 2,
        title: 'Oven?',
        markdown: 'How is it done?',
        at: ms('12:00:00.000'),
        editorName: null,
        editorLabel: 'gone',
      },
      {
        number: 1,
        title: 'Oven?',
        tagNames: ['bread'],
        markdown: 'How hot?',
        at: ms('10:00:00.000'),
        editorName: 'Edith',
      },
    ]);
    const page = (await forum.get(`/p/${post.id}/revisions`)).text;
    expect(page).toContain('Edith');
    expect(page).toContain('gone');
  });

  it('says on the page that a question is closed and where it is answered, in both languages', async () => {
    const threads = await threadsBy(forum.adda);
    const path = (key: string) => `/t/${threads.get(key)!.id}/${threads.get(key)!.slug}`;
    const page = (await forum.get(path('p3'))).text;
    expect(page).toContain('Closed as a duplicate on ');
    expect(page).toMatch(new RegExp(`Duplicate of:[^]*?href="${path('p1')}"`));
    expect(page).toContain('it takes no more answers');
    const bengali = (await forum.get(path('p3'), null, { 'accept-language': 'bn' })).text;
    expect(bengali).toContain('আগেই জিজ্ঞেস করা হয়েছে বলে');
    expect(bengali).toContain('এই প্রশ্নটি আগে এখানে করা হয়েছে:');
    const original = (await forum.get(path('p1'))).text;
    expect(original).not.toContain('Closed as');
    expect(original).toMatch(
      new RegExp(`Linked threads[^]*?href="${path('p3')}"[^]*?asks the same[^]*?href="${path('p4')}"`),
    );
    expect((await forum.get(path('p5'))).text).not.toContain('Duplicate of:');
    expect((await forum.get(`/t/${threads.get('p3')!.id}/why`)).text).toContain('it has no place among them');
    const { thread } = (await forum.api('GET', `/threads/${threads.get('p6')!.id}`)).json();
    expect(thread).toMatchObject({ closedAt: ms('15:00:00.000'), closeReason: 'unclear' });
  });

  it('shows no closed question where answers are needed, and says in other lists that it is closed', async () => {
    const needs = (await forum.get('/needs-answer')).text;
    expect(needs).toContain('Opened again');
    for (const title of ['Which heat?', 'Best lamp?', 'Closed by its history alone'])
      expect(needs).not.toContain(title);
    expect((await forum.get('/')).text).not.toContain('Best lamp?');
    expect((await forum.get('/new')).text).toMatch(/Best lamp\?[^]*?state--closed/);
  });

  it('invites nobody to a closed question', async () => {
    const id = (await threadsBy(forum.adda)).get('p3')!.id;
    const [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    const refused = await forum.api('POST', `/threads/${id}/invitations`, { members: [jamal.id] }, rina);
    expect(refused.status).toBe(409);
    await inviteWaiting(forum.adda);
    expect(await forum.adda.store.read.q.select().from(forum.adda.store.read.t.invitations)).toEqual([]);
  });

  it('takes no answer to a closed question, keeps what was typed, and takes replies', async () => {
    const id = (await threadsBy(forum.adda)).get('p3')!.id;
    const opening = (await postsBy(forum.adda)).get('p3')!.id;
    const bo = await forum.member('Bo');
    const refused = await forum.post(`/t/${id}/posts`, { body: 'Try a stone' }, bo);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('it takes no more answers');
    expect(refused.text).toContain('Try a stone');
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'Try' }, bo)).json().code).toBe('closed');
    const reply = await forum.api('POST', `/threads/${id}/posts`, { body: 'See above', parentId: opening }, bo);
    expect(reply.status).toBe(201);
    expect((await threadsBy(forum.adda)).get('p3')).toMatchObject({ rankKey: null, needsAnswer: false, replyCount: 1 });
  });

  it('is closed or opened here as a later dump of it says', async () => {
    const later = (more: Record<string, string | null>) =>
      writeDump({ Posts: [question(4, { Title: 'Best lamp?' }), question(5, { Title: 'Opened again', ...more })] });
    expect((await bring(forum.adda, later({ ClosedDate: closed }))).made).toMatchObject({ closed: 1, questions: 0 });
    const threads = await threadsBy(forum.adda);
    expect(threads.get('p5')).toMatchObject({ closeReason: 'other', needsAnswer: false, rankKey: null });
    expect(threads.get('p4')).toMatchObject({ closedAt: null, closeReason: null, needsAnswer: true });
    expect(threads.get('p4')!.rankKey).not.toBeNull();
  });
});
