/** What a page answers one reader with. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodeOnce, encodingFor } from './compress.ts';
import { forgetFlash } from './flash.ts';
import type { Html } from './html.ts';
import { notePrefetch } from './prefetch.ts';

/** Sends HTML made for one reader. */
export function sendHtml(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Html,
  contentType = 'text/html; charset=utf-8',
): FastifyReply {
  const encoding = encodingFor(page, request.headers['accept-encoding']);
  void reply
    .header('content-type', contentType)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding, cookie');
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  if (contentType.startsWith('text/html')) notePrefetch(reply, request.ctx);
  return reply.send(encodeOnce(page.pieces, encoding));
}

/** Sends what a page shows one reader, and what was said on it is said. */
export function sendView(
  request: FastifyRequest,
  reply: FastifyReply,
  view: Html | { redirect: string },
  contentType?: string,
): FastifyReply {
  if ('redirect' in view) return reply.redirect(view.redirect, 302);
  if (request.ctx.flash) forgetFlash(reply);
  return sendHtml(request, reply, view, contentType);
}
