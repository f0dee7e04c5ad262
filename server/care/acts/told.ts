/** How an act reads to whom it concerns, in its statement, its letter and lists: with how long, where, and why. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { CLOSE_REASONS } from '../../../shared/words.ts';
import type { ActRow, ToldAct } from './queries.ts';
import type { Reason } from './reasons.ts';
import { type ActWords, actWords, reasonName } from './words.ts';

/** @property undoes the verb of the act that it took back @property spaceName of the space that it is for */
type Told = Pick<ToldAct, 'undoes' | 'spaceName'> & {
  act: Pick<ActRow, 'target' | 'verb' | 'until' | 'facts' | 'reason'>;
};

/** Posts that were split off and put back are no thread that somebody began. */
const wordsOf = (m: Messages, { act, undoes }: Told): ActWords =>
  act.verb === 'merge' && undoes === 'split' ? m.acts.unsplit : actWords(m, act.target, act.verb);

/** Until when somebody is silent or out, and where: what the verb alone does not say. */
function lasting(m: Messages, { act, spaceName }: Told): string | null {
  if (act.until === null) return null;
  if (act.verb === 'silence') return m.acts.silencedUntil(act.until, spaceName);
  return act.verb === 'suspend' ? m.acts.suspendedUntil(act.until) : null;
}

/** What whom it concerns reads. */
export const toldText = (m: Messages, told: Told): string => lasting(m, told) ?? wordsOf(m, told).told;

/** What lists say was done. */
export function doneText(m: Messages, told: Told): string {
  const { act, spaceName } = told;
  const { done } = wordsOf(m, told);
  if (act.target !== 'member') return done;
  const where = act.verb === 'silence' || act.verb === 'unsilence' ? (spaceName ?? m.acts.fields.everywhere) : null;
  return [done, where, act.until !== null && m.acts.until(act.until)].filter(Boolean).join(' · ');
}

/** Why: the reason of the list, and that for which a thread was closed. */
export function whyText(m: Messages, { act }: Pick<Told, 'act'>, reasons: Reason[]): string | null {
  const closed = act.verb === 'close' ? CLOSE_REASONS.find((one) => one === act.facts?.why) : undefined;
  const why = [
    act.reason !== null && act.reason !== closed && reasonName(m, act.reason, reasons),
    closed && closed !== 'other' && m.acts.closeReasons[closed],
  ].filter((one) => typeof one === 'string');
  return why.length === 0 ? null : [...new Set(why)].join(' · ');
}

/** The thread in which it was asked before, where whom it concerns may read it. */
export async function originalOf(conn: Conn, { act }: { act: ActRow }) {
  const id = act.verb === 'close' && act.facts?.why === 'duplicate' ? Number(act.facts.original ?? 0) : 0;
  if (id === 0) return null;
  const audience = act.accountId === null ? EVERYBODY : await audienceOfAccount(conn, act.accountId);
  const thread = await threadById(conn, audience, id);
  return thread && { id, title: thread.title, slug: thread.slug };
}
export type Original = NonNullable<Awaited<ReturnType<typeof originalOf>>>;
