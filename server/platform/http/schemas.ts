/** Shapes that many routes take or give. */
import Type from 'typebox';
import {
  ACT_REASONS,
  CLOSE_REASONS,
  EXCEPTIONS,
  FILE_KINDS,
  FORMS,
  HOLD_WHYS,
  KINDS,
  LANGUAGES,
  MARK_KINDS,
  POST_KINDS,
  ROLES,
  SITE_PAGES,
  THEMES,
  THREAD_STATES,
  TRUST_STEPS,
} from '../../../shared/words.ts';
import { MAX_ID, readId } from '../../rules/ids.ts';
import { SAID_STATES } from '../../rules/thread-state.ts';

/** Far above every rule's limit: the rules speak of lengths, this only bounds the work. */
const ANY_TEXT = 4_000_000;

export const Id = Type.Integer({ minimum: 1, maximum: MAX_ID });
/** A field of a form as an id, or null when it cannot be one. */
export const idOf = readId;
export const IdParams = Type.Object({ id: Id });
export const SlugParams = Type.Object({ slug: Type.String({ maxLength: 200 }) });
export const Text = Type.String({ maxLength: ANY_TEXT });
/** No database keeps a NUL. */
const STORABLE = '^[^\\u0000]*$';
export const Line = Type.String({ maxLength: 2_000, pattern: STORABLE });
/** A password as it was typed; nothing is trimmed. Far above the rule's limit. */
export const Password = Type.String({ maxLength: 1_000 });
export const IdempotencyKey = Type.Optional(Type.String({ maxLength: 100, pattern: STORABLE }));
/** What a form knows of what was kept of it; empty for none. */
export const DraftAt = Type.Optional(
  Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('')], {
    description: 'When the draft was kept that this goes on from: it is over with it.',
  }),
);
export const Nothing = Type.Object({});
/** Tags as a list, or as one line with commas. */
export const TagList = Type.Array(Line, { maxItems: 20 });
export const PageNumber = Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 }));
export const Cursor = Type.Optional(Type.String({ pattern: '^-?\\d{1,17}(\\.\\d{1,20})?(e-\\d{1,3})?-\\d{1,10}$' }));

/** A cursor of the form `key-id`: a moment or a rank, and the id that breaks ties. */
export function readCursor(text: string | undefined, isRank = false): { key: number; id: number } | null {
  const parts = /^(-?\d+(?:\.\d+)?(?:e-\d+)?)-(\d+)$/.exec(text ?? '');
  if (!parts) return null;
  const key = Number(parts[1]);
  // Only ranks have digits behind the point; elsewhere such a cursor is nobody's.
  if (!isRank && !Number.isSafeInteger(key)) return null;
  return { key, id: Math.min(Number(parts[2]), MAX_ID) };
}

const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));
export const KindWord = words(KINDS);
export const FormWord = words(FORMS);
export const MarkWord = words(MARK_KINDS);
export const ReportReasonWord = words(ACT_REASONS);
export const LanguageWord = words(LANGUAGES);
export const ThemeWord = words(THEMES);
export const SitePageWord = words(SITE_PAGES);
export const FileWord = words(FILE_KINDS);
export const TrustWord = words(TRUST_STEPS);

export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** Why a post waits for a moderator; null for one that stands. */
export const HeldOut = Nullable(words(HOLD_WHYS));
export const Author = Type.Object({
  id: Nullable(Type.Integer()),
  name: Nullable(Type.String()),
  slug: Nullable(Type.String()),
  role: Nullable(words(ROLES)),
  affiliation: Nullable(
    Type.Object(
      {
        label: Type.String({ description: 'Exactly as it was written with the post.' }),
        brand: Nullable(Type.String()),
        slug: Nullable(Type.String()),
        since: Nullable(Type.String({ description: 'What became of it: renamed, or the grant ended.' })),
      },
      { description: 'The brand an author speaks for; null for members.' },
    ),
  ),
  formerly: Nullable(
    Type.String({ description: 'What the forum says of who spoke for a brand shortly before; null for others.' }),
  ),
  declares: Nullable(Type.String({ description: 'What a member declares; it is no staff label.' })),
  line: Type.String({ description: 'The author in one line, with the label.' }),
});
export const SpaceRef = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: KindWord,
  language: Nullable(Type.String({ description: 'In which people write there (BCP 47); null for the forum’s.' })),
});
export const FileOut = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: FileWord,
  bytes: Type.Integer(),
  url: Type.String(),
});
export const PostOut = Type.Object({
  id: Type.Integer(),
  number: Type.Integer(),
  kind: words(POST_KINDS),
  parentId: Nullable(Type.Integer()),
  author: Author,
  html: Type.String({ description: 'Empty when withdrawn.' }),
  files: Type.Array(FileOut, { description: 'Files besides pictures, for download.' }),
  accepted: Type.Boolean(),
  settled: Type.Boolean({ description: 'An official note that settled it for the asker.' }),
  exception: Nullable(words(EXCEPTIONS)),
  shortened: Type.Boolean({ description: 'Only the beginning: the whole is at /api/v1/posts/ID.' }),
  poll: Nullable(Type.String({ description: 'The address of the poll beside it.' })),
  workedCount: Type.Integer(),
  helpfulCount: Type.Integer(),
  replyCount: Type.Integer(),
  revision: Type.Integer(),
  createdAt: Type.Integer({ description: 'UTC milliseconds' }),
  editedAt: Nullable(Type.Integer()),
  withdrawn: Type.Boolean(),
  url: Type.String(),
});
export const ThreadOut = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  form: FormWord,
  state: words(THREAD_STATES),
  says: Type.Array(words(SAID_STATES), {
    description: 'What pages say of its state: a closed thread waits for nothing.',
  }),
  closedAt: Nullable(Type.Integer({ description: 'UTC milliseconds' })),
  closeReason: Nullable(words(CLOSE_REASONS)),
  space: SpaceRef,
  tags: Type.Array(Type.String()),
  author: Author,
  excerpt: Type.String(),
  answerCount: Type.Integer(),
  noteCount: Type.Integer(),
  postCount: Type.Integer(),
  participantCount: Type.Integer(),
  meTooCount: Type.Integer(),
  createdAt: Type.Integer(),
  lastPostAt: Type.Integer(),
  url: Type.String(),
});
export const Done = Type.Object({ ok: Type.Boolean() });

/** What a form of values says of those that it showed; without it nobody is asked whether they are still the same. */
export const Was = Type.Optional(
  Type.String({
    maxLength: 22,
    description: '`was` of the refusal `stale_values`: the values that are to be written over.',
  }),
);
