/** Many members with API tokens and a few threads to write in: for writers that must not meet the posting limit. */
import { insertAccount, insertToken } from '../../server/people/accounts/queries.ts';
import { hashSecret } from '../../server/platform/secrets.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { writeThread } from '../../server/forum/posting/start-thread.ts';

const DAY = 86_400_000;

export type Crowd = { tokens: string[]; threadIds: number[] };

export async function makeCrowd(store: Store, members: number, threads: number): Promise<Crowd> {
  return store.write(async (tx) => {
    await updateSite(tx, { name: 'Crowd', isSetUp: true });
    const tokens: string[] = [];
    let authorId = 0;
    for (let i = 0; i < members; i++) {
      const account = await insertAccount(tx, { name: `Writer ${i}`, slug: `writer-${i}`, createdAt: tx.now });
      authorId = account.id;
      const token = `adda_crowd_${i}`;
      const until = { createdAt: tx.now, expiresAt: tx.now + DAY };
      await insertToken(tx, {
        ...{ hash: hashSecret(token), accountId: account.id, purpose: 'api', scope: 'write' },
        ...until,
      });
      tokens.push(token);
    }
    const space = await insertSpace(tx, {
      slug: 'crowd',
      name: 'A crowded room',
      kind: 'problem',
      charter: 'For many who write at once. Say what you wrote.',
      createdAt: tx.now,
    });
    const threadIds: number[] = [];
    for (let i = 0; i < threads; i++) {
      const { threadId } = await writeThread(tx, {
        spaceId: space.id,
        authorId,
        form: 'question',
        title: `Question number ${i}`,
        markdown: 'How do you do it?',
        tags: [],
        createdAt: tx.now,
      });
      threadIds.push(threadId);
    }
    return { tokens, threadIds };
  });
}

/** @property status 0 where there was no answer */
export type Tried = { id: number | null; status: number; retryAfter: string | null };

/** One post by the n-th writer into one of the threads, and how it was answered. */
export async function tryToPostAs(url: string, crowd: Crowd, n: number): Promise<Tried> {
  const token = crowd.tokens[n % crowd.tokens.length]!;
  const thread = crowd.threadIds[n % crowd.threadIds.length]!;
  try {
    const response = await fetch(`${url}/api/v1/threads/${thread}/posts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: `Post number ${n}: *tighten* the spokes, then ride.` }),
    });
    const answer = (await response.json()) as { id?: number };
    const { status, headers } = response;
    return { id: status === 201 ? answer.id! : null, status, retryAfter: headers.get('retry-after') };
  } catch {
    return { id: null, status: 0, retryAfter: null };
  }
}

/** @returns its id once it is acknowledged, or null */
export const postAs = async (url: string, crowd: Crowd, n: number) => (await tryToPostAs(url, crowd, n)).id;
