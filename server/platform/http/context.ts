/** What a route knows of a request besides its input. */
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Adda } from '../adda.ts';
import type { Config } from '../config.ts';
import type { FieldFault } from '../errors.ts';
import { deviceOf } from '../sessions/cookie.ts';
import type { From, Viewer } from '../sessions/sessions.ts';
import { messages, type Messages } from '../../../shared/catalogue/index.ts';
import { LANGUAGES, LIST_LOOKS, THEMES, type Language, type ListLook, type Theme } from '../../../shared/words.ts';
import { type MayInForum, mayInForum } from '../../rules/may.ts';
import type { Site } from '../site/queries.ts';
import type { TrustStep } from '../../../shared/words.ts';
import { type Audience, audienceOf } from '../audience/audience.ts';
import type { Assets } from './assets.ts';
import type { Previewed } from './draw-preview.ts';
import { flashOf } from './flash.ts';
import { joiningFrom, type Meant, meantBy } from './meant.ts';

export type Ctx = {
  adda: Adda;
  assets: Assets;
  site: Site;
  viewer: Viewer | null;
  /** What they may do in the forum as a whole. */
  may: MayInForum;
  /** What this reader may see. */
  audience: Audience;
  lang: Language;
  m: Messages;
  theme: Theme;
  listLook: ListLook;
  from: From;
  /** Path and query of this page, for links back to it. */
  here: string;
  /** How far the forum trusts its viewer, where a page asked (`noteTrust`); null for brand staff, undefined where none did. */
  trustStep?: TrustStep | null;
  /** How the text in a form will look, where its writer asked to see it. */
  preview: Previewed | null;
  /** The account for which the form that came was drawn, where that is nobody who sent it; null otherwise. */
  drawnFor: string | null;
  /** What was wrong with files that came with this form. */
  uploadFaults: FieldFault[];
  /** How many different things they were told and have not read; null where nobody counts. */
  unread: { all: number; messages: number } | null;
  /** When its answer was begun, in ms: what happens after is told by its socket. */
  askedAt: number;
  /** Marks a page that was answered with a message about what was done. */
  flash: string | null;
  /** What this visitor pressed that needs an account. */
  meant: Meant | null;
  /** Whether nobody asked who this is: the database is away, or there is too much to do. */
  isBare: boolean;
  /** Where they were who joined with this address, if it was in this browser. */
  joiningFrom(email: string): string | null;
};

export const LANGUAGE_COOKIE = 'adda_lang';
export const THEME_COOKIE = 'adda_theme';
export const LIST_COOKIE = 'adda_list';

function oneOf<T extends string>(list: readonly T[], value: string | null | undefined): T | null {
  return list.find((item) => item === value) ?? null;
}

function preferredLanguage(site: Site, header: string | undefined): Language {
  const usual = site.languages[0] ?? 'en';
  if (!header) return usual;
  const [wanted] = new Negotiator({ headers: { 'accept-language': header } }).languages([...site.languages]);
  return oneOf(LANGUAGES, wanted) ?? usual;
}

export function makeContext(
  adda: Adda,
  assets: Assets,
  site: Site,
  viewer: Viewer | null,
  request: FastifyRequest,
): Ctx {
  const chosen = oneOf(LANGUAGES, viewer?.language ?? request.cookies[LANGUAGE_COOKIE]);
  const lang =
    chosen && site.languages.includes(chosen) ? chosen : preferredLanguage(site, request.headers['accept-language']);
  const { config } = adda;
  const now = Date.now();
  return {
    adda,
    assets,
    site,
    viewer,
    may: mayInForum(viewer, site, now),
    audience: audienceOf(viewer),
    lang,
    m: messages(lang),
    theme: oneOf(THEMES, viewer?.theme ?? request.cookies[THEME_COOKIE]) ?? 'auto',
    listLook: oneOf(LIST_LOOKS, request.cookies[LIST_COOKIE]) ?? 'full',
    from: {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      language: lang,
      origin: originOf(config, request),
      sessionHash: viewer?.sessionHash ?? '',
      device: deviceOf(adda, request),
    },
    here: request.url,
    preview: null,
    drawnFor: null,
    uploadFaults: [],
    unread: null,
    askedAt: now,
    flash: flashOf(request),
    meant: viewer ? null : meantBy(request),
    isBare: false,
    joiningFrom: joiningFrom(request),
  };
}

/** In which of the two ways this viewer speaks now: by themself, or with a brand's label. */
export const speaksAs = ({ may }: Ctx): 'member' | 'brand' => (may.speakForBrand ? 'brand' : 'member');

/** The same for nobody: what came was written by another account than the one that is signed in by now. */
export function signedOut(ctx: Ctx, drawnFor: string): Ctx {
  const may = mayInForum(null, ctx.site, ctx.askedAt);
  return { ...ctx, viewer: null, may, audience: audienceOf(null), unread: null, drawnFor };
}

/** The same for a page in somebody's own language, whoever opens it. @param language null where they chose none */
export function inLanguage(ctx: Ctx, language: string | null): Ctx {
  const lang = oneOf(ctx.site.languages, language);
  return lang === null || lang === ctx.lang ? ctx : { ...ctx, lang, m: messages(lang) };
}

/** A name of this very machine, with a port or without, and nothing else: what stands before an `@` is no name. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** The address of this forum in links. What a request says about it is believed on this very machine only. */
export function originOf(config: Config, request: FastifyRequest): string {
  const isBelieved = !config.originIsFixed && LOCAL_HOST.test(request.host);
  return isBelieved ? `${request.protocol}://${request.host}` : config.origin;
}
