/** Addresses of what people can see. */

export function threadPath(thread: { id: number; slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`;
}

/** The stable link of a post: its number in its thread never changes, the page it stands on may. */
export function postPath(thread: { id: number; slug: string }, number: number): string {
  return number === 1 ? threadPath(thread) : `${threadPath(thread)}/${number}`;
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
