/** How much of files there may be: of one member, and of the whole forum. */

/** In bytes; a most of 0 is none. */
export type Used = { member: number; forum: number };
export type Quota = Used;

/** Whose room is used up by a file of so many bytes; null where it fits. */
export function whyNotKeep(bytes: number, used: Used, most: Quota): 'member' | 'forum' | null {
  if (most.member > 0 && used.member + bytes > most.member) return 'member';
  return most.forum > 0 && used.forum + bytes > most.forum ? 'forum' : null;
}
