/** Members who are here for a while: known to the forum, with a post in a space. */
import { updateAccount } from '../../server/people/accounts/queries.ts';
import type { Forum, Member } from './forum.ts';
import { ask, write } from './talk.ts';

const DAY = 86_400_000;

/** Makes members known: they joined long ago, and somebody spoke to them. */
export async function makeKnown(forum: Forum, ...members: Member[]): Promise<void> {
  await forum.adda.store.write(async (tx) => {
    for (const { id } of members)
      await updateAccount(tx, id, { createdAt: tx.now - 60 * DAY, heardAt: tx.now - 59 * DAY });
  });
}

/** So many known members, each with a post in a space. @returns them */
export async function settledIn(forum: Forum, names: readonly string[], space = 'wheels'): Promise<Member[]> {
  const members: Member[] = [];
  for (const name of names) members.push(await forum.member(name));
  await makeKnown(forum, ...members);
  const { id } = await ask(forum, members[0]!, { space, title: `Who is here in ${space}?` });
  for (const member of members.slice(1)) await write(forum, member, id, `I am, says ${member.name}.`);
  return members;
}
