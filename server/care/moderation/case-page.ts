/** What a case's page shows: the matter, what it stands in, who reported it, what can be done. */
import type { Ctx } from '../../platform/http/context.ts';
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { spaceById } from '../../forum/spaces/queries.ts';
import { postFor } from '../../forum/threads/post-queries.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { type Choice, memberChoice, postChoice, threadChoice } from '../acts/choices.ts';
import { actsOn, actsSince, type ToldAct } from '../acts/queries.ts';
import { allReasons, type Reason } from '../acts/reasons.ts';
import { ALL_ACTS } from '../acts/all.ts';
import {
  type Around,
  type AuthorStanding,
  postsAround,
  standingOfAuthor,
  touchedBy,
} from '../cases/context-queries.ts';
import { caseFor, type Deciding } from '../cases/decide.ts';
import {
  earlierCases,
  type ListedCase,
  listedCase,
  type Said,
  saidInCase,
  threadsNamed,
} from '../cases/list-queries.ts';
import { standingIn } from '../cases/queries.ts';
import { standsOn } from '../cases/space-acts.ts';
import { subjectNow } from '../cases/subjects.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';

const REPORTS_SHOWN = 50;
const BEFORE_SHOWN = 10;

export type CasePage = {
  listed: ListedCase;
  /** How it reads now; null where it is gone. */
  now: string | null;
  around: Around[];
  author: { standing: AuthorStanding; line: AuthorFacts | null } | null;
  acts: ToldAct[];
  /** What was done with the same thing while it waits. */
  meanwhile: ToldAct[];
  reasons: Reason[];
  before: ListedCase[];
  said: Said[];
  others: Map<number, { id: number; slug: string; title: string }>;
  people: People;
  touched: { posts: number; people: number };
  /** What was done with a space in it and stands. */
  onSpace: 'archive' | 'slow' | null;
  choices: Choice[];
  hasDecided: boolean;
};

/** What can be done about it, as it is. */
async function choicesFor(ctx: Ctx, { one, threadId }: Deciding, openPostId: number | null): Promise<Choice[]> {
  const conn = ctx.adda.store.read;
  const { audience } = ctx;
  const thread = threadId === null ? null : await threadById(conn, audience, threadId);
  if (one.kind === 'edit') return thread ? [retitling(await threadChoice(ctx, thread))] : [];
  const postId = one.postId ?? openPostId;
  const post = postId === null ? null : await postFor(conn, audience, { id: postId });
  const member = one.accountId === null ? null : await accountBy(conn, { id: one.accountId });
  const parts = [
    post && thread && (await postChoice(ctx, post, thread.space.id)),
    thread && (await threadChoice(ctx, thread)),
  ];
  if (one.target === 'thread') parts.reverse();
  if (member && member.erasedAt === null) parts.push(await memberChoice(ctx, member));
  return parts.filter((part) => part !== null);
}

const retitling = (choice: Choice): Choice => ({
  ...choice,
  acts: choice.acts.filter(({ verb }) => verb === 'retitle'),
});

async function authorOf(ctx: Ctx, accountId: number | null): Promise<CasePage['author']> {
  const standing = accountId === null ? null : await standingOfAuthor(ctx.adda.store.read, accountId);
  if (!standing) return null;
  return { standing, line: (await peopleNamed(ctx, [standing.slug])).get(standing.slug) ?? null };
}

/** @throws {AddaError} as `caseFor` */
export async function casePage(ctx: Ctx, id: number): Promise<CasePage> {
  const conn = ctx.adda.store.read;
  const { audience } = ctx;
  const deciding = await caseFor(conn, ctx.viewer, id, Date.now());
  const { one, threadId } = deciding;
  const listed = (await listedCase(conn, id))!;
  const said = await saidInCase(conn, id, REPORTS_SHOWN);
  const otherIds = said.flatMap(({ report }) => report.proposal?.threadId ?? []);
  const named = otherIds.length === 0 ? [] : await threadsNamed(conn, audience, otherIds);
  const verbs = [...new Set(ALL_ACTS.map(({ verb }) => verb))];
  const before = await earlierCases(conn, one, audience.moderates, BEFORE_SHOWN);
  const { accountId } = one;
  return {
    ...{ listed, said, before, reasons: await allReasons(conn) },
    now: (await subjectNow(conn, audience, one))?.text ?? null,
    around: threadId === null ? [] : await postsAround(conn, audience, threadId, listed.number ?? 1),
    author: await authorOf(ctx, accountId),
    acts: accountId === null ? [] : await actsOn(conn, accountId, verbs, null, BEFORE_SHOWN, audience.moderates),
    meanwhile: one.state === 'open' ? await actsSince(conn, one, one.createdAt, BEFORE_SHOWN) : [],
    others: new Map(named.map((thread) => [thread.id, thread])),
    people: await peopleNamed(ctx, [...said.map(({ reporterSlug }) => reporterSlug), ...slugsOf([listed, ...before])]),
    onSpace: one.target === 'space' ? standsOn(one, await spaceById(conn, one.subjectId)) : null,
    touched: await touchedBy(conn, { ...one, threadId }),
    choices: one.state === 'open' ? await choicesFor(ctx, deciding, listed.openPostId) : [],
    hasDecided: (await standingIn(conn, one, deciding.actor.id)).hasDecided,
  };
}

/** Of members that cases are about; who wrote a post stands with the label of that post. */
export const slugsOf = (cases: ListedCase[]): (string | null)[] =>
  cases.filter(({ of }) => of.target === 'member').map(({ authorSlug }) => authorSlug);
