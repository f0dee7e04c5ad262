/** Which pages are open to whom: a page that is not for everybody has a row here. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_ACTS } from '../../../server/care/acts/all.ts';
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
  '/admin/reasons': 'admin',
  '/api/v1/statements': 'member',
  '/statements': 'member',
  '/p/:id/decision': 'member',
  '/t/:id/decision': 'member',
  '/p/:id/moderate': 'moderator',
  '/acts/:id/undo': 'moderator',
  '/t/:id/moderate': 'moderator',
  '/t/:id/moderate/posts': 'moderator',
  '/u/:name/moderate': 'moderator',
  ...Object.fromEntries(
    ALL_ACTS.map(({ target, verb }) => {
      const base = { post: '/p/:id', thread: '/t/:id', member: '/u/:name' }[target];
      return [`${base}/moderate/${verb}`, 'moderator' as const];
    }),
  ),
  '/admin/brands': 'admin',
  '/admin/brands/:slug': 'admin',
  '/admin/spaces': 'admin',
  '/admin/brands/numbers': 'admin',
  '/admin/brands/numbers.csv': 'admin',
  '/api/v1/admin/brands/numbers': 'admin',
  '/admin/settings': 'admin',
  '/admin/settings/changes': 'admin',
  '/api/v1/admin/settings': 'admin',
  '/api/v1/admin/settings/changes': 'admin',
  '/admin/prevention': 'admin',
  '/admin/prevention/rules/:id': 'admin',
  '/api/v1/admin/watch-rules': 'admin',
  '/api/v1/admin/watch-rules/:id': 'admin',
  '/moderation/decided': 'moderator',
  '/api/v1/cases/decided': 'moderator',
  '/api/v1/posts/:id/repeats': 'moderator',
  '/moderation/held': 'moderator',
  '/api/v1/moderation/held': 'moderator',
  '/settings/trust': 'member',
  '/api/v1/me/trust': 'member',
  '/admin/tasks': 'admin',
  '/admin/mail': 'admin',
  '/admin/members': 'admin',
  '/admin/members/:name': 'admin',
  '/api/v1/admin/members': 'admin',
  '/admin/join-links': 'admin',
  '/api/v1/admin/join-links': 'admin',
  '/admin/pages': 'admin',
  '/admin/pages/:page/:language': 'admin',
  '/admin/overview': 'admin',
  '/api/v1/admin/overview': 'admin',
  '/api/v1/admin/mail': 'admin',
  '/api/v1/admin/tasks': 'admin',
  '/api/v1/desk': 'staff',
  '/api/v1/invitations': 'member',
  '/api/v1/notifications': 'member',
  '/api/v1/mentions': 'member',
  '/api/v1/references': 'member',
  '/drafts': 'member',
  '/waiting/:id': 'member',
  '/api/v1/drafts': 'member',
  '/api/v1/notifications/mail': 'member',
  '/notifications/mail': 'member',
  '/live': 'self',
  '/live/threads/:id/:posts': 'member',
  '/api/v1/cases': 'moderator',
  '/api/v1/cases/:id': 'moderator',
  '/api/v1/reports': 'moderator',
  '/api/v1/reports/mine': 'member',
  '/api/v1/threads/:id/helpers': 'member',
  '/api/v1/feeds/following': 'member',
  '/api/v1/spaces/:slug/feeds/following': 'member',
  '/api/v1/spaces/:slug/tags/:tag/feeds/following': 'member',
  '/following': 'member',
  '/welcome': 'member',
  '/s/:slug/following': 'member',
  '/s/:slug/tag/:tag/following': 'member',
  '/ask': 'member',
  '/desk': 'staff',
  '/grants/confirm/:secret': 'self',
  '/invitations': 'member',
  '/notifications': 'member',
  '/notifications/panel': 'member',
  '/notifications/devices': 'member',
  '/api/v1/notifications/devices': 'member',
  '/messages': 'member',
  '/api/v1/messages': 'member',
  '/messages/new': 'member',
  '/messages/blocked': 'member',
  '/api/v1/blocks': 'member',
  '/messages/:id': 'member',
  '/messages/:id/:message/report': 'member',
  '/messages/:id/:message/change': 'member',
  '/api/v1/messages/:id': 'member',
  '/messages/:id/since/:after': 'member',
  '/searches': 'member',
  '/api/v1/searches': 'member',
  '/bookmarks': 'member',
  '/api/v1/bookmarks': 'member',
  '/p/:id/bookmark': 'member',
  '/moderation': 'moderator',
  '/moderation/cases/:id': 'moderator',
  '/moderation/reports': 'moderator',
  '/moderation/people/:name': 'moderator',
  '/api/v1/moderation/people/:name': 'moderator',
  '/p/:id/edit': 'member',
  '/p/:id/quote': 'member',
  '/reports': 'member',
  '/s/:slug/edit': 'moderator',
  '/settings': 'self',
  '/spaces/new': 'moderator',
  '/spaces/proposals': 'member',
  '/s/:slug/keep': 'moderator',
  '/s/:slug/templates': 'member',
  '/api/v1/spaces/:slug/templates': 'member',
  '/s/:slug/members': 'member',
  '/api/v1/spaces/:slug/members': 'member',
  '/join/:code': 'member',
  '/spaces/propose': 'member',
  '/api/v1/spaces/alike': 'member',
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
