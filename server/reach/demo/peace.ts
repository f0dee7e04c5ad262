/** How the peace is kept in the example: who does, what was reported, decided and appealed, and a room of its own. */
import type { Adda } from '../../platform/adda.ts';
import { appeal, decide } from '../../care/acts/appeals.ts';
import { actById } from '../../care/acts/queries.ts';
import { doAct } from '../../care/acts/run.ts';
import { openCaseOf } from '../../care/cases/queries.ts';
import { report } from '../../care/cases/report.ts';
import { insertMembership } from '../../forum/keeping/queries.ts';
import { insertSpaceModerator } from '../../people/accounts/office-queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorAs } from '../../rules/roles.ts';
import { moderators, peace, room } from './content/peace.ts';

type People = ReadonlyMap<string, number>;

/** Gives the example's spaces their moderators, and the closed one its members. */
export async function appointKeepers(tx: Tx, people: People, places: ReadonlyMap<string, number>): Promise<void> {
  for (const [slug, names] of Object.entries(moderators))
    for (const name of names) await insertSpaceModerator(tx, places.get(slug)!, people.get(name)!, null);
  for (const name of room.members) await insertMembership(tx, places.get(room.slug)!, people.get(name)!, null);
}

/** What is said in the example about one thread, besides its own posts. */
export const saidIn = (title: string) => peace.filter(({ thread }) => thread === title);
export const isReported = (said: object): boolean => peace.some((one) => one === said);

/** Reports, decides and appeals, as people would. @param posts the ids of the posts, by their words */
export async function keepPeace(adda: Adda, people: People, posts: ReadonlyMap<string, number>): Promise<void> {
  const as = (name: string) => actorAs(people.get(name)!, 'member');
  for (const { body, by, reportedBy, reason, evidence, decidedBy, note, appeal: against } of peace) {
    const id = posts.get(body)!;
    await report(adda, as(reportedBy), { target: 'post', id }, { reason, evidence }, { address: '' });
    const on = { kind: 'conduct' as const, target: 'post' as const, subjectId: id };
    const caseId = (await openCaseOf(adda.store.read, on)) ?? undefined;
    const { actId } = await doAct(adda, as(decidedBy), { target: 'post', verb: 'hide', id }, { reason, note, caseId });
    if (!against) continue;
    await appeal(adda, people.get(by)!, actId, { words: against.words });
    const made = (await actById(adda.store.read, actId))!.appeal!;
    await decide(adda, as(against.decidedBy), made.id, { decision: 'uphold', reason: against.decision });
  }
}
