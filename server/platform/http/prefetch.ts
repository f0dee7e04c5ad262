/** Which pages a browser may fetch once somebody is about to open them: by the header Speculation-Rules, without a script. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AddaError } from '../errors.ts';
import type { Ctx } from './context.ts';

/** What only shows. A thread notes for a member that they read it. */
const SHOWN = ['/spaces', '/s/*', '/u/*'];
const PAGES = { visitor: ['/', '/t/*', ...SHOWN], member: SHOWN };
type Who = keyof typeof PAGES;

/** Where the rules for whoever gets this page are; a page that was refused before anybody was looked for has none. */
export function notePrefetch(reply: FastifyReply, ctx: Ctx | undefined): void {
  if (ctx) void reply.header('speculation-rules', `"/prefetch/${ctx.viewer ? 'member' : 'visitor'}"`);
}

export function prefetchRoutes(app: FastifyInstance): void {
  app.get<{ Params: { who: string } }>('/prefetch/:who', { schema: { hide: true } }, async ({ params }, reply) => {
    if (!Object.hasOwn(PAGES, params.who)) throw new AddaError('not_found');
    return reply
      .header('content-type', 'application/speculationrules+json')
      .header('cache-control', 'public, max-age=86400')
      .send(
        JSON.stringify({ prefetch: [{ where: { href_matches: PAGES[params.who as Who] }, eagerness: 'moderate' }] }),
      );
  });
}
