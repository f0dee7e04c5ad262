/** Of a safety notice, moderators and admins are told by mail. */
import { moderatorsWithEmail } from '../../people/accounts/queries.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { postPath } from '../../platform/http/paths.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { replyAddress } from '../../platform/mail/reply-address.ts';
import { postById } from '../threads/post-queries.ts';
import { threadById } from '../threads/queries.ts';
import { exceptionOf, labelOf } from '../../brands/label-queries.ts';

export const safetyLetters: readonly LetterKind[] = [
  letterKind({
    template: 'safety',
    on: ['exception.used'],
    async recipients(tx, { exception, actorId, postId, spaceId }) {
      if (exception !== 'safety') return [];
      const others = (await moderatorsWithEmail(tx, spaceId)).filter(({ id }) => id !== actorId);
      return others.map(({ id, email }) => ({ to: email!, accountId: id, facts: { postId, accountId: id } }));
    },
    async write(tx, { facts }, { adda, site, m }) {
      const post = await postById(tx, facts.postId!);
      const thread = post && (await threadById(tx, await audienceOfAccount(tx, facts.accountId!), post.threadId));
      const told = thread ? await moderatorsWithEmail(tx, thread.spaceId) : [];
      const keeper = told.find(({ id }) => id === facts.accountId);
      if (!keeper || !thread || post.withdrawnAt !== null) return null;
      const link = adda.config.origin + postPath(thread, post.number);
      const letter = { forum: site.name, name: keeper.name, link, title: thread.title };
      const label = (await labelOf(tx, post.id))?.label ?? '';
      const reference = (await exceptionOf(tx, post.id))?.reason ?? '';
      const replyTo = await replyAddress(adda, tx, { accountId: facts.accountId!, postId: post.id });
      return { ...m.mail.safety({ ...letter, label, reference, isAnswered: replyTo !== undefined }), replyTo };
    },
  }),
];
