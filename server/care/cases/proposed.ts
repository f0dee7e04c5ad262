/** What the form of an act begins with when it is opened from a case. */
import { AddaError } from '../../platform/errors.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { Actor } from '../../rules/roles.ts';
import type { ActReason, ActTarget, ActVerb } from '../../../shared/words.ts';
import { caseFor } from './decide.ts';
import { commonestReason, reportById } from './queries.ts';

type Values = { reason?: ActReason; why?: string; threadId?: number; title?: string; tags?: string[] };

/**
 * The reason that most gave; for one report, what its member proposes.
 * @throws {AddaError} as `caseFor`
 */
export async function proposedIn(
  conn: Conn,
  viewer: Actor,
  { caseId, report }: { caseId: number; report?: number | undefined },
  { target, verb }: { target: ActTarget; verb: ActVerb },
): Promise<Values> {
  const { one } = await caseFor(conn, viewer, caseId, Date.now());
  const reason = one.kind === 'edit' ? null : await commonestReason(conn, caseId);
  const found = report === undefined ? null : await reportById(conn, report);
  if (found && found.of.id !== caseId) throw new AddaError('not_found');
  const { threadId, title, tags } = found?.report.proposal ?? {};
  return {
    ...(reason !== null && { reason }),
    ...(target === 'thread' && verb === 'close' && threadId !== undefined && { why: 'duplicate', threadId }),
    ...(target === 'thread' && verb === 'retitle' && { ...(title && { title }), ...(tags && { tags }) }),
  };
}
