/** What moderators decide is learnt, and unlearnt when it is taken back. */
import type { Judged } from '../../platform/feature.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import { site } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Tx } from '../../platform/store/store.ts';
import { topicOf } from '../../forum/posting/looking.ts';
import { tokensOf } from '../../rules/spam-score.ts';
import { deleteHosts } from './host-queries.ts';
import { languageIn } from './looking.ts';
import { deleteLesson, insertLesson, lessonOf, textOfPost } from './queries.ts';
import { strangeSites } from './hosts.ts';
import { readPost } from './reading.ts';
import { standsToTopic } from './topic.ts';

const SPAM = ['spam', 'advertising'];
/** Of these nothing is kept, not even which words it had. */
const UNSAID = ['private_data', 'illegal'];

/** What a judgement says of a post: spam, none, nothing any more, or nothing at all. */
function lessonIn({ verb, reason }: Judged): 'spam' | 'ham' | 'forget' | null {
  if (verb === 'approve') return 'ham';
  if (verb === 'show' || UNSAID.includes(reason ?? '')) return 'forget';
  const isAgainst = verb === 'hide' || verb === 'refuse' || verb === 'remove';
  return isAgainst && SPAM.includes(reason ?? '') ? 'spam' : null;
}

export async function judged(tx: Tx, judgement: Judged): Promise<void> {
  if (judgement.verb === 'remove') await deleteHosts(tx, judgement.postId);
  const says = lessonIn(judgement);
  if (says === null) return;
  const { postId } = judgement;
  await oneAtATime(tx, 'spam lessons');
  const before = await lessonOf(tx, postId);
  if (before && before.isSpam === (says === 'spam') && says !== 'forget') return;
  if (before) await deleteLesson(tx, before);
  const post = says === 'forget' ? null : await textOfPost(tx, postId);
  if (!post || post.html === '') return;
  const reading = readPost(post.number === 1 ? post.title : '', post.html);
  const language = await languageIn(tx, await site(tx), post.spaceId);
  const { title, authorId, spaceId } = post;
  const strange = await strangeSites(tx, audienceOfSpace(spaceId), reading.sites, authorId);
  const inThread = post.number === 1 ? null : topicOf(post);
  const isOnTopic = await standsToTopic(tx, { inThread, title }, reading, { authorId, spaceId, language });
  const words = tokensOf(reading, { isStrange: strange.length + reading.contacts > 0, isOnTopic }).map(
    ({ key }) => key,
  );
  await insertLesson(tx, { postId, language, isSpam: says === 'spam', words });
}
