/** Which pages are open to whom: a page that is not for everybody has a row here. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';

const ROLES = ['visitor', 'member', 'staff', 'moderator', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** Who may come in. Brand staff come in nowhere because they are staff, except at their own desk. */
const MAY: Record<string, readonly Role[]> = {
  member: ['member', 'staff', 'moderator', 'admin'],
  self: ['member', 'staff', 'moderator', 'admin'],
  staff: ['staff'],
  moderator: ['moderator', 'admin'],
  admin: ['admin'],
};
const PAGES: Record<string, keyof typeof MAY> = {
  '/admin': 'admin',
  '/admin/brands': 'admin',
  '/admin/brands/:slug': 'admin',
  '/admin/tasks': 'admin',
  '/api/v1/admin/tasks': 'admin',
  '/api/v1/desk': 'staff',
  '/api/v1/invitations': 'member',
  '/api/v1/cases': 'moderator',
  '/api/v1/cases/:id': 'moderator',
  '/api/v1/reports': 'moderator',
  '/api/v1/reports/mine': 'member',
  '/api/v1/threads/:id/helpers': 'member',
  '/api/v1/feeds/following': 'member',
  '/api/v1/spaces/:slug/feeds/following': 'member',
  '/api/v1/spaces/:slug/tags/:tag/feeds/following': 'member',
  '/following': 'member',
  '/s/:slug/following': 'member',
  '/s/:slug/tag/:tag/following': 'member',
  '/ask': 'member',
  '/desk': 'staff',
  '/grants/confirm/:secret': 'self',
  '/invitations': 'member',
  '/moderation': 'moderator',
  '/moderation/cases/:id': 'moderator',
  '/moderation/reports': 'moderator',
  '/p/:id/edit': 'member',
  '/p/:id/quote': 'member',
  '/reports': 'member',
  '/s/:slug/edit': 'moderator',
  '/settings': 'self',
  '/spaces/new': 'moderator',
  '/spaces/propose': 'member',
  '/t/:id/early-access': 'member',
  '/t/:id/invite': 'member',
  '/t/:id/propose': 'member',
  '/u/:name/claim': 'member',
};

describe('a page that is not for everybody', () => {
  let forum: Forum;
  let routes: Route[];
  const people = new Map<Role, Member | null>([['visitor', null]]);
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum('sqlite')));
    for (const role of ['member', 'staff', 'moderator', 'admin'] as const)
      people.set(role, await forum.member(`A ${role}`, role));
  });
  const closed = () =>
    routes.filter(({ method, who }) => method === 'GET' && who && who !== 'anyone' && who !== 'visitor');

  it('has a row in the table', () => {
    expect(Object.fromEntries(closed().map(({ url, who }) => [url, who]))).toEqual(PAGES);
  });

  it('lets in whom its row names, and nobody else', async () => {
    const wrong: string[] = [];
    for (const { url } of closed()) {
      const address = url.replace(/:id/g, '999999').replace(/:\w+/g, 'nobody-here');
      for (const role of ROLES) {
        const who = people.get(role)!;
        const headers = { accept: 'application/json', ...(who && { cookie: who.cookie }) };
        const { statusCode } = await forum.app.inject({ method: 'GET', url: address, headers });
        const isIn = statusCode !== 401 && statusCode !== 403 && !(statusCode === 303 && !who);
        if (isIn !== MAY[PAGES[url]!]!.includes(role)) wrong.push(`${role} ${url}: ${statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
