/** The spool of a dump: its rows by id, so that a thread can be put together without holding all of them. */
import type { Spool } from '../../../platform/store/spool.ts';

export type SpoolUser = { id: number; name: string | null; about: string | null; created: number; listed: number };
export type SpoolPost = {
  id: number;
  parent: number | null;
  owner: number | null;
  label: string | null;
  title: string | null;
  tags: string | null;
  body: string;
  score: number;
  created: number;
  edited: number | null;
  accepted: number | null;
  line: number;
  markdown: string | null;
  ups: number | null;
  acceptedAt: number | null;
};
export type SpoolComment = {
  id: number;
  post: number;
  owner: number | null;
  label: string | null;
  text: string;
  score: number;
  created: number;
};

const TABLES = `
  create table users (id integer primary key, name text, about text, created integer not null, listed integer not null);
  create table posts (id integer primary key, kind integer not null, parent integer, owner integer, label text, title text, tags text,
    score integer not null, created integer not null, edited integer, accepted integer, line integer not null, body text not null);
  create table others (id integer primary key);
  create table comments (
    id integer primary key, post integer not null, owner integer, label text, score integer not null,
    created integer not null, line integer not null, text text not null
  );
  create table votes (post integer primary key, votes integer not null, ups integer not null, accepted_at integer);
  create table history (post integer primary key, at integer not null, id integer not null, text text not null);
  begin;
`;
const INDEXES = `
  create index answers on posts (parent) where kind = 2;
  create index comments_post on comments (post);
`;

/** Makes the tables and the statements that fill them. Each `put…` is false for an id that was there before. */
export function fillSpool(spool: Spool) {
  spool.exec(TABLES);
  const user = spool.prepare('insert or ignore into users values (?, ?, ?, ?, 1)');
  const post = spool.prepare('insert or ignore into posts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const other = spool.prepare('insert or ignore into others values (?)');
  const comment = spool.prepare('insert or ignore into comments values (?, ?, ?, ?, ?, ?, ?, ?)');
  const vote = spool.prepare(
    `insert into votes values (?, 1, ?, ?)
     on conflict (post) do update set votes = votes + 1, ups = ups + excluded.ups, accepted_at = coalesce(excluded.accepted_at, accepted_at)`,
  );
  const history = spool.prepare(
    `insert into history values (?, ?, ?, ?)
     on conflict (post) do update set at = excluded.at, id = excluded.id, text = excluded.text where (excluded.at, excluded.id) > (at, id)`,
  );
  return {
    putUser: (u: { id: number; name: string | null; about: string | null; created: number }) =>
      user.run(u.id, u.name, u.about, u.created).changes > 0,
    putPost: (p: Omit<SpoolPost, 'markdown' | 'ups' | 'acceptedAt'> & { kind: 1 | 2 }) =>
      post.run(
        p.id,
        p.kind,
        p.parent,
        p.owner,
        p.label,
        p.title,
        p.tags,
        p.score,
        p.created,
        p.edited,
        p.accepted,
        p.line,
        p.body,
      ).changes > 0,
    putOther: (id: number) => void other.run(id),
    putComment: (c: SpoolComment & { line: number }) =>
      comment.run(c.id, c.post, c.owner, c.label, c.score, c.created, c.line, c.text).changes > 0,
    putVote: (postId: number, up: boolean, acceptedAt: number | null) => void vote.run(postId, up ? 1 : 0, acceptedAt),
    putText: (postId: number, at: number, id: number, text: string) => void history.run(postId, at, id, text),
  };
}

export type Filling = ReturnType<typeof fillSpool>;

/** Ends the filling: what depends on rows that are not there is handed out once and left out. */
export function settleSpool(
  spool: Spool,
  on: {
    orphanAnswer(line: number): void;
    orphanComment(line: number): void;
    otherComments(count: number): void;
    strayVotes(count: number): void;
    otherVotes(count: number): void;
    strayTexts(count: number): void;
  },
) {
  spool.exec(INDEXES);
  const lines = (statement: string) => spool.prepare<{ line: number }>(statement).all();
  const count = (statement: string) => spool.prepare<{ n: number | null }>(statement).get()?.n ?? 0;
  const orphan =
    'from posts where kind = 2 and not exists (select 1 from posts q where q.id = posts.parent and q.kind = 1)';
  for (const { line } of lines(`select line ${orphan} order by line`)) on.orphanAnswer(line);
  spool.exec(`delete ${orphan}`);
  const ofOther = 'from comments where post in (select id from others)';
  on.otherComments(count(`select count(*) as n ${ofOther}`));
  spool.exec(`delete ${ofOther}`);
  const loose = 'from comments where post not in (select id from posts)';
  for (const { line } of lines(`select line ${loose} order by line`)) on.orphanComment(line);
  spool.exec(`delete ${loose}`);
  on.otherVotes(count('select sum(votes) as n from votes where post in (select id from others)'));
  on.strayVotes(
    count(
      'select sum(votes) as n from votes where post not in (select id from posts) and post not in (select id from others)',
    ),
  );
  on.strayTexts(
    count(
      'select count(*) as n from history where post not in (select id from posts) and post not in (select id from others)',
    ),
  );
  spool.exec(`
    insert into users
    select owner, max(label), null, min(created), 0 from (
      select owner, label, created from posts where owner is not null union all select owner, label, created from comments where owner is not null
    ) where owner not in (select id from users) group by owner;
    commit;
    pragma cache_size = -4000;
    pragma shrink_memory;
  `);
}

/** The questions that come after an id, and what stands under them. */
export function readSpool(spool: Spool) {
  const columns = `p.id, p.parent, p.owner, p.label, p.title, p.tags, p.body, p.score, p.created, p.edited, p.accepted, p.line,
    h.text as markdown, v.ups, v.accepted_at as acceptedAt from posts p left join history h on h.post = p.id left join votes v on v.post = p.id`;
  const ids = '(select value from json_each(?))';
  const users = spool.prepare<SpoolUser>('select * from users where id > ? order by id limit ?');
  const questions = spool.prepare<SpoolPost>(`select ${columns} where p.kind = 1 and p.id > ? order by p.id limit ?`);
  const answers = spool.prepare<SpoolPost>(`select ${columns} where p.kind = 2 and p.parent in ${ids}`);
  const comments = spool.prepare<SpoolComment>(
    `select id, post, owner, label, text, score, created from comments where post in ${ids}`,
  );
  const post = spool.prepare<{ id: number; kind: number }>('select id, kind from posts where id = ?');
  const count = (table: string) => spool.prepare<{ n: number }>(`select count(*) as n from ${table}`).get()!.n;
  return {
    counts: () => ({ users: count('users'), posts: count('posts'), comments: count('comments') }),
    users: (afterId: number, limit: number) => users.all(afterId, limit),
    questions: (afterId: number, limit: number) => questions.all(afterId, limit),
    answersTo: (questionIds: number[]) => answers.all(JSON.stringify(questionIds)),
    commentsOn: (postIds: number[]) => comments.all(JSON.stringify(postIds)),
    hasPost: (id: number) => post.get(id) !== undefined,
  };
}

export type Reading = ReturnType<typeof readSpool>;
