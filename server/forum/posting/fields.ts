/** What the forms of posts send, and what is made of it. */
import Type, { type Static } from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { splitTags } from '../../platform/http/form-state.ts';
import { DraftAt, FormWord, Id, IdempotencyKey, Line, TagList, Text } from '../../platform/http/schemas.ts';
import { invalid } from '../../platform/errors.ts';
import { FIRST_PLACE, START_PLACE } from '../../rules/beginnings.ts';
import { FileFields } from '../files/schemas.ts';
import type { ThreadInput } from './thread-check.ts';

/** What a poll beside a post is typed into. */
const PollFields = {
  pollQuestion: Type.Optional(Line),
  pollChoices: Type.Optional(Type.Array(Text, { maxItems: 100 })),
  pollMost: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
  pollEndsOn: Type.Optional(Line),
};

const SomeIds = Type.Optional(Type.Array(Type.Union([Id, Type.Literal('')]), { maxItems: 40 }));

/** What a preview is drawn of: the parts of any form of a post that are seen once it is posted. */
export const PreviewFields = {
  body: Text,
  ...{ space: Type.Optional(Line), at: Type.Optional(Line), title: Type.Optional(Line) },
  ...{ parentId: Type.Optional(Id), ownAnswer: Type.Optional(Type.Boolean()) },
  ...FileFields,
  // None of those that stand is said, as forms do: by an empty one.
  ...{ pictureIds: SomeIds, fileIds: SomeIds },
  ...PollFields,
};

/** The form under a thread, and those under its posts. */
export const ReplyFields = {
  body: Text,
  parentId: Type.Optional(Id),
  ownAnswer: Type.Optional(Type.Boolean()),
  title: Type.Optional(Line),
  ...FileFields,
  ...PollFields,
  affiliation: Type.Optional(Line),
  safety: Type.Optional(Type.Boolean()),
  reference: Type.Optional(Line),
  draftAt: DraftAt,
  idempotencyKey: IdempotencyKey,
};

export const StartPlace = Type.String({ maxLength: 8, pattern: START_PLACE.source });

/** The form in which a thread begins. */
export const ThreadFields = {
  space: Type.Optional(Line),
  form: FormWord,
  title: Line,
  body: Text,
  tags: Type.Optional(TagList),
  affiliation: Type.Optional(Line),
  opensAt: Type.Optional(Line),
  minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  goal: Type.Optional(Line),
  wanted: Type.Optional(Line),
  ...PollFields,
  startsOn: Type.Optional(Line),
  endsOn: Type.Optional(Line),
  ...FileFields,
  /** The space and the form whose template was put into the box. */
  templateOf: Type.Optional(Line),
  safety: Type.Optional(Type.Boolean()),
  reference: Type.Optional(Line),
  /** What was kept of it while it was typed, and when: gone once it is posted. */
  draft: Type.Optional(StartPlace),
  draftAt: DraftAt,
  idempotencyKey: IdempotencyKey,
};

const ThreadBody = Type.Object(ThreadFields);

/** A thread as its form sends it. */
export const threadInput = (
  ctx: Ctx,
  { idempotencyKey: _key, draft: _draft, draftAt: _at, ...body }: Static<typeof ThreadBody>,
): ThreadInput => ({
  ...body,
  pictureFaults: ctx.uploadFaults,
  space: body.space ?? '',
  tags: splitTags(body.tags).map((tag) => tag.trim()),
});

/** What was kept of a thread, as its form knows it. */
export const keptAs = ({ draft = FIRST_PLACE, draftAt }: Pick<Static<typeof ThreadBody>, 'draft' | 'draftAt'>) => ({
  place: draft,
  at: draftAt || null,
});

export const PostAt = Type.String({
  maxLength: 40,
  description: 'When it is to be posted, such as 2026-11-27T18:30, by the clock of the time zone in your settings.',
});
export const NoTime = Type.Optional(
  Type.String({ maxLength: 40, description: 'Empty: what is to be posted later has an address of its own.' }),
);

/** Nobody who chose a time posts at once by mistake. @throws {AddaError} `invalid` */
export function mustBeForNow(postAt: string | undefined): void {
  if (postAt?.trim()) throw invalid({ field: 'postAt', fault: 'time_chosen' });
}
