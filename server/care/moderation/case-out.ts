/** A case as the API gives it. */
import Type from 'typebox';
import { Nullable } from '../../platform/http/schemas.ts';
import { words } from '../acts/fields.ts';
import type { ListedCase } from '../cases/list-queries.ts';
import { CASE_KINDS, CASE_TARGETS, REPORT_STATES } from '../../../shared/words.ts';

export const CaseOut = Type.Object({
  id: Type.Integer(),
  kind: words(CASE_KINDS),
  target: words(CASE_TARGETS),
  subjectId: Type.Integer({ description: 'The id of the post, thread, account or space.' }),
  state: words(REPORT_STATES),
  reasons: Type.Array(Type.String()),
  reporters: Type.Integer(),
  conflict: Type.Boolean({ description: 'Somebody who reported it speaks for a brand.' }),
  text: Type.String({ description: 'As it was reported first.' }),
  claimedUntil: Nullable(Type.Integer()),
  claimedByYou: Type.Boolean(),
  createdAt: Type.Integer(),
});
export const caseOut = ({ of, reasons, isConflict }: ListedCase, accountId: number) => {
  const isClaimed = (of.claimedUntil ?? 0) > Date.now();
  return {
    ...{ id: of.id, kind: of.kind, target: of.target, subjectId: of.subjectId, state: of.state, text: of.text },
    ...{ reasons: reasons.split(','), reporters: of.reportCount, conflict: isConflict, createdAt: of.createdAt },
    claimedUntil: isClaimed ? of.claimedUntil : null,
    claimedByYou: isClaimed && of.claimedBy === accountId,
  };
};
