/** The example community: loaded with one press, removed with another. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../adda.ts';
import { anyAdmin, insertAccount } from '../accounts/queries.ts';
import { mark } from '../answers/actions.ts';
import { AddaError } from '../errors.ts';
import { writePost } from '../posts/actions.ts';
import { kindOfPost } from '../rules/answers.ts';
import { nameSlug } from '../rules/names.ts';
import { type Actor, whyNotAdminister } from '../rules/roles.ts';
import { site, updateSite } from '../site/queries.ts';
import { insertSpace } from '../spaces/queries.ts';
import { installFolder } from '../store/folders.ts';
import type { Tx } from '../store/store.ts';
import { lockThread } from '../threads/queries.ts';
import { writeThread } from '../threads/actions.ts';
import type { Form, MarkKind } from '../../shared/words.ts';
import { type DemoThread, members, spaces, threads } from './content/index.ts';
import { deleteSource } from './queries.ts';

const SOURCE = 'demo';
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

type People = Map<string, number>;
type PendingMark = { postId: number; by: number; kind: MarkKind };

function picturesFolder(adda: Adda): string {
  return path.join(adda.config.dataFolder, 'media');
}

async function copyPictures(adda: Adda): Promise<void> {
  const from = path.join(installFolder(), 'server', 'demo', 'pictures');
  await mkdir(picturesFolder(adda), { recursive: true });
  for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(picturesFolder(adda), name));
}

async function removePictures(adda: Adda): Promise<void> {
  for (const name of await readdir(picturesFolder(adda)).catch(() => [])) {
    if (name.startsWith('demo-')) await rm(path.join(picturesFolder(adda), name));
  }
}

/** While nobody administers the forum anybody may try the example; afterwards an admin decides. */
async function checkMay(adda: Adda, actor: Actor): Promise<void> {
  if (!(await anyAdmin(adda.store.read))) return;
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

async function loadThread(tx: Tx, spaceId: number, people: People, thread: DemoThread): Promise<PendingMark[]> {
  const createdAt = Math.round(tx.now - thread.daysAgo * DAY);
  const asker = people.get(thread.by)!;
  const marks: PendingMark[] = [];
  const pend = (postId: number, kind: MarkKind, names: string[] = []) =>
    marks.push(...names.map((name) => ({ postId, kind, by: people.get(name)! })));
  const started = await writeThread(tx, {
    spaceId,
    authorId: asker,
    form: thread.form as Form,
    title: thread.title,
    markdown: thread.body,
    tags: thread.tags,
    createdAt,
    source: SOURCE,
  });
  pend(started.postId, 'me_too', thread.meToo);
  pend(started.postId, 'helpful', thread.helpful);
  for (const item of thread.posts) {
    const authorId = people.get(item.by);
    if (authorId === undefined) continue;
    const locked = (await lockThread(tx, started.threadId))!;
    const kind = kindOfPost({
      thread: locked,
      author: { id: authorId, role: 'member' },
      isReply: false,
      asOwnAnswer: item.own ?? false,
    });
    const post = await writePost(tx, locked, {
      authorId,
      parent: null,
      kind,
      markdown: item.body,
      createdAt: createdAt + item.afterMinutes * MINUTE,
      source: SOURCE,
    });
    pend(post.id, 'helpful', item.helpful);
    pend(post.id, 'worked', item.confirmed);
    if (item.accepted) pend(post.id, 'accept', [thread.by]);
    let parent = post;
    for (const reply of item.replies ?? []) {
      const again = (await lockThread(tx, started.threadId))!;
      const written = await writePost(tx, again, {
        authorId: people.get(reply.by)!,
        parent,
        kind: 'reply',
        markdown: reply.body,
        createdAt: createdAt + reply.afterMinutes * MINUTE,
        source: SOURCE,
      });
      pend(written.id, 'helpful', reply.helpful);
      parent = { ...parent, replyCount: parent.replyCount + 1 };
    }
  }
  return marks;
}

/**
 * Loads the example community. Its members cannot sign in.
 * @throws {AddaError} `forbidden`, `taken` when it is there already
 */
export async function loadDemo(adda: Adda, actor: Actor): Promise<{ threads: number }> {
  await checkMay(adda, actor);
  if ((await site(adda.store.read)).hasDemo) throw new AddaError('taken');
  await copyPictures(adda);
  const marks = await adda.store.write(async (tx) => {
    if ((await site(tx)).hasDemo) throw new AddaError('taken');
    await updateSite(tx, { hasDemo: true });
    const people: People = new Map();
    for (const { name, bio, language, joinedDaysAgo } of members) {
      const account = await insertAccount(tx, {
        name,
        slug: nameSlug(name),
        bio,
        language,
        source: SOURCE,
        externalId: name,
        createdAt: Math.round(tx.now - joinedDaysAgo * DAY),
      });
      people.set(name, account.id);
    }
    const places = new Map<string, number>();
    for (const { slug, name, kind, charter } of spaces) {
      places.set(slug, (await insertSpace(tx, { slug, name, kind, charter, source: SOURCE, createdAt: tx.now })).id);
    }
    const pending: PendingMark[] = [];
    const byAge = threads.filter(({ by }) => people.has(by)).sort((a, b) => b.daysAgo - a.daysAgo);
    for (const thread of byAge) pending.push(...(await loadThread(tx, places.get(thread.space)!, people, thread)));
    return pending;
  });
  for (const { by, postId, kind } of marks) await mark(adda, { id: by, role: 'member' }, postId, kind, true);
  return { threads: threads.length };
}

/** Removes the example's spaces with all that is in them, its members and its pictures. @throws {AddaError} `forbidden` */
export async function removeDemo(adda: Adda, actor: Actor): Promise<void> {
  await checkMay(adda, actor);
  await adda.store.write(async (tx) => {
    await deleteSource(tx, SOURCE);
    await updateSite(tx, { hasDemo: false });
  });
  await removePictures(adda);
}
