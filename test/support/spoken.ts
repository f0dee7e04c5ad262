/** What staff said, made up: the facts from which the rules of posting reckon. */
import fc from 'fast-check';
import {
  DAY,
  LIMIT_NAMES,
  type LimitName,
  limitsFrom,
  type BrandActivity,
  type ThreadActivity,
} from '../../server/rules/posting.ts';

export const NOW = Date.UTC(2026, 4, 4, 12);

export type Post = BrandActivity['posts'][number];
export const post = (ago: number, more: Partial<Post> = {}): Post => ({
  at: NOW - ago,
  isOwn: true,
  threadId: 2,
  spaceId: 1,
  isOpening: false,
  ...more,
});
export const posts = (count: number, ago: number, more: Partial<Post> = {}) =>
  Array.from({ length: count }, (_, i) => post(ago - i, more));
export const activity = (more: Partial<BrandActivity> = {}): BrandActivity => ({
  identity: 'staff',
  grantedAt: NOW - 100 * DAY,
  posts: [],
  spacePosts: 1_000,
  safety: [],
  ...more,
});
export const thread = (more: Partial<ThreadActivity> = {}): ThreadActivity => ({
  id: 1,
  form: 'question',
  createdAt: NOW - 2 * DAY,
  peerAnswers: 1,
  hasEarlyAccess: false,
  memberPosts: 30,
  brandPosts: 0,
  allBrandPosts: 0,
  lastIsOwn: false,
  ...more,
});
const anything = fc.oneof(
  fc.integer({ min: -5, max: 500 }),
  fc.double(),
  fc.constantFrom(null, undefined, '3', '', true, [], {}, NaN, Infinity, -0),
);
const chosen = fc.record(
  Object.fromEntries(LIMIT_NAMES.map((name) => [name, anything])) as Record<LimitName, fc.Arbitrary<unknown>>,
  { requiredKeys: [] },
);
/** What limits may be in force, whatever an admin or a broken row says. */
export const limits = chosen.map(limitsFrom);
