/** Spaces, who belongs to them and who holds an office there, their tags, and those that members would like. */
import {
  KINDS,
  MEMBER_FORMS,
  REQUEST_STATES,
  SPACE_ACCESS,
  SPACE_ROLES,
  type FormWords,
  type Kind,
  type MemberForm,
  type RequestState,
  type SpaceAccess,
  type SpaceRole,
} from '../../../../shared/words.ts';
import type { WrittenLanguage } from '../../../../shared/written.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';

export function spacesTables(kit: Kit, { accounts }: Pick<PeopleTables, 'accounts'>) {
  const { table, id, int, time, text, bool, json, index, uniqueIndex, primaryKey, oneOf } = kit;

  const spaces = table(
    'spaces',
    {
      id: id(),
      slug: text('slug').notNull(),
      name: text('name').notNull(),
      kind: text('kind').$type<Kind>().notNull(),
      charter: text('charter').notNull(),
      /** Who may read it: everybody, whoever is signed in, or its members. */
      access: text('access').$type<SpaceAccess>().notNull().default('public'),
      /** Why an admin let the space be although it names a brand; public. */
      overrideReason: text('override_reason'),
      /** Which forms of thread it offers and in which words, where an admin changed that. */
      forms: json('forms').$type<FormWords>(),
      /** In how many hours rank fades by half here, where an admin changed that. */
      halfLifeHours: int('half_life_hours'),
      /** The language that people write here (BCP 47), where it is not the forum's. */
      language: text('language').$type<WrittenLanguage>(),
      /** Whether what stands between dollar signs is mathematics here. */
      maths: bool('maths').notNull().default(false),
      /** The same as of a thread, for all threads here. */
      slowMinutes: int('slow_minutes').notNull().default(0),
      /** What is expected here, in Markdown; beside the forum's own. */
      rules: text('rules').notNull().default(''),
      /** The secret part of the address at which one asks to be let in; null where nobody may. */
      joinCode: text('join_code'),
      /** What whoever asks is asked. */
      joinQuestion: text('join_question').notNull().default(''),
      /** It is read and nothing is added since then. */
      archivedAt: time('archived_at'),
      /** How long a question usually waits here for its first peer answer, milliseconds. */
      usualWait: time('usual_wait'),
      /** Where admins put it among the spaces: those of one number stand by name. */
      place: int('place').notNull().default(0),
      threadCount: int('thread_count').notNull().default(0),
      postCount: int('post_count').notNull().default(0),
      version: int('version').notNull().default(1),
      source: text('source'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('spaces', 'kind', KINDS),
      oneOf('spaces', 'access', SPACE_ACCESS),
      uniqueIndex('spaces_slug').on(t.slug),
      uniqueIndex('spaces_join').on(t.joinCode),
    ],
  );

  /** What stands in the box of who begins a thread of a form here, until they write something else. */
  const spaceTemplates = table(
    'space_templates',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      form: text('form').$type<MemberForm>().notNull(),
      words: text('words').notNull(),
    },
    (t) => [oneOf('space_templates', 'form', MEMBER_FORMS), primaryKey({ columns: [t.spaceId, t.form] })],
  );

  /** Who belongs to a space that is not open to everybody. */
  const memberships = table(
    'memberships',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      addedBy: int('added_by').references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.spaceId, t.accountId] }), index('memberships_account').on(t.accountId)],
  );

  /** Who would like to belong to one, and what they answered. */
  const joinRequests = table(
    'join_requests',
    {
      id: id(),
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      words: text('words').notNull(),
      state: text('state').$type<RequestState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('join_requests', 'state', REQUEST_STATES),
      uniqueIndex('join_requests_once').on(t.spaceId, t.accountId),
      index('join_requests_account').on(t.accountId),
    ],
  );

  /** Who holds an office in one space; offices for the whole forum are in `accounts.role`. */
  const spaceRoles = table(
    'space_roles',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      role: text('role').$type<SpaceRole>().notNull(),
      grantedBy: int('granted_by').references(() => accounts.id),
      grantedAt: time('granted_at').notNull(),
    },
    (t) => [
      oneOf('space_roles', 'role', SPACE_ROLES),
      primaryKey({ columns: [t.spaceId, t.accountId, t.role] }),
      index('space_roles_account').on(t.accountId),
    ],
  );

  const tags = table(
    'tags',
    {
      id: id(),
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      name: text('name').notNull(),
      threadCount: int('thread_count').notNull().default(0),
    },
    (t) => [uniqueIndex('tags_name').on(t.spaceId, t.name), index('tags_busy').on(t.spaceId, t.threadCount)],
  );

  /** Whose answers helped in a space: accepted by askers, confirmed by others. */
  const helpers = table(
    'helpers',
    {
      spaceId: int('space_id')
        .notNull()
        .references(() => spaces.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      solved: int('solved').notNull().default(0),
      worked: int('worked').notNull().default(0),
    },
    (t) => [
      primaryKey({ columns: [t.spaceId, t.accountId] }),
      index('helpers_best').on(t.spaceId, t.solved, t.worked),
      index('helpers_account').on(t.accountId),
    ],
  );

  /** Spaces that members would like to have. */
  const proposals = table(
    'proposals',
    {
      id: id(),
      proposerId: int('proposer_id')
        .notNull()
        .references(() => accounts.id),
      name: text('name').notNull(),
      kind: text('kind').$type<Kind>().notNull(),
      charter: text('charter').notNull(),
      state: text('state').$type<RequestState>().notNull().default('open'),
      decidedBy: int('decided_by').references(() => accounts.id),
      reason: text('reason'),
      createdAt: time('created_at').notNull(),
      decidedAt: time('decided_at'),
    },
    (t) => [
      oneOf('proposals', 'kind', KINDS),
      oneOf('proposals', 'state', REQUEST_STATES),
      index('proposals_state').on(t.state, t.id),
    ],
  );

  /** Who would like a proposed space as well. */
  const seconds = table(
    'seconds',
    {
      proposalId: int('proposal_id')
        .notNull()
        .references(() => proposals.id),
      accountId: int('account_id')
        .notNull()
        .references(() => accounts.id),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.proposalId, t.accountId] }), index('seconds_account').on(t.accountId)],
  );

  return { spaces, spaceTemplates, memberships, joinRequests, spaceRoles, tags, helpers, proposals, seconds };
}

export type SpacesTables = ReturnType<typeof spacesTables>;
