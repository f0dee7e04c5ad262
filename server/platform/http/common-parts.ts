/**
 * Parts of a page that its readers get alike: drawn for nobody in particular, and kept as long as what the page was drawn
 * from. What draws them is given neither the reader nor what was read for them alone.
 */
import { randomUUID } from 'node:crypto';
import { mayInForum } from '../../rules/may.ts';
import { isPlainMember, moderates } from '../../rules/roles.ts';
import { audienceOf } from '../audience/audience.ts';
import type { Viewer } from '../sessions/sessions.ts';
import type { Ctx } from './context.ts';
import { blankForm, type FormState } from './form-state.ts';
import { Html, type Part as HtmlPart } from './html.ts';
import { Packed } from './packed.ts';

/**
 * A part of a page. @param name tells it from the other parts of the page @param draw gets what is the same for all: it
 * must look at nothing else
 */
export type CommonParts<D> = (name: string, draw: (ctx: Ctx, data: D) => Html) => Html;

/** A member without an office, who wrote nothing and chose nothing: no account has this id. */
const ANY_MEMBER: Viewer = {
  id: 0,
  name: '',
  slug: '',
  role: 'member',
  language: null,
  theme: null,
  showsWriting: false,
  email: '',
  mailPausedAt: null,
  mailTimes: null,
  suspendedUntil: null,
  scope: null,
  sessionHash: '',
  seenAt: 0,
  closedSpaces: [],
  moderates: moderates('member', []),
};

/** What stands in a common part where each reader has something of their own; nobody can write it who was not told. */
const secret = randomUUID();
const HOLES = { writer: `writer-${secret}`, key: `key-${secret}` };
const HOLE = new RegExp(`(${Object.values(HOLES).join('|')})`);

/** A form of nobody's yet: it goes out with another key each time. */
export const formOfAnyMember = (): FormState => blankForm({ idempotencyKey: HOLES.key });

const fill = (hole: string, { viewer }: Ctx): string => (hole === HOLES.writer ? String(viewer!.id) : randomUUID());

/** Is this a member whom a page shows what it shows any member, apart from what they wrote and chose? */
export const isAnyMember = ({ viewer }: Ctx): boolean =>
  viewer !== null && isPlainMember(viewer) && viewer.moderates !== 'all' && viewer.moderates.size === 0;

function forAnyMember(ctx: Ctx): Ctx {
  return {
    ...ctx,
    viewer: ANY_MEMBER,
    may: mayInForum(ANY_MEMBER, ctx.site, ctx.askedAt),
    audience: audienceOf(ANY_MEMBER),
    trustStep: undefined,
    drawnFor: HOLES.writer,
    ...{ preview: null, unread: null, flash: null, meant: null, joiningFrom: () => null },
  };
}

/** So many of a page; who mutes what others see has other parts than they. */
const MOST_PARTS = 60;

/** So many rows or posts make a part: one that is personal has its neighbours drawn again. */
const TOGETHER = 5;

/** What stands in a row on a page, in parts of a few. @param drawn each piece: common where none of its rows is personal */
export function inBlocks<T>(rows: readonly T[], drawn: (block: readonly T[]) => HtmlPart): HtmlPart[] {
  const parts: HtmlPart[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) parts.push(drawn(rows.slice(at, at + TOGETHER)));
  return parts;
}

/** Text, or what is packed of it, and between each two of them a hole. */
type Part = (string | Packed)[];

/** A part is packed when it is drawn for the second time: what one reader sees is not worth it. */
type Parts = Map<string, Part | 'drawn'>;

export type PartsCache = ReturnType<typeof makePartsCache>;

/** They go with what their pages were drawn from, of which the cache of data bounds the number. */
export function makePartsCache() {
  const kept = new WeakMap<object, Parts>();

  function partOf(ctx: Ctx, parts: Parts, name: string, draw: (ctx: Ctx) => Html): Part {
    const key = `${ctx.lang} ${ctx.from.origin} ${name}`;
    const found = parts.get(key);
    if (found && found !== 'drawn') return found;
    const drawn = draw(forAnyMember(ctx)).text.split(HOLE);
    if (parts.size >= MOST_PARTS) parts.clear();
    const part = found === 'drawn' ? drawn.map((text, i) => (i % 2 === 0 ? new Packed(text) : text)) : null;
    parts.set(key, part ?? 'drawn');
    return part ?? drawn;
  }

  /** What `split` found between the texts are the holes. */
  const filled = (ctx: Ctx, part: Part): Html =>
    new Html(part.map((piece, i) => (i % 2 === 0 ? piece : fill(piece as string, ctx))));

  return {
    /** @param data what all were given of the page; the same object for as long as it is true */
    of<D extends object>(ctx: Ctx, data: D): CommonParts<D> | undefined {
      const parts: Parts = kept.get(data) ?? new Map();
      kept.set(data, parts);
      return (name, draw) =>
        filled(
          ctx,
          partOf(ctx, parts, name, (anybody) => draw(anybody, data)),
        );
    },
  };
}
