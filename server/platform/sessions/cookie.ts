/** The session cookie, and who a request comes from. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Adda } from '../adda.ts';
import { SESSION_MS, type Viewer, viewerOf, viewerOfApiToken } from './sessions.ts';

function isSecure(adda: Adda): boolean {
  return adda.config.origin.startsWith('https:');
}

/** `__Host-` binds the cookie to this very host; browsers refuse it without https. */
export function sessionCookie(adda: Adda): string {
  return isSecure(adda) ? '__Host-adda' : 'adda_session';
}

export function setSession(adda: Adda, reply: FastifyReply, secret: string): void {
  void reply.setCookie(sessionCookie(adda), secret, {
    path: '/',
    httpOnly: true,
    secure: isSecure(adda),
    sameSite: 'lax',
    maxAge: SESSION_MS / 1000,
  });
}

export function clearSession(adda: Adda, reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie(adda), { path: '/', secure: isSecure(adda) });
}

export function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  return header?.startsWith('Bearer ') ? header.slice(7).trim() : null;
}

/** A token in the header counts alone; a cookie is then not looked at. @throws {AddaError} `bad_token` */
export async function whoAsks(adda: Adda, request: FastifyRequest): Promise<Viewer | null> {
  const token = bearerToken(request);
  if (token !== null) return viewerOfApiToken(adda, token);
  const secret = request.cookies[sessionCookie(adda)];
  return secret ? viewerOf(adda, secret) : null;
}
