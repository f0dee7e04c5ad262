/** Nominations as the API gives them. */
import Type from 'typebox';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { Nullable } from '../../platform/http/schemas.ts';
import { quorumOf } from '../../rules/elections.ts';
import { NOMINATION_STATES } from '../../../shared/words.ts';
import type { ModeratorsPage } from './moderators-page.ts';

const Count = Nullable(Type.Integer());
export const NominationOut = Type.Object({
  id: Type.Integer(),
  nominee: Nullable(Type.String({ description: 'The author’s line; null for somebody who is gone.' })),
  nominator: Nullable(Type.String()),
  why: Type.String({ description: 'Empty once it has ended.' }),
  state: Type.Union(NOMINATION_STATES.map((state) => Type.Literal(state))),
  accepted: Type.Boolean(),
  seconds: Type.Integer(),
  secondsNeeded: Type.Integer(),
  endsAt: Type.Integer({ description: 'When it lapses or, once there is a vote, when that ends; UTC milliseconds' }),
  entitled: Count,
  quorum: Count,
  yes: Nullable(Type.Integer({ description: 'Counted when the vote has ended.' })),
  no: Count,
  objection: Type.String(),
  ownVote: Nullable(Type.Boolean({ description: 'How you voted, while the vote goes on.' })),
  createdAt: Type.Integer(),
});

export function nominationsOut({ m }: Ctx, { open, ended, people }: ModeratorsPage) {
  const named = (slug: string | null) => {
    const who = slug === null ? undefined : people.get(slug);
    return who ? authorLine(m, who, 'mentioned').text : null;
  };
  return [...open, ...ended].map(({ of, nominee, nominator, seconds, ownVote }) => ({
    ...{ id: of.id, nominee: named(nominee), nominator: named(nominator), why: of.decidedAt === null ? of.why : '' },
    ...{ state: of.state, seconds },
    ...{ accepted: of.acceptedAt !== null, secondsNeeded: of.secondsNeeded, endsAt: of.endsAt, ownVote },
    ...{ entitled: of.entitled, quorum: of.entitled === null ? null : quorumOf(of.entitled) },
    ...{ yes: of.yes, no: of.no, objection: of.objection, createdAt: of.createdAt },
  }));
}
