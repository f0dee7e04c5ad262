/** The acts that most cases end with, a press each in the queue; all others are on the page of the case. */
import type { Ctx } from '../../platform/http/context.ts';
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import { findAct } from '../acts/all.ts';
import { type Standing, standingOf, unrefused } from '../acts/choices.ts';
import type { Thing } from '../acts/overruled-queries.ts';
import { holdsOffice } from '../acts/queries.ts';
import type { ListedCase } from '../cases/list-queries.ts';

/** @property key that presses it */
export type Quick = { key: string; target: ActTarget; id: number; verb: ActVerb };

/** What is offered for what a case is about, in the order of the buttons. */
function usual({ of, openPostId: postId, threadId }: ListedCase, isForum: boolean): Quick[] {
  if (of.kind !== 'conduct') return [];
  const one = (key: string, target: ActTarget, id: number | null, verb: ActVerb): Quick[] =>
    id === null ? [] : [{ key, target, id, verb }];
  if (of.target === 'member')
    return [
      ...one('h', 'member', of.subjectId, 'silence'),
      ...(isForum ? one('l', 'member', of.subjectId, 'suspend') : []),
    ];
  if (of.target === 'space') return [];
  const hide = of.target === 'thread' ? one('h', 'thread', threadId, 'hide') : one('h', 'post', postId, 'hide');
  return [...hide, ...one('m', 'post', postId, 'remind'), ...one('l', 'thread', threadId, 'lock')];
}

function thingOf({ of, openPostId: postId, threadId, number }: ListedCase, target: ActTarget): Thing {
  if (target === 'member') return { accountId: of.subjectId };
  const isOpening = (number ?? 1) === 1;
  return {
    postId: target === 'post' || isOpening ? postId : null,
    threadId: target === 'thread' || isOpening ? threadId : null,
  };
}

/** As the page of the case offers them: nothing that would be refused. */
async function offered(ctx: Ctx, standing: Standing, one: ListedCase): Promise<Quick[]> {
  const isForum = ctx.viewer!.moderates === 'all';
  const { of, spaceId, authorId } = one;
  const isMember = of.target === 'member';
  const isOfficer = isMember && (await holdsOffice(ctx.adda.store.read, of.subjectId));
  const about = { spaceId: isMember ? null : spaceId, authorId, holdsOffice: isOfficer, concernsBrand: false };
  const left: Quick[] = [];
  for (const quick of usual(one, isForum)) {
    const act = findAct(quick.target, quick.verb);
    const matter = { ...about, concernsBrand: quick.target === 'post' && one.label !== null };
    const thing = thingOf(one, quick.target);
    if (act && (await unrefused(ctx, standing, [act], matter, thing)).length > 0) left.push(quick);
  }
  return left;
}

/** @returns by the id of the case */
export async function quickActsOf(ctx: Ctx, cases: ListedCase[]): Promise<Map<number, Quick[]>> {
  const standing = await standingOf(ctx);
  const found = new Map<number, Quick[]>();
  for (const one of cases) found.set(one.of.id, await offered(ctx, standing, one));
  return found;
}
