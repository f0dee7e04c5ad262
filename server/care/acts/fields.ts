/** What an act's form, address and command ask for, and how it is read. */
import Type from 'typebox';
import { Id, IdempotencyKey, Line, TagList, Text } from '../../platform/http/schemas.ts';
import { splitTags } from '../../platform/http/form-state.ts';
import { threadNamed } from '../../forum/search/thread-picker.ts';
import { ACTED_ON_AT_ONCE, PIN_DAYS, SANCTION_DAYS, SLOW_MINUTES } from '../../rules/moderation.ts';
import { ACT_TARGETS, type ActTarget, type ActVerb } from '../../../shared/words.ts';
import type { Act, Fields, WantedField } from './act.ts';
import type { Acted } from './run.ts';

export const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));

/** What every act is told with. */
export const Why = {
  reason: Type.Optional(Line),
  note: Type.Optional(Text),
  idempotencyKey: IdempotencyKey,
  preview: Type.Optional(Type.String({ maxLength: 10 })),
};

/** One of these numbers. */
export const numbers = (list: readonly number[]) => Type.Union(list.map((value) => Type.Literal(value)));

/** For how many days something may be done. */
export const daysOf = (target: ActTarget, verb: ActVerb): readonly number[] =>
  target === 'thread' && verb === 'pin' ? PIN_DAYS : SANCTION_DAYS;

const FIELDS: Record<Exclude<WantedField, 'days'>, Type.TSchema> = {
  minutes: numbers(SLOW_MINUTES),
  /** An address is taken as well as a number: people have it at hand. */
  threadId: Line,
  space: Line,
  posts: Type.Array(Id, { maxItems: ACTED_ON_AT_ONCE }),
  title: Line,
  tags: TagList,
  form: Line,
  body: Text,
  revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  why: Line,
  parentId: Id,
};

/** The schema of what an act asks for besides reason and note; `found` is what was chosen among threads that words found. */
export function schemaOf({ target, verb, wants = [] }: Act): Fields {
  const fieldOf = (field: WantedField) => (field === 'days' ? numbers(daysOf(target, verb)) : FIELDS[field]);
  const fields = Object.fromEntries(wants.map((field) => [field, Type.Optional(fieldOf(field))]));
  return wants.includes('threadId') ? { ...fields, found: Type.Optional(Id) } : fields;
}

type Sent = Record<string, unknown> & {
  threadId?: string;
  found?: number;
  tags?: string[];
  reason?: string;
  note?: string;
};

/** What was sent, as acts take it. */
export const inputOf = ({ threadId, found, tags, ...sent }: Sent) => ({
  ...sent,
  ...(threadId !== undefined && { threadId: threadNamed(threadId, found) }),
  ...(tags !== undefined && { tags: splitTags(tags) }),
});

/** An act that was done, as the API has it. */
export const ActOut = Type.Object({ id: Type.Integer(), target: words(ACT_TARGETS), verb: Type.String() });
export const actOut = ({ actId, target, verb }: Acted) => ({ id: actId, target, verb });
