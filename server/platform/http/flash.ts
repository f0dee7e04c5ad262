/**
 * The one line after an action that says what was done. The address names it, so that it shows without script; it is
 * believed only from a browser in which the action was just done: nobody can link to it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'adda_flash';
const SECONDS = 60;
const NAMED = /[?&]flash=([\w-]{1,40})/;

/** A path of ours that says something. */
export function withFlash(path: string, flash: string): string {
  const [address = '', hash] = path.split('#');
  const [place = '', query] = address.split('?');
  const said = new URLSearchParams(query);
  said.set('flash', flash);
  return `${place}?${said}${hash === undefined ? '' : `#${hash}`}`;
}

/** The same path, without. */
export function withoutFlash(path: string): string {
  const [place = '', query] = path.split('#')[0]!.split('?');
  const said = new URLSearchParams(query);
  said.delete('flash');
  return said.size === 0 ? place : `${place}?${said}`;
}

/** Remembers, where the browser is led to, what is said there. @param next the address */
export function noteFlash(reply: FastifyReply, next: string): void {
  const flash = NAMED.exec(next)?.[1];
  if (!flash) return;
  void reply.setCookie(COOKIE, flash, { path: '/', maxAge: SECONDS, httpOnly: true, sameSite: 'strict' });
}

/** What is to be said on this page, or null. */
export function flashOf(request: FastifyRequest): string | null {
  const named = (request.query as { flash?: unknown } | undefined)?.flash;
  return typeof named === 'string' && named !== '' && request.cookies[COOKIE] === named ? named : null;
}

/** It is said once. */
export function forgetFlash(reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, { path: '/' });
}
