/** Polls: what a post asks, what one may choose, and who chose what. */
import { POLL_ENDERS, type PollEnder } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';

export function pollTables(kit: Kit, { accounts, posts }: Pick<PeopleTables & PostsTables, 'accounts' | 'posts'>) {
  const { table, id, int, time, text, index, uniqueIndex, primaryKey, oneOf } = kit;

  const polls = table(
    'polls',
    {
      id: id(),
      postId: int('post_id')
        .notNull()
        .references(() => posts.id),
      question: text('question').notNull(),
      /** How many of the choices one may take. */
      most: int('most').notNull().default(1),
      /** Null for one that has no end. */
      endsAt: time('ends_at'),
      /** Of one that was ended before its time: the end that it had; null for none. */
      plannedEnd: time('planned_end'),
      /** Who ended it before its time; null for nobody. */
      endedBy: text('ended_by').$type<PollEnder>(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [oneOf('polls', 'ended_by', POLL_ENDERS), uniqueIndex('polls_post').on(t.postId)],
  );

  const pollChoices = table(
    'poll_choices',
    {
      id: id(),
      pollId: int('poll_id')
        .notNull()
        .references(() => polls.id),
      /** From 1, in the order in which they are shown. */
      place: int('place').notNull(),
      words: text('words').notNull(),
    },
    (t) => [uniqueIndex('poll_choices_place').on(t.pollId, t.place)],
  );

  /** What is counted, anew each time that it is asked for. */
  const pollVotes = table(
    'poll_votes',
    {
      pollId: int('poll_id')
        .notNull()
        .references(() => polls.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      choiceId: int('choice_id')
        .notNull()
        .references(() => pollChoices.id),
    },
    (t) => [
      primaryKey({ columns: [t.pollId, t.accountId, t.choiceId] }),
      index('poll_votes_account').on(t.accountId),
      index('poll_votes_choice').on(t.choiceId),
    ],
  );

  return { polls, pollChoices, pollVotes };
}
