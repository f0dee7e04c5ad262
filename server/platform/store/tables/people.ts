/** Accounts, what lets them in, and whom and what they follow. */
import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import {
  FOLLOW_KINDS,
  FOLLOW_LEVELS,
  ROLES,
  THEMES,
  TOKEN_PURPOSES,
  TOKEN_SCOPES,
  type FollowKind,
  type FollowLevel,
  type MailTimes,
  type MailWish,
  type NoticeKind,
  type NoticeWishes,
  type Role,
  type Stake,
  type TokenPurpose,
  type TokenScope,
} from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';

export function peopleTables(kit: Kit) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  const accounts = table(
    'accounts',
    {
      id: id(),
      name: text('name').notNull(),
      slug: text('slug').notNull(),
      /** Under which look-alike names are equal (`nameKey` in rules/names.ts); empty until it is reckoned. */
      nameKey: text('name_key').notNull().default(''),
      email: text('email'),
      emailVerifiedAt: time('email_verified_at'),
      passwordHash: text('password_hash'),
      role: text('role').$type<Role>().notNull().default('member'),
      bio: text('bio').notNull().default(''),
      /** What the member declares: "Works for Acme". Shown with every post; it is no staff label. */
      affiliation: text('affiliation').notNull().default(''),
      /** The file of the picture that they brought; null for the drawn one. */
      picture: text('picture'),
      /** For which brands they spoke, and until when: what the forum says of them, whatever they declare. */
      stakes: json('stakes').$type<Stake[]>(),
      /** Whether others may invite the member to questions. */
      invitable: bool('invitable').notNull().default(true),
      /** Whether they get letters of what they are told; a check of its words would have the whole table written anew. */
      mailWish: text('mail_wish').$type<MailWish>().notNull().default('at_once'),
      /** When they come; null for the usual. */
      mailTimes: json('mail_times').$type<MailTimes>(),
      /** How they are told of each kind; null for the usual. */
      noticeWishes: json('notice_wishes').$type<NoticeWishes>(),
      /** Of which kinds their devices are told; null for the usual. */
      pushKinds: json('push_kinds').$type<NoticeKind[]>(),
      /** Whether others in a thread see that they are writing there. */
      showsWriting: bool('shows_writing').notNull().default(false),
      /** How many letters to their address were refused in a row, and since when none is sent because of it. */
      mailRefusals: int('mail_refusals').notNull().default(0),
      mailPausedAt: time('mail_paused_at'),
      /** When the next digest is due; null for who gets none. */
      digestAt: time('digest_at'),
      language: text('language'),
      theme: text('theme'),
      solvedCount: int('solved_count').notNull().default(0),
      workedCount: int('worked_count').notNull().default(0),
      helpfulCount: int('helpful_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      externalId: text('external_id'),
      mergedInto: int('merged_into').references((): AnySQLiteColumn => accounts.id),
      /** When an established member first spoke to this one or marked what they wrote; from rules/rank.ts. */
      heardAt: time('heard_at'),
      /** Nobody signs in with it until then. */
      suspendedUntil: time('suspended_until'),
      /** The person is gone; their posts stay without a name. */
      erasedAt: time('erased_at'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('accounts', 'role', ROLES),
      oneOf('accounts', 'theme', THEMES),
      uniqueIndex('accounts_slug').on(t.slug),
      index('accounts_name_key').on(t.nameKey),
      uniqueIndex('accounts_email').on(t.email),
      uniqueIndex('accounts_external').on(t.source, t.externalId),
      uniqueIndex('accounts_picture')
        .on(t.picture)
        .where(sql`picture is not null`),
      index('accounts_affiliated')
        .on(t.affiliation)
        .where(sql`affiliation <> ''`),
      index('accounts_merged')
        .on(t.mergedInto)
        .where(sql`merged_into is not null`),
      index('accounts_digest')
        .on(t.digestAt)
        .where(sql`digest_at is not null`),
    ],
  );

  const sessions = table(
    'sessions',
    {
      hash: text('hash').primaryKey(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      userAgent: text('user_agent').notNull().default(''),
      createdAt: time('created_at').notNull(),
      seenAt: time('seen_at').notNull(),
      expiresAt: time('expires_at').notNull(),
    },
    (t) => [index('sessions_account').on(t.accountId)],
  );

  const tokens = table(
    'tokens',
    {
      hash: text('hash').primaryKey(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      purpose: text('purpose').$type<TokenPurpose>().notNull(),
      label: text('label').notNull().default(''),
      /** Of an API token: what it may do. */
      scope: text('scope').$type<TokenScope>(),
      email: text('email'),
      createdAt: time('created_at').notNull(),
      expiresAt: time('expires_at'),
      usedAt: time('used_at'),
    },
    (t) => [
      oneOf('tokens', 'purpose', TOKEN_PURPOSES),
      oneOf('tokens', 'scope', TOKEN_SCOPES),
      index('tokens_account').on(t.accountId, t.purpose),
    ],
  );

  /** By which an admin lets people join; only the hash of its secret is kept. */
  const joinLinks = table(
    'join_links',
    {
      id: id(),
      secretHash: text('secret_hash').notNull(),
      /** Null for one from the command line. */
      madeBy: int('made_by').references(() => accounts.id),
      note: text('note').notNull().default(''),
      /** To whom a letter with it goes; gone as soon as that is queued. */
      email: text('email'),
      uses: int('uses').notNull(),
      usesLeft: int('uses_left').notNull(),
      createdAt: time('created_at').notNull(),
      expiresAt: time('expires_at').notNull(),
      endedAt: time('ended_at'),
    },
    (t) => [uniqueIndex('join_links_secret').on(t.secretHash)],
  );

  /** Who joined by which. */
  const joinLinkUses = table(
    'join_link_uses',
    {
      accountId: int('account_id')
        .primaryKey()
        .references(() => accounts.id),
      joinLinkId: int('join_link_id')
        .notNull()
        .references(() => joinLinks.id),
      at: time('at').notNull(),
    },
    (t) => [index('join_link_uses_link').on(t.joinLinkId)],
  );

  /** Who wants to join and has not yet shown that the address is theirs: nobody's account, and no name is taken by it. */
  const signUps = table(
    'sign_ups',
    {
      id: id(),
      email: text('email').notNull(),
      name: text('name').notNull(),
      passwordHash: text('password_hash').notNull(),
      language: text('language'),
      /** Of the secret in the last letter. */
      linkHash: text('link_hash'),
      /** The join link that they came with, if any. */
      joinLinkId: int('join_link_id').references(() => joinLinks.id),
      createdAt: time('created_at').notNull(),
      expiresAt: time('expires_at').notNull(),
    },
    (t) => [index('sign_ups_email').on(t.email), uniqueIndex('sign_ups_link').on(t.linkHash)],
  );

  /** Browsers in which a member has signed in: strangers who try passwords do not lock these out. */
  const knownDevices = table(
    'known_devices',
    {
      hash: text('hash').primaryKey(),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      expiresAt: time('expires_at').notNull(),
    },
    (t) => [index('known_devices_account').on(t.accountId)],
  );

  /** What a member wants to see in "Following", or be told of; or to hear nothing of. */
  const follows = table(
    'follows',
    {
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      kind: text('kind').$type<FollowKind>().notNull(),
      /** Of a space, a tag, an account or a thread. */
      targetId: int('target_id').notNull(),
      level: text('level').$type<FollowLevel>().notNull().default('mine'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('follows', 'kind', FOLLOW_KINDS),
      oneOf('follows', 'level', FOLLOW_LEVELS),
      primaryKey({ columns: [t.accountId, t.kind, t.targetId] }),
      index('follows_target').on(t.kind, t.targetId, t.level, t.accountId),
    ],
  );

  return { accounts, sessions, tokens, joinLinks, joinLinkUses, signUps, knownDevices, follows };
}

export type PeopleTables = ReturnType<typeof peopleTables>;
