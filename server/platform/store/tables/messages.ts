/** Direct messages: conversations, who takes part, what is said in them; from whom one takes them; whom one blocked. */
import { sql } from 'drizzle-orm';
import {
  MESSAGES_FROM,
  type MessagesFrom,
  PARTICIPANT_STATES,
  type ParticipantState,
  type Role,
  ROLES,
} from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { BrandsTables } from './brands.ts';
import type { PeopleTables } from './people.ts';

export function messageTables(
  kit: Kit,
  { accounts, brands, grants }: Pick<PeopleTables & BrandsTables, 'accounts' | 'brands' | 'grants'>,
) {
  const { table, id, int, time, text, index, primaryKey, oneOf } = kit;

  const conversations = table('conversations', {
    id: id(),
    createdAt: time('created_at').notNull(),
    /** When something was last said in it. */
    lastAt: time('last_at').notNull(),
  });

  const conversationParticipants = table(
    'conversation_participants',
    {
      conversationId: int('conversation_id')
        .notNull()
        .references(() => conversations.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      state: text('state').$type<ParticipantState>().notNull(),
      /** Who brought them in; null for whoever began it, and for somebody who is gone. */
      addedBy: int('added_by').references(() => accounts.id),
      addedAt: time('added_at').notNull(),
      /** Since when they have been one who takes part; it stays when they leave. */
      acceptedAt: time('accepted_at'),
      /** They see what was said after this message, and have read up to that one. */
      sinceId: int('since_id').notNull().default(0),
      readId: int('read_id').notNull().default(0),
    },
    (t) => [
      oneOf('conversation_participants', 'state', PARTICIPANT_STATES),
      primaryKey({ columns: [t.conversationId, t.accountId] }),
      index('conversation_participants_account').on(t.accountId, t.state, t.conversationId),
      index('conversation_participants_added').on(t.addedBy),
    ],
  );

  const messages = table(
    'messages',
    {
      id: id(),
      conversationId: int('conversation_id')
        .notNull()
        .references(() => conversations.id),
      /** Null for somebody who is gone; their words went with them. */
      authorId: int('author_id').references(() => accounts.id),
      /** What they were in the forum when they wrote it. */
      role: text('role').$type<Role>().notNull(),
      /** The label as it was written with it, where it speaks for a brand. */
      label: text('label'),
      brandId: int('brand_id').references(() => brands.id),
      brandName: text('brand_name'),
      grantId: int('grant_id').references(() => grants.id),
      markdown: text('markdown').notNull(),
      html: text('html').notNull(),
      createdAt: time('created_at').notNull(),
      changedAt: time('changed_at'),
      takenBackAt: time('taken_back_at'),
      /** What it said before it was changed or taken back, for those to whom it is reported; null again after a while. */
      earlier: text('earlier'),
    },
    (t) => [
      oneOf('messages', 'role', ROLES),
      index('messages_earlier')
        .on(t.createdAt)
        .where(sql`earlier is not null`),
      index('messages_conversation').on(t.conversationId, t.id),
      index('messages_author').on(t.authorId, t.id),
    ],
  );

  /** From whom a member takes messages; whoever has no row takes them from everyone. */
  const messageWishes = table(
    'message_wishes',
    {
      accountId: int('account_id')
        .primaryKey()
        .references(() => accounts.id),
      takesFrom: text('takes_from').$type<MessagesFrom>().notNull(),
    },
    () => [oneOf('message_wishes', 'takes_from', MESSAGES_FROM)],
  );

  /** Of whom a member wants nothing any more. Whom it concerns is not told. */
  const blocks = table(
    'blocks',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      blockedId: int('blocked_id')
        .notNull()
        .references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.accountId, t.blockedId] }), index('blocks_blocked').on(t.blockedId)],
  );

  return { conversations, conversationParticipants, messages, messageWishes, blocks };
}
