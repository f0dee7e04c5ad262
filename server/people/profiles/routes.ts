import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { accountBy } from '../accounts/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { levelOf } from '../following/queries.ts';
import { authorOut } from '../../platform/http/presenters.ts';
import { nameSlug } from '../../rules/names.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { page } from '../../platform/http/routes.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { authorOfProfile } from './author.ts';
import { Author, Cursor, readCursor } from '../../platform/http/schemas.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { resourcesKeptBy, welcomedBy } from './honour-queries.ts';
import { honoursOf } from '../../rules/honours.ts';
import { HONOURS, type FollowLevel } from '../../../shared/words.ts';
import { answersThatWorked, begunBy, type Helped, spacesHelped } from './helped-queries.ts';
import { type Profile, postsOf, profileOf } from './queries.ts';
import { cardView } from './card-view.ts';
import { profileView } from './views.ts';

const POSTS_SHOWN = 20;
const SPACES_SHOWN = 5;
/** The best of them are listed; of all of them come the tags. */
const ANSWERS_LOOKED_AT = 30;
const BEGUN_SHOWN = 6;

export type ProfilePage = {
  profile: Profile | null;
  movedTo: string | null;
  posts: Awaited<ReturnType<typeof postsOf>>;
  next: string | null;
  /** Only with the newest posts. */
  helped: Helped | null;
  level: FollowLevel | null;
};

async function helpedBy(conn: Conn, audience: Audience, profile: Profile): Promise<Helped> {
  const { id, solvedCount: solved, workedCount: worked } = profile;
  const hasHelped = solved + worked > 0;
  const isStaff = profile.brandName !== null;
  return {
    honours: isStaff
      ? []
      : honoursOf({
          solved,
          worked,
          welcomed: await welcomedBy(conn, audience, id),
          kept: await resourcesKeptBy(conn, audience, id),
        }),
    spaces: hasHelped ? await spacesHelped(conn, audience, id, SPACES_SHOWN) : [],
    answers: hasHelped ? await answersThatWorked(conn, audience, id, ANSWERS_LOOKED_AT) : [],
    begun: await begunBy(conn, audience, id, BEGUN_SHOWN),
  };
}

export function profileRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/u/:name',
    who: 'anyone',
    params: Type.Object({ name: Type.String({ maxLength: 200 }) }),
    query: Type.Object({ before: Cursor, flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    async load(ctx, { params, query }): Promise<ProfilePage & { profile: Profile }> {
      const conn = ctx.adda.store.read;
      const profile = await profileOf(conn, nameSlug(params.name));
      if (!profile) throw new AddaError('not_found');
      const owner = profile.mergedInto === null ? null : await accountBy(conn, { id: profile.mergedInto });
      const rows = await postsOf(conn, ctx.audience, profile.id, readCursor(query.before), POSTS_SHOWN + 1);
      const posts = rows.slice(0, POSTS_SHOWN);
      const last = posts.at(-1);
      return {
        profile,
        // However the name was written, the page has one address.
        movedTo: owner?.slug ?? (profile.slug === params.name ? null : profile.slug),
        posts,
        level: ctx.viewer && (await levelOf(conn, ctx.viewer.id, { kind: 'member', targetId: profile.id })),
        helped: query.before ? null : await helpedBy(conn, ctx.audience, profile),
        next: rows.length > POSTS_SHOWN && last ? `${last.createdAt}-${last.id}` : null,
      };
    },
    view: (ctx, data) => (data.movedTo ? { redirect: memberPath(data.movedTo) } : profileView(ctx, data)),
    api: {
      path: '/api/v1/members/:name',
      summary: 'A member and what they have helped with',
      tag: 'members',
      response: Type.Object({
        member: Author,
        bio: Type.String(),
        solved: Type.Integer(),
        worked: Type.Integer(),
        helpful: Type.Integer(),
        /** Only with the newest posts. */
        honours: Type.Array(Type.Object({ honour: Type.Enum([...HONOURS]), count: Type.Integer() })),
        createdAt: Type.Integer(),
      }),
      json: ({ profile, helped }, { m, site }) => ({
        member: authorOut(m, authorOfProfile(wordsFor(site), profile)),
        bio: profile.bio,
        solved: profile.solvedCount,
        worked: profile.workedCount,
        helpful: profile.helpfulCount,
        honours: helped?.honours ?? [],
        createdAt: profile.createdAt,
      }),
    },
  });
  page(app, {
    path: '/u/:name/card',
    who: 'anyone',
    params: Type.Object({ name: Type.String({ maxLength: 200 }) }),
    async load(ctx, { params }) {
      const profile = await profileOf(ctx.adda.store.read, nameSlug(params.name));
      if (!profile || profile.mergedInto !== null) throw new AddaError('not_found');
      return profile;
    },
    view: cardView,
  });
}
