/** The versions of a post, the newest first, each with what it changed; a page of them at a time. */
import type { Change } from '../../../shared/difference.ts';
import { type AuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Conn } from '../../platform/store/store.ts';
import { differenceOf } from './differences.ts';
import { notedOf } from '../files/with-post.ts';
import type { WorkerPool } from '../../platform/worker-pool/pool.ts';
import { type Post, revisionLengths, revisionsOf } from '../threads/post-queries.ts';
import type { Thread } from '../threads/queries.ts';

const VERSIONS_SHOWN = 20;
/** A page draws each letter of a version up to twice: as it was and as it is. */
const LETTERS_SHOWN = 60_000;

/** Null where nothing of it changed. */
type Changed = Change[] | null;

/** A version, and what it changed of the one before it; of the first, all of it. */
export type Version = {
  number: number;
  at: number;
  by: AuthorFacts;
  title: string | null;
  tagNames: string[] | null;
  markdown: string;
  /** What went with it, in words; null where nobody noted it. */
  pictures: string[] | null;
  files: string[] | null;
  changed: { title: Changed; tags: Changed; pictures: Changed; files: Changed; text: Change[] };
};

export type Revisions = {
  versions: Version[];
  /** Whether the first of them is what the post says now. */
  isNewest: boolean;
  /** The number of the last one shown, where older ones follow. */
  next: number | null;
};

/** What went with a version, each in words; null where that was not noted. */
const numbered = (noted: string[] | null): string | null =>
  noted?.map((words, i) => `(${i + 1}) ${words}`.trim()).join(' ') ?? null;

/** The newest versions that fit on a page: at least one. @param lengths of all that there are, in letters */
function howMany(lengths: number[]): number {
  let letters = 0;
  const fits = lengths.slice(0, VERSIONS_SHOWN).findIndex((length) => (letters += length) > LETTERS_SHOWN);
  return fits === -1 ? VERSIONS_SHOWN : Math.max(1, fits);
}

/** @param before only versions older than the one with this number */
export async function loadRevisions(
  conn: Conn,
  workers: WorkerPool,
  { post, thread, author }: { post: Post; thread: Thread; author: AuthorFacts },
  before: number | undefined,
): Promise<Revisions> {
  const older = before ?? post.revision;
  const lengths = await revisionLengths(conn, post.id, older, VERSIONS_SHOWN + 1);
  const count = howMany(before === undefined ? [post.markdown.length, ...lengths] : lengths);
  // One more than is shown, to compare the last one with.
  const kept = await revisionsOf(conn, post.id, older, count + 1);
  const isOpening = post.kind === 'opening';
  const newest = {
    number: post.revision,
    at: post.editedAt ?? post.createdAt,
    title: isOpening ? thread.title : null,
    tagNames: isOpening ? thread.tagNames : null,
    markdown: post.markdown,
    ...(await notedOf(conn, post.id)),
  };
  const all = before === undefined ? [newest, ...kept] : kept;
  // Each kept version notes who replaced it: the writer of the next.
  const byOf = (number: number): AuthorFacts => {
    const made = kept.find((one) => one.number === number - 1);
    const isAuthor = made?.editorId === post.authorId && made?.editorLabel === null;
    if (!made || isAuthor || (made.editorId === null && made.editorLabel === null)) return author;
    const { affiliation, stakes, editorName: authorName, editorSlug: authorSlug, editorLabel } = made;
    return { ...NO_LABEL, authorName, authorSlug, authorLabel: editorLabel || null, affiliation, stakes };
  };
  const shown = all.slice(0, count);
  const compare = (part: string, old: string, now: string) => differenceOf(workers, `${post.id} ${part}`, old, now);
  const line = async (part: string, old: string | null | undefined, now: string | null): Promise<Changed> => {
    if (now === null || old === now) return null;
    return old === undefined ? [{ value: now, is: 'same' }] : compare(part, old ?? '', now);
  };
  const notedLine = async (part: string, now: string[] | null, before: string[] | null = []): Promise<Changed> => {
    const [is, was] = [numbered(now), numbered(before)];
    // Of versions from before they were noted nobody knows.
    return is === null || was === null || is === was ? null : compare(part, was, is);
  };
  const versions: Version[] = [];
  for (const [i, version] of shown.entries()) {
    const previous = all[i + 1];
    const { number, at, title, tagNames, markdown, pictures, files } = version;
    const changed = {
      title: await line(`${number} title`, previous && previous.title, title),
      tags: await line(
        `${number} tags`,
        previous && (previous.tagNames?.join(', ') ?? null),
        tagNames?.join(', ') ?? null,
      ),
      pictures: await notedLine(`${number} pictures`, version.pictures, previous?.pictures),
      files: await notedLine(`${number} files`, version.files, previous?.files),
      text: previous
        ? await compare(`${number}`, previous.markdown, markdown)
        : [{ value: markdown, is: 'same' as const }],
    };
    versions.push({ number, at, title, tagNames, markdown, pictures, files, by: byOf(number), changed });
  }
  const last = shown.at(-1);
  return { versions, isNewest: before === undefined, next: all.length > shown.length && last ? last.number : null };
}
