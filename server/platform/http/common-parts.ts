/**
 * Parts of a page that its readers get alike: drawn for nobody in particular, and kept as long as what the page was drawn
 * from. What draws them is given neither the reader nor what was read for them alone.
 */
import { mayInForum } from '../../rules/may.ts';
import { isPlainMember, moderates } from '../../rules/roles.ts';
import { audienceOf } from '../audience/audience.ts';
import type { Viewer } from '../sessions/sessions.ts';
import type { Ctx } from './context.ts';
import { Html, type Part } from './html.ts';
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
    ...{ preview: null, drawnFor: null, unread: null, flash: null, meant: null, joiningFrom: () => null },
  };
}

/** So many of a page; who mutes what others see has other parts than they. */
const MOST_PARTS = 60;

/** So many rows or posts make a part: one that is personal has its neighbours drawn again. */
const TOGETHER = 5;

/** What stands in a row on a page, in parts of a few. @param drawn each piece: common where none of its rows is personal */
export function inBlocks<T>(rows: readonly T[], drawn: (block: readonly T[]) => Part): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) parts.push(drawn(rows.slice(at, at + TOGETHER)));
  return parts;
}

/** A part is packed when it is drawn for the second time: what one reader sees is not worth it. */
type Parts = Map<string, Packed | 'drawn'>;

export type PartsCache = ReturnType<typeof makePartsCache>;

/** They go with what their pages were drawn from, of which the cache of data bounds the number. */
export function makePartsCache() {
  const kept = new WeakMap<object, Parts>();

  function partOf(ctx: Ctx, parts: Parts, name: string, draw: (ctx: Ctx) => Html): Html {
    const key = `${ctx.lang} ${ctx.from.origin} ${name}`;
    const found = parts.get(key);
    if (found instanceof Packed) return new Html([found]);
    const drawn = draw(forAnyMember(ctx));
    if (parts.size >= MOST_PARTS) parts.clear();
    const part = found === 'drawn' ? new Packed(drawn.text) : 'drawn';
    parts.set(key, part);
    return part === 'drawn' ? drawn : new Html([part]);
  }

  return {
    /** @param data what all were given of the page; the same object for as long as it is true */
    of<D extends object>(ctx: Ctx, data: D): CommonParts<D> | undefined {
      const parts: Parts = kept.get(data) ?? new Map();
      kept.set(data, parts);
      return (name, draw) => partOf(ctx, parts, name, (anybody) => draw(anybody, data));
    },
  };
}
