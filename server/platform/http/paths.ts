/** Addresses of what people can see. */
import type { SitePage } from '../../../shared/words.ts';

export function threadPath(thread: { id: number; slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`;
}

/** Of the picture of a thread for other sites. @param version changes with what it says, so that they ask again */
export function shareImagePath({ id }: { id: number }, version: string): string {
  return `/t/${id}/share.png?v=${encodeURIComponent(version)}`;
}

/** The stable link of a post: its number in its thread never changes, the page it stands on may. */
export function postPath(thread: { id: number; slug: string }, number: number): string {
  return number === 1 ? threadPath(thread) : `${threadPath(thread)}/${number}`;
}

/** Of a picture that a member brought for themself. @param isLarge for the head of their page */
export function avatarPath(name: string, isLarge: boolean): string {
  return `/avatars/${isLarge ? name : name.replace(/\.webp$/, '-s.webp')}`;
}

export function memberPath(slug: string): string {
  return `/u/${encodeURIComponent(slug)}`;
}

export function spacePath(slug: string): string {
  return `/s/${encodeURIComponent(slug)}`;
}

export function brandPath(slug: string): string {
  return `/brands/${encodeURIComponent(slug)}`;
}

/** What the name of a tag is put after. */
export function tagsPath(spaceSlug: string): string {
  return `${spacePath(spaceSlug)}/tag/`;
}

export function tagPath(spaceSlug: string, tag: string): string {
  return tagsPath(spaceSlug) + encodeURIComponent(tag);
}

/** Where the forum says something of itself. */
export const sitePagePath = (name: SitePage): string => `/${name}`;
