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
  closed: number | null;
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
/** A title, a body or tags as they were written. @property mark what the changes of one edit have in common */
export type Edit = {
  id: number;
  post: number;
  type: number;
  at: number;
  editor: number | null;
  label: string | null;
  mark: string | null;
  text: string;
};
/** A question was closed or opened again. @property originals JSON: the questions that it repeats */
export type Closing = { id: number; post: number; type: number; at: number; reason: string | null; originals: string };

const TABLES = `
  create table users (id integer primary key, name text, about text, created integer not null, listed integer not null);
  create table posts (id integer primary key, kind integer not null, parent integer, owner integer, label text, title text, tags text,
    score integer not null, created integer not null, edited integer, accepted integer, closed integer, line integer not null, body text not null);
  create table others (id integer primary key);
  create table comments (
    id integer primary key, post integer not null, owner integer, label text, score integer not null,
    created integer not null, line integer not null, text text not null
  );
  create table votes (post integer primary key, votes integer not null, ups integer not null, accepted_at integer);
  create table edits (
    id integer not null, post integer not null, type integer not null, at integer not null, editor integer, label text, mark text, text text not null
  );
  create table closings (id integer not null, post integer not null, type integer not null, at integer not null, reason text, originals text not null);
  create table links (post integer not null, related integer not null, is_duplicate integer not null, at integer not null);
  begin;
`;
const INDEXES = `
  create index answers on posts (parent) where kind = 2;
  create index comments_post on comments (post);
  create index edits_post on edits (post, at, id);
  create index closings_post on closings (post, at, id);
`;

/** Makes the tables and the statements that fill them. Each `put…` is false for an id that was there before. */
export function fillSpool(spool: Spool) {
  spool.exec(TABLES);
  const user = spool.prepare('insert or ignore into users values (?, ?, ?, ?, 1)');
  const post = spool.prepare('insert or ignore into posts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const other = spool.prepare('insert or ignore into others values (?)');
  const comment = spool.prepare('insert or ignore into comments values (?, ?, ?, ?, ?, ?, ?, ?)');
  const vote = spool.prepare(
    `insert into votes values (?, 1, ?, ?)
     on conflict (post) do update set votes = votes + 1, ups = ups + excluded.ups, accepted_at = coalesce(excluded.accepted_at, accepted_at)`,
  );
  const edit = spool.prepare('insert into edits values (?, ?, ?, ?, ?, ?, ?, ?)');
  const closing = spool.prepare('insert into closings values (?, ?, ?, ?, ?, ?)');
  const link = spool.prepare('insert into links values (?, ?, ?, ?)');
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
        p.closed,
        p.line,
        p.body,
      ).changes > 0,
    putOther: (id: number) => void other.run(id),
    putComment: (c: SpoolComment & { line: number }) =>
      comment.run(c.id, c.post, c.owner, c.label, c.score, c.created, c.line, c.text).changes > 0,
    putVote: (postId: number, up: boolean, acceptedAt: number | null) => void vote.run(postId, up ? 1 : 0, acceptedAt),
    putEdit: (e: Edit) => void edit.run(e.id, e.post, e.type, e.at, e.editor, e.label, e.mark, e.text),
    putClosing: (c: Closing) => void closing.run(c.id, c.post, c.type, c.at, c.reason, c.originals),
    putLink: (postId: number, related: number, isDuplicate: boolean, at: number) =>
      void link.run(postId, related, isDuplicate ? 1 : 0, at),
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
    strayLinks(count: number): void;
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
      'select count(distinct post) as n from edits where post not in (select id from posts) and post not in (select id from others)',
    ),
  );
  settleLinks(spool, on);
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

/** Leaves of the links those from one question that is here to another, whichever posts of theirs they name. */
function settleLinks(spool: Spool, on: { strayLinks(count: number): void }): void {
  const stray = 'from links where post not in (select id from posts) or related not in (select id from posts)';
  on.strayLinks(spool.prepare<{ n: number }>(`select count(*) as n ${stray}`).get()?.n ?? 0);
  // What a closing that still stands says is a link as well.
  spool.exec(`
    insert into links
    select c.post, original.value, 1, c.at from closings c, json_each(c.originals) original
    where not exists (select 1 from closings later where later.post = c.post and (later.at, later.id) > (c.at, c.id));
    create table ties (id integer primary key, one integer not null, other integer not null, is_duplicate integer not null, at integer not null);
    insert into ties (one, other, is_duplicate, at)
    select coalesce(p.parent, p.id) as one, coalesce(r.parent, r.id) as other, l.is_duplicate, min(l.at)
    from links l join posts p on p.id = l.post join posts r on r.id = l.related
    where coalesce(p.parent, p.id) <> coalesce(r.parent, r.id)
    group by 1, 2, 3 order by 1, 2, 3;
    create index ties_one on ties (one) where is_duplicate;
  `);
}
