/** A task and a letter that were tried too often, as they are left behind after days without an answer. */
import { raise } from '../../server/platform/events/raise.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { MAIL_RETRY, TASK_RETRY } from '../../server/rules/retry.ts';

export async function giveUpTask(adda: Adda): Promise<number> {
  return adda.store.write(async (tx) => {
    const eventId = await raise(tx, { kind: 'forum.changed', actorId: null });
    const task = { eventId, consumer: 'a consumer', dueAt: tx.now, attempts: TASK_RETRY.tries, gaveUpAt: tx.now };
    const [row] = await tx.q.insert(tx.t.tasks).values(task).returning({ id: tx.t.tasks.id });
    return row!.id;
  });
}

/** A letter that failed; @param tries so often */
export async function failedLetter(adda: Adda, tries: number = MAIL_RETRY.tries): Promise<number> {
  return adda.store.write(async (tx) => {
    const letter = { recipient: 'nobody@example.org', subject: 'Hello', body: 'Hello.', attempts: tries };
    const lastError = '550 5.7.1 <nobody@example.org> refused';
    const [row] = await tx.q
      .insert(tx.t.mailQueue)
      .values({ ...letter, lastError, createdAt: tx.now, dueAt: tx.now })
      .returning({ id: tx.t.mailQueue.id });
    return row!.id;
  });
}
