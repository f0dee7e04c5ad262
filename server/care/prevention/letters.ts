/** The letter to who wrote a post that waits: once a day, however many wait. What became of each is told with the act. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { postById } from '../../forum/threads/post-queries.ts';
import { HELD_LETTERS } from '../../rules/rate-limits.ts';
import { textOfPost } from './queries.ts';

export const heldLetters: readonly LetterKind[] = [
  letterKind({
    template: 'postHeld',
    on: ['post.held'],
    async recipients(tx, { postId }) {
      const authorId = (await postById(tx, postId))?.authorId ?? null;
      const account = authorId === null ? null : await accountBy(tx, { id: authorId });
      if (!account?.email || account.emailVerifiedAt === null) return [];
      if (!(await tryConsume(tx, HELD_LETTERS, account.id))) return [];
      return [{ to: account.email, accountId: account.id, facts: { postId } }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const post = await postById(tx, facts.postId!);
      // By now somebody may have looked, or its author taken it back.
      if (!post?.authorId || post.heldAt === null || post.heldWhy === null || post.withdrawnAt !== null) return null;
      const account = await accountBy(tx, { id: post.authorId });
      return m.mail.postHeld({
        ...{ forum: site.name, name: account?.name ?? '', title: (await textOfPost(tx, post.id))!.title },
        told: m.prevention.beside(m.prevention.whys[post.heldWhy.why]),
        link: `${adda.config.origin}/p/${post.id}`,
      });
    },
  }),
];
