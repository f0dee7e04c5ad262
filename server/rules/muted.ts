/** What a member who muted something does not find in lists; by its address, and by searching, they find it. */
import type { FollowKind } from '../../shared/words.ts';

/** @property tag where it is one: its name, and the space that it is a tag of */
export type Mute = { kind: FollowKind; id: number; tag: { name: string; spaceId: number } | null };
type Listed = { id: number; spaceId: number; authorId: number | null; tagNames: readonly string[] };

/** @param here what the list itself is of: who opens it wants to see it */
export function isMutedInList(
  thread: Listed,
  mutes: readonly Mute[],
  here: { spaceId: number | null; tagId: number | null },
): boolean {
  return mutes.some(({ kind, id, tag }) => {
    if (kind === 'thread') return id === thread.id;
    if (kind === 'member') return id === thread.authorId;
    if (kind === 'space') return id === thread.spaceId && here.spaceId === null;
    return tag !== null && tag.spaceId === thread.spaceId && thread.tagNames.includes(tag.name) && here.tagId !== id;
  });
}
