/** Which links of posts stand alone: noted after a post was written or changed, and looked up by themselves later. */
import type { Consumer } from '../../platform/events/consumers.ts';
import type { Tx } from '../../platform/store/store.ts';
import { becomesCards, type StakedEdit } from '../../rules/link-previews.ts';
import { addressesIn } from '../cards/cards.ts';
import { stakedEdits } from '../cards/queries.ts';
import { linkingPost, setLinks } from './queries.ts';

/** The signal that something is there to be looked up. */
export const LINKED = 'linked';

/** Makes what is noted of a post's links what it holds now: none where not everybody may read it. */
async function keepLinks(tx: Tx, postId: number): Promise<void> {
  const post = await linkingPost(tx, postId);
  const edits = post ? await stakedEdits(tx, [postId]) : new Map<number, StakedEdit[]>();
  const addresses = post && becomesCards(post, true) ? addressesIn(post.html, edits.get(postId)) : [];
  await setLinks(
    tx,
    postId,
    addresses.map((address) => ({ address, host: new URL(address).hostname })),
  );
  if (addresses.length > 0) await tx.store.signal(tx, LINKED, []);
}

export const links: Consumer = {
  name: 'links',
  kinds: [
    ...(['thread.started', 'post.written', 'post.edited', 'post.redrawn'] as const),
    ...(['post.withdrawn', 'post.restored', 'moderated'] as const),
  ],
  wants: (event) => event.kind !== 'post.written' || event.mayHaveCards,
  async handle(tx, event) {
    if ('postId' in event && event.postId !== null) await keepLinks(tx, event.postId);
  },
};
