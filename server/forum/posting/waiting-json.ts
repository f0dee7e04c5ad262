/** What waits for its time, as the API has it. */
import Type from 'typebox';
import { Nullable } from '../../platform/http/schemas.ts';
import type { Waiting } from '../drafts/waiting-queries.ts';

export const WaitingOut = Type.Object({
  id: Type.Integer(),
  dueAt: Nullable(Type.Integer({ description: 'UTC milliseconds; null for what is kept and not posted.' })),
  changedAt: Type.Integer({ description: 'UTC milliseconds; names this version of it.' }),
});
const RefusalOut = Type.Object({ code: Type.String() }, { additionalProperties: true });

/** All of it, beside the drafts. */
export const WaitingListOut = Type.Array(
  Type.Object({
    ...WaitingOut.properties,
    threadId: Nullable(Type.Integer({ description: 'Null for what begins a thread.' })),
    title: Nullable(Type.String({ description: 'Of its thread, where that is there for you.' })),
    refusal: Nullable(RefusalOut),
    values: Type.Object({}, { additionalProperties: true }),
  }),
);

export const waitingJson = ({ id, dueAt, changedAt, threadId, title, refusal, values }: Waiting) => ({
  ...{ id, dueAt, changedAt, threadId, title, refusal, values },
});
