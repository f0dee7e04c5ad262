/** The files of a dump, each read once into the spool. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { cleanLine, cleanText } from '../../../../shared/text.ts';
import type { Spool } from '../../../platform/store/spool.ts';
import { tidyMemory } from '../../../platform/memory.ts';
import type { Progress } from '../../../platform/progress.ts';
import type { Report } from '../report.ts';
import { CLOSED, isEdit, originalsOf, REOPENED } from './history.ts';
import { type Filling, fillSpool, settleSpool } from './queries.ts';
import { readRecords } from './records.ts';
import { intOf, parseRow, type Row, timeOf } from './rows.ts';

const QUESTION = 1;
const ANSWER = 2;
const ACCEPTED_VOTE = 1;
const UP_VOTE = 2;
const DUPLICATE_LINK = 3;
const POST_TYPES: Record<number, string> = {
  3: 'orphaned tag wiki',
  4: 'tag wiki excerpt',
  5: 'tag wiki',
  6: 'moderator nomination',
  7: 'wiki placeholder',
  8: 'privilege wiki',
};

export const PICTURES_LEFT = 'pictures (they stay links; --pictures brings them)';

type Pass = {
  file: string;
  /** What is not brought without the file; null for nothing. */
  lost: string | null;
  take(row: Row, line: number, to: Filling, report: Report): void;
};

const label = (text: string | undefined) => (text && cleanLine(text).slice(0, 60)) || null;

/** The row's id and time, or null when it was reported as bad. */
function identify(row: Row, line: number, file: string, report: Report): { id: number; created: number } | null {
  const id = intOf(row.Id);
  const created = timeOf(row.CreationDate);
  if (id === null) report.bad(file, row.Id === undefined ? 'no Id' : 'the Id is no number', line);
  else if (created === null) report.bad(file, 'no date that can be read', line);
  else return { id, created };
  return null;
}

const users: Pass = {
  file: 'Users.xml',
  lost: 'names and self-descriptions; members are called "Member" and their number',
  take(row, line, to, report) {
    const key = identify(row, line, this.file, report);
    if (!key) return;
    const fresh = to.putUser({ ...key, name: label(row.DisplayName), about: row.AboutMe || null });
    if (!fresh) return report.bad(this.file, 'the same Id once more', line);
    if (row.Location) report.leave('locations of members');
    if (row.WebsiteUrl) report.leave('websites of members');
    if ((intOf(row.Reputation) ?? 0) > 1) report.leave('reputations of members');
  },
};

const posts: Pass = {
  file: 'Posts.xml',
  lost: 'everything',
  take(row, line, to, report) {
    const key = identify(row, line, this.file, report);
    if (!key) return;
    const kind = intOf(row.PostTypeId);
    if (kind === null) return report.bad(this.file, 'no PostTypeId', line);
    if (kind !== QUESTION && kind !== ANSWER) {
      to.putOther(key.id);
      return report.skip(this.file, `${POST_TYPES[kind] ?? 'other post'} (PostTypeId ${kind})`);
    }
    const parent = kind === ANSWER ? intOf(row.ParentId) : null;
    if (kind === ANSWER && parent === null) return report.bad(this.file, 'answer without ParentId', line);
    const fresh = to.putPost({
      ...key,
      kind,
      parent,
      owner: intOf(row.OwnerUserId),
      label: label(row.OwnerDisplayName),
      title: kind === QUESTION ? cleanLine(row.Title ?? '') : null,
      tags: kind === QUESTION ? cleanText(row.Tags ?? '') : null,
      body: row.Body ?? '',
      score: intOf(row.Score) ?? 0,
      edited: timeOf(row.LastEditDate),
      accepted: kind === QUESTION ? intOf(row.AcceptedAnswerId) : null,
      closed: kind === QUESTION ? timeOf(row.ClosedDate) : null,
      line,
    });
    if (!fresh) return report.bad(this.file, 'the same Id once more', line);
    const pictures = row.Body?.match(/<img\b/gi)?.length ?? 0;
    if (pictures > 0) report.leave(PICTURES_LEFT, pictures);
    if (intOf(row.ViewCount)) report.leave('view counts of questions');
    if (intOf(row.FavoriteCount)) report.leave('favourite counts of questions');
  },
};

const comments: Pass = {
  file: 'Comments.xml',
  lost: 'the comments',
  take(row, line, to, report) {
    const key = identify(row, line, this.file, report);
    if (!key) return;
    const post = intOf(row.PostId);
    if (post === null) return report.bad(this.file, 'no PostId', line);
    const fresh = to.putComment({
      ...key,
      post,
      owner: intOf(row.UserId),
      label: label(row.UserDisplayName),
      text: row.Text ?? '',
      score: intOf(row.Score) ?? 0,
      line,
    });
    if (!fresh) report.bad(this.file, 'the same Id once more', line);
  },
};

const votes: Pass = {
  file: 'Votes.xml',
  lost: 'when answers were accepted, and up-votes (scores are taken instead)',
  take(row, line, to, report) {
    const post = intOf(row.PostId);
    if (post === null) return report.bad(this.file, 'no PostId', line);
    const type = intOf(row.VoteTypeId);
    to.putVote(post, type === UP_VOTE, type === ACCEPTED_VOTE ? timeOf(row.CreationDate) : null);
    if (type === UP_VOTE || type === ACCEPTED_VOTE) report.file(this.file).imported++;
    else report.skip(this.file, 'votes that are neither up-votes nor acceptances');
  },
};

const history: Pass = {
  file: 'PostHistory.xml',
  lost: 'the Markdown as it was written (the HTML is turned into Markdown instead), edits and their editors, and why questions were closed',
  take(row, line, to, report) {
    const post = intOf(row.PostId);
    if (post === null) return report.bad(this.file, 'no PostId', line);
    const type = intOf(row.PostHistoryTypeId) ?? 0;
    const key = { id: intOf(row.Id) ?? 0, post, type, at: timeOf(row.CreationDate) ?? 0 };
    if (type === CLOSED || type === REOPENED) {
      const originals = type === CLOSED ? originalsOf(row.Text) : [];
      to.putClosing({ ...key, reason: row.Comment ?? null, originals: JSON.stringify(originals) });
    } else if (isEdit(type) && row.Text?.trim()) {
      const by = { editor: intOf(row.UserId), label: label(row.UserDisplayName) };
      to.putEdit({ ...key, ...by, mark: row.RevisionGUID ?? null, text: row.Text });
    } else return report.skip(this.file, 'events that are neither edits nor closings');
    report.file(this.file).imported++;
  },
};

const links: Pass = {
  file: 'PostLinks.xml',
  lost: 'which questions repeat or mention which others',
  take(row, line, to, report) {
    const [post, related] = [intOf(row.PostId), intOf(row.RelatedPostId)];
    if (post === null || related === null) return report.bad(this.file, 'no PostId or no RelatedPostId', line);
    to.putLink(post, related, intOf(row.LinkTypeId) === DUPLICATE_LINK, timeOf(row.CreationDate) ?? 0);
    report.file(this.file).imported++;
  },
};

/** Nothing here is like a badge; they are counted, so that it is said. */
const badges: Pass = {
  file: 'Badges.xml',
  lost: null,
  take(_row, _line, _to, report) {
    report.file(this.file).skipped++;
    report.leave('badges');
  },
};

export const PASSES = [users, posts, comments, votes, history, links, badges];

async function runPass(folder: string, pass: Pass, to: Filling, report: Report, progress: Progress): Promise<void> {
  const file = path.join(folder, pass.file);
  if (!existsSync(file)) return pass.lost === null ? undefined : report.missing(pass.file, pass.lost);
  progress.start(`Reading ${pass.file}`, statSync(file).size);
  const counts = report.file(pass.file);
  let rowsShown = 0;
  let lastFault: { line: number; fault: string; empty: boolean } | null = null;
  const settle = () => {
    if (lastFault?.empty) report.bad(pass.file, lastFault.fault, lastFault.line);
    else if (lastFault) report.note(pass.file, `something behind a row is ${lastFault.fault}`, lastFault.line);
    lastFault = null;
  };
  const end = await readRecords(
    file,
    (text, line) => {
      settle();
      const { row, fault } = parseRow(text);
      counts.rows++;
      if (fault) lastFault = { line, fault, empty: !row };
      if (row) pass.take(row, line, to, report);
    },
    (bytes) => {
      progress.add(bytes, counts.rows - rowsShown);
      tidyMemory();
      rowsShown = counts.rows;
    },
  );
  settle();
  if (end.problem) report.broke(pass.file, `line ${end.line}: ${end.problem}`);
  progress.stop();
}

/** Reads all files of the dump into the spool; what cannot be used goes into the report. */
export async function readDump(folder: string, spool: Spool, report: Report, progress: Progress): Promise<void> {
  const filling = fillSpool(spool);
  for (const pass of PASSES) await runPass(folder, pass, filling, report, progress);
  settleSpool(spool, {
    orphanAnswer: (line) => report.bad('Posts.xml', 'answer to a question that is not here', line),
    orphanComment: (line) => report.bad('Comments.xml', 'comment on a post that is not here', line),
    otherComments: (count) =>
      count > 0 && report.skip('Comments.xml', 'comments on tag wikis and the like', undefined, count),
    strayVotes: (count) => count > 0 && report.note('Votes.xml', 'votes for posts that are not here', undefined, count),
    otherVotes: (count) => count > 0 && report.note('Votes.xml', 'votes for tag wikis and the like', undefined, count),
    strayLinks: (count) =>
      count > 0 && report.note('PostLinks.xml', 'links from or to posts that are not here', undefined, count),
    strayTexts: (count) =>
      count > 0 && report.note('PostHistory.xml', 'posts with a history that are not here', undefined, count),
  });
}
