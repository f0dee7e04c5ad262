/**
 * What a visitor pressed that needs an account: their browser keeps it for a while, and it is done once they are in.
 * Only our own form can leave it there, and it is done only where the sign-in leads back to the place it was pressed at,
 * so that nobody can have it done by a link, nor the next person at the same machine by signing in.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '../secrets.ts';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';

const COOKIE = 'adda_meant';
const SECONDS = 1_800;
const LONGEST = 1_000;

/** @property act which feature does it @property what in its words @property next where it was pressed, a path of ours */
export type Meant = { act: string; what: string; next: string };

const secure = ({ config }: Adda) => config.origin.startsWith('https:');

/** Remembers it in the browser that pressed. */
export function noteMeant(adda: Adda, reply: FastifyReply, { act, what, next }: Meant): void {
  const value = `${act} ${what} ${next}`.slice(0, LONGEST);
  const options = { path: '/', httpOnly: true, secure: secure(adda), sameSite: 'strict' } as const;
  void reply.setCookie(COOKIE, value, { ...options, maxAge: SECONDS });
}

/** What this browser's visitor meant to do, or null. */
export function meantBy(request: FastifyRequest): Meant | null {
  const [act, what, next] = (request.cookies?.[COOKIE] ?? '').slice(0, LONGEST).split(' ');
  return act && what && next?.startsWith('/') ? { act, what, next } : null;
}

const JOINING = 'adda_joining';
/** A letter may take its time. */
const JOINING_SECONDS = 24 * 3_600;

/** Remembers, in the browser that asks to join, where they were: for whoever has this address, and for nobody else. */
export function noteJoining(adda: Adda, reply: FastifyReply, email: string, next: string): void {
  const options = { path: '/verify', httpOnly: true, secure: secure(adda), sameSite: 'strict' } as const;
  const value = `${hashSecret(email.trim().toLowerCase())} ${next}`.slice(0, LONGEST);
  void reply.setCookie(JOINING, value, { ...options, maxAge: JOINING_SECONDS });
}

/** Where whoever has joined with this address was when they asked to, in this browser; or null. */
export function joiningFrom(request: FastifyRequest): (email: string) => string | null {
  const [by, next] = (request.cookies?.[JOINING] ?? '').slice(0, LONGEST).split(' ');
  return (email) => (next?.startsWith('/') && by === hashSecret(email.toLowerCase()) ? next : null);
}

export function forgetJoining(adda: Adda, reply: FastifyReply): void {
  void reply.clearCookie(JOINING, { path: '/verify', secure: secure(adda) });
}

/** It is done once. */
export function forgetMeant(adda: Adda, reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, { path: '/', secure: secure(adda) });
}

/**
 * Does what somebody meant who is signed in now, if they go back to where they pressed.
 * @param next where the sign-in leads
 * @returns where to go, with word of what was done
 */
export async function doMeant(adda: Adda, meant: Meant | null, accountId: number, next: string): Promise<string> {
  if (!meant || meant.next !== next) return next;
  const does = adda.features.find(({ meant: one }) => one?.act === meant.act)?.meant;
  try {
    return does ? await does.run(adda, accountId, meant.what, next) : next;
  } catch (error) {
    // What cannot be done any more, or not by them, does not keep them from coming in.
    if (!(error instanceof AddaError)) adda.log.error({ err: error }, 'what was meant before the sign-in failed');
    return next;
  }
}
