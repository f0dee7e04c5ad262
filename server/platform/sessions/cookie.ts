/** The session cookie, and who a request comes from. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Adda } from '../adda.ts';
import { DEVICE_MS, type Opened, SESSION_MS, type Viewer, viewerOf, viewerOfApiToken } from './sessions.ts';

function isSecure(adda: Adda): boolean {
  return adda.config.origin.startsWith('https:');
}

/** `__Host-` binds the cookie to this very host; browsers refuse it without https. */
export function sessionCookie(adda: Adda): string {
  return isSecure(adda) ? '__Host-adda' : 'adda_session';
}

/** By this cookie a browser is known again at the next sign-in; it lets nobody in. */
const deviceCookie = (adda: Adda) => `${sessionCookie(adda)}_device`;

/** The secret of a browser that was signed in before, or nothing. */
export function deviceOf(adda: Adda, request: FastifyRequest): string {
  return request.cookies[deviceCookie(adda)]?.slice(0, 100) ?? '';
}

export function setSession(adda: Adda, reply: FastifyReply, { session, device }: Opened): void {
  const options = { path: '/', httpOnly: true, secure: isSecure(adda), sameSite: 'lax' } as const;
  void reply.setCookie(sessionCookie(adda), session, { ...options, maxAge: SESSION_MS / 1000 });
  if (device !== undefined) void reply.setCookie(deviceCookie(adda), device, { ...options, maxAge: DEVICE_MS / 1000 });
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
