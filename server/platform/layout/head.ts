/** The head of every page: what it is called, what it loads, and what other machines are told of it. */
import { languageRecord } from '../../../shared/catalogue/languages.ts';
import type { Ctx } from '../http/context.ts';
import { iconPath } from '../http/icons.ts';
import { logoPath, smallLogo } from '../site/logo.ts';
import { lookPath } from '../site/look.ts';
import { html, type Html, type Part, trusted } from '../http/html.ts';

export type ShellOptions = {
  title: string;
  body: Part;
  /** How wide the page's text runs. */
  width?: 'wide' | 'read' | 'narrow';
  className?: string;
  description?: string;
  /** The address of the Atom feed of what this page lists. */
  feed?: string;
  /** The one address of this page, where it has several. */
  canonical?: string;
  /** Whether other sites may show what it is (oEmbed), by its one address. */
  isEmbeddable?: boolean;
  /** Of a picture of 1200 × 630 that other sites show beside a link. */
  shareImage?: string;
  here?: 'home' | 'spaces' | 'ask' | 'search';
  noIndex?: boolean;
  /** Who wrote what the page is about. */
  author?: string;
  /** Structured data (schema.org) for machines. */
  data?: object;
  /** What its reader is told of while it is open, as a query for `/live`. */
  watch?: string;
  /** A stylesheet that only this page needs. */
  style?: string;
};

const SCRIPT = 'client/pages/site.ts';
const STYLE = 'client/styles/main.css';
const ICON = 'client/icons/favicon.svg';

/** The reading face: what every page has of it. */
const FACES = ['client/fonts/noto-serif-latin-400.woff2', 'client/fonts/noto-serif-latin-600.woff2'];

const preload = ({ assets }: Ctx, face: string, priority: 'high' | 'low') =>
  html`<link rel="preload" href="${assets.url(face)}" as="font" type="font/woff2" crossorigin fetchpriority="${priority}">`;

const embedAddress = ({ from: { origin } }: Ctx, path: string) =>
  `${origin}/oembed?url=${encodeURIComponent(origin + path)}`;

/** Where admins chose colours: a stylesheet of its own, named by them, so that no page needs another one. */
function ownColours({ site }: Ctx): Html | null {
  const path = lookPath(site);
  return path === null ? null : html`<link rel="stylesheet" href="${path}">`;
}

function ownIcon({ assets, site }: Ctx): Html {
  return site.logo === null
    ? html`<link rel="icon" href="${assets.url(ICON)}" type="image/svg+xml">`
    : html`<link rel="icon" href="${logoPath(smallLogo(site.logo))}" type="image/webp">`;
}

export function head(ctx: Ctx, options: ShellOptions): Html {
  const { assets, site } = ctx;
  const title = options.title === site.name ? site.name : `${options.title} · ${site.name}`;
  return html`<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf6ec" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1f1b17" media="(prefers-color-scheme: dark)">
${options.description && html`<meta name="description" content="${options.description}">`}
<meta property="og:title" content="${options.title}">
<meta property="og:site_name" content="${site.name}">
${options.description && html`<meta property="og:description" content="${options.description}">`}
${
  options.author &&
  html`<meta name="author" content="${options.author}"><meta property="article:author" content="${options.author}">`
}
${
  options.shareImage &&
  html`<meta property="og:image" content="${ctx.from.origin}${options.shareImage}"><meta name="twitter:card" content="summary_large_image">`
}
${options.noIndex && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${assets.url(STYLE)}">${ownColours(ctx)}
${FACES.map((face) => preload(ctx, face, 'high'))}${languageRecord(ctx.lang).faces.map((face) => preload(ctx, face, 'low'))}
${
  options.style &&
  html`<link rel="stylesheet" href="${assets.url(options.style)}">
`
}${ownIcon(ctx)}<link rel="apple-touch-icon" href="${iconPath(site, 'apple-touch-icon.png')}">
${ctx.viewer && html`<link rel="manifest" href="/manifest.webmanifest">`}
<link rel="search" type="application/opensearchdescription+xml" title="${site.name}" href="/opensearch.xml">
${options.canonical && html`<link rel="canonical" href="${ctx.from.origin}${options.canonical}">`}
${options.isEmbeddable && options.canonical && html`<link rel="alternate" type="application/json+oembed" href="${embedAddress(ctx, options.canonical)}">`}
${
  options.feed &&
  html`<link rel="alternate" type="application/atom+xml" title="${options.title}" href="${options.feed}">`
}
${
  options.data &&
  trusted(`<script type="application/ld+json">${JSON.stringify(options.data).replace(/</g, '\\u003c')}</script>\n`)
}<script type="module" src="${assets.url(SCRIPT)}"></script>
</head>`;
}
