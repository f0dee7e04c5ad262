/** Starting a thread. */
import type { Adda } from '../adda.ts';
import { AddaError, type FieldFault, invalid } from '../errors.ts';
import { countTry } from '../accounts/throttle.ts';
import { indexPost, insertPost } from '../posts/queries.ts';
import { render } from '../../shared/render.ts';
import { checkBody, checkTitle, checkTags } from '../posts/check.ts';
import { needsAnswer, needsKey, OPENING_PLACE, threadState } from '../rules/answers.ts';
import { type Actor, whyNotStartThread } from '../rules/roles.ts';
import { THREADS_PER_MEMBER } from '../rules/throttles.ts';
import { addToSpace, addToTags, ensureTags, spaceBySlug } from '../spaces/queries.ts';
import { onceOnly } from '../store/transaction.ts';
import type { Tx } from '../store/store.ts';
import { LIMITS } from '../../shared/limits.ts';
import { slugify } from '../../shared/text.ts';
import type { Form } from '../../shared/words.ts';
import { insertThread, setThreadTags } from './queries.ts';

export type ThreadInput = { space: string; form: Form; title: string; body: string; tags: string[]; onceKey?: string };
export type Started = { threadId: number; slug: string; postId: number };

type Opening = {
  spaceId: number;
  authorId: number | null;
  authorLabel?: string | null;
  form: Form;
  title: string;
  markdown: string;
  tags: string[];
  createdAt: number;
  source?: string | null;
  externalId?: string | null;
  importedHelpful?: number;
};

/** Writes a thread and its opening post with all that goes with them. For actions and importers alike. */
export async function writeThread(tx: Tx, opening: Opening): Promise<Started> {
  const { html, text, excerpt } = render(opening.markdown);
  const { form, title, createdAt, tags: tagNames } = opening;
  const state = threadState(form, { peerAnswers: 0, accepted: 0 });
  const origin = { source: opening.source ?? null, externalId: opening.externalId ?? null };
  const author = { authorId: opening.authorId, authorLabel: opening.authorLabel ?? null };
  const thread = await insertThread(tx, {
    ...author,
    ...origin,
    spaceId: opening.spaceId,
    form,
    title,
    slug: slugify(title),
    excerpt,
    state,
    tagNames,
    nextNumber: 2,
    needsAnswer: needsAnswer(form, state, true),
    needsKey: needsKey(createdAt, 0),
    createdAt,
    lastPostAt: createdAt,
  });
  const post = await insertPost(tx, {
    ...author,
    ...origin,
    threadId: thread.id,
    kind: 'opening',
    number: 1,
    placeKey: OPENING_PLACE,
    markdown: opening.markdown,
    html,
    importedHelpful: opening.importedHelpful ?? 0,
    createdAt,
  });
  const tagIds = await ensureTags(tx, opening.spaceId, tagNames);
  await setThreadTags(tx, thread.id, createdAt, tagIds);
  await indexPost(tx, post.id, text, title, tagNames);
  await addToSpace(tx, opening.spaceId, { threads: 1, posts: 1 });
  await addToTags(tx, tagIds, 1);
  return { threadId: thread.id, slug: thread.slug, postId: post.id };
}

/**
 * A member asks, or opens a discussion.
 * @throws {AddaError} `not_signed_in`, `staff_cannot`, `invalid`, `too_many`
 */
export async function startThread(adda: Adda, actor: Actor, input: ThreadInput): Promise<Started> {
  const no = whyNotStartThread(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const faults: FieldFault[] = [];
  const title = checkTitle(input.title, faults);
  const markdown = checkBody(input.body, LIMITS.body, faults);
  const tags = checkTags(input.tags, faults);
  const space = await spaceBySlug(adda.store.read, input.space);
  if (!space) faults.push({ field: 'space', fault: input.space ? 'unknown_space' : 'required' });
  if (faults.length > 0) throw invalid(...faults);
  return adda.store.write((tx) =>
    onceOnly(tx, actor.id, 'thread', input.onceKey, async () => {
      await countTry(tx, THREADS_PER_MEMBER, actor.id);
      return writeThread(tx, {
        spaceId: space!.id,
        authorId: actor.id,
        form: input.form,
        title,
        markdown,
        tags,
        createdAt: tx.now,
      });
    }),
  );
}
