/** Reading the spool of a dump: a batch of questions with all that belongs to them. */
import type { Spool } from '../../../platform/store/spool.ts';
import type { Closing, Edit, SpoolComment, SpoolPost, SpoolUser } from './queries.ts';

/** A link from one question to another. */
export type Tie = { id: number; one: number; other: number; isDuplicate: 0 | 1; at: number };

/** The questions that come after an id, and what stands under them. */
export function readSpool(spool: Spool) {
  const columns = `p.id, p.parent, p.owner, p.label, p.title, p.tags, p.body, p.score, p.created, p.edited, p.accepted, p.closed, p.line,
    (select e.text from edits e where e.post = p.id and e.type in (2, 5, 8) order by e.at desc, e.id desc limit 1) as markdown,
    v.ups, v.accepted_at as acceptedAt from posts p left join votes v on v.post = p.id`;
  const ids = '(select value from json_each(?))';
  const users = spool.prepare<SpoolUser>('select * from users where id > ? order by id limit ?');
  const questions = spool.prepare<SpoolPost>(`select ${columns} where p.kind = 1 and p.id > ? order by p.id limit ?`);
  const answers = spool.prepare<SpoolPost>(`select ${columns} where p.kind = 2 and p.parent in ${ids}`);
  const comments = spool.prepare<SpoolComment>(
    `select id, post, owner, label, text, score, created from comments where post in ${ids}`,
  );
  const edits = spool.prepare<Edit>(
    `select * from edits where post in ${ids} and exists
      (select 1 from edits later where later.post = edits.post and later.type > 3) order by post, at, id`,
  );
  const closings = spool.prepare<Closing>(`select * from closings where post in ${ids} order by post, at, id`);
  const repeated = spool.prepare<{ one: number }>(`select distinct one from ties where is_duplicate and one in ${ids}`);
  const ties = spool.prepare<Tie>(
    'select id, one, other, is_duplicate as isDuplicate, at from ties where id > ? order by id limit ?',
  );
  const post = spool.prepare<{ id: number; kind: number }>('select id, kind from posts where id = ?');
  const count = (table: string) => spool.prepare<{ n: number }>(`select count(*) as n from ${table}`).get()!.n;
  return {
    counts: () => ({ users: count('users'), posts: count('posts'), comments: count('comments') }),
    users: (afterId: number, limit: number) => users.all(afterId, limit),
    questions: (afterId: number, limit: number) => questions.all(afterId, limit),
    answersTo: (questionIds: number[]) => answers.all(JSON.stringify(questionIds)),
    commentsOn: (postIds: number[]) => comments.all(JSON.stringify(postIds)),
    /** All texts of those of these posts that were ever edited, in the order of time. */
    editsOf: (postIds: number[]) => edits.all(JSON.stringify(postIds)),
    closingsOf: (questionIds: number[]) => closings.all(JSON.stringify(questionIds)),
    /** Those of these questions of which a link says that they repeat another. */
    duplicatesAmong: (questionIds: number[]) =>
      new Set(repeated.all(JSON.stringify(questionIds)).map(({ one }) => one)),
    ties: (afterId: number, limit: number) => ties.all(afterId, limit),
    hasPost: (id: number) => post.get(id) !== undefined,
  };
}

export type Reading = ReturnType<typeof readSpool>;
