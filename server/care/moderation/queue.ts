/** What waits for a moderator, as the page of the queue shows it. */
import type { Ctx } from '../../platform/http/context.ts';
import { peopleNamed } from '../../people/profiles/named.ts';
import { spacesAsked } from '../../forum/keeping/queries.ts';
import { openProposals } from '../../forum/spaces/queries.ts';
import { isNobodyElse } from '../acts/appeals.ts';
import { appealsSection, type Refused } from '../acts/appeals-view.ts';
import { openAppeals } from '../acts/queries.ts';
import { allReasons } from '../acts/reasons.ts';
import { casesDecided } from '../cases/decided-queries.ts';
import { casesFor, waitingFor } from '../cases/list-queries.ts';
import { heldQueue } from '../prevention/held.ts';
import { heldSection } from '../prevention/held-view.ts';
import { mayInSpace } from '../../rules/may.ts';
import { askingAs } from './asking.ts';
import { slugsOf } from './case-page.ts';
import { quickActsOf } from './quick.ts';
import type { Queue } from './views.ts';

const SHOWN = 50;
const DECIDED_SHOWN = 10;

/** Appeals that wait, and which of them nobody else could decide than who acted. */
async function appealsOf(ctx: Ctx, refused: Refused | null) {
  const conn = ctx.adda.store.read;
  const waiting = await openAppeals(conn, ctx.audience, SHOWN);
  const alone = new Set<number>();
  for (const { act } of waiting)
    if (act.actorId === ctx.viewer?.id && (await isNobodyElse(conn, act, Date.now()))) alone.add(act.id);
  return { count: waiting.length, view: appealsSection(ctx, waiting, await allReasons(conn), alone, refused) };
}

/** What this moderator may see: cases of their spaces, none about themself, none in which they have a stake. @param refused what was decided, and what is wrong with it */
export async function queue(ctx: Ctx, refused: Refused | null = null): Promise<Queue> {
  const conn = ctx.adda.store.read;
  const asking = await askingAs(ctx);
  const open = await casesFor(conn, asking, SHOWN);
  const decided = await casesDecided(conn, asking, DECIDED_SHOWN);
  const proposals = ctx.may.decideProposals ? await openProposals(conn) : [];
  const appeals = await appealsOf(ctx, refused);
  const held = await heldQueue(ctx, 'few');
  const asked = (await spacesAsked(conn, ctx.audience)).filter(({ id }) => mayInSpace(ctx.viewer, id).editSpace);
  return {
    ...{ open, decided, refused, hasStake: asking.hasStake },
    waiting: await waitingFor(conn, asking),
    people: await peopleNamed(ctx, slugsOf([...open, ...decided])),
    quick: await quickActsOf(ctx, open),
    proposals,
    appeals: appeals.view,
    held: heldSection(ctx, held),
    othersWait: proposals.length + appeals.count + held.groups.length + asked.length > 0,
    asked,
  };
}
