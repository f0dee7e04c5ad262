/** A letter as HTML: small, with its styles on its tags, for light and dark, and nothing that is fetched. */
import type { LetterPart } from '../../../shared/catalogue/letter.ts';
import { drawnFace } from '../../../shared/faces.ts';
import type { Accent } from '../../rules/colours.ts';
import type { Language } from '../../../shared/words.ts';
import { html, type Html, trusted } from '../http/html.ts';

/** By hue, as in client/styles/avatar.css. */
const FACES = [
  '#f3d9a4',
  '#f2cdb6',
  '#e3dca8',
  '#d3e2b6',
  '#bfe3c9',
  '#b8e1de',
  '#bddcf0',
  '#c9d2f3',
  '#d9ccf0',
  '#ddd2c3',
];

const BLOCK = 'margin:0 0 16px';

/**
 * Mail programs read styles on the tags, mostly nothing else, and know no custom properties: the colours of
 * client/styles/tokens.css, written out.
 */
const styleFor = (accent: Accent | null) => ({
  page: 'margin:0;padding:16px;background:#fbf6ec',
  sheet: [
    'max-width:580px;margin:0 auto;padding:20px 24px;background:#fffdf8;color:#211a13;border:1px solid #e3d7c2',
    "border-radius:8px;font:16px/1.55 Georgia,'Noto Serif',serif",
  ].join(';'),
  forum: `${BLOCK};font-size:14px;color:#5f5142`,
  words: BLOCK,
  says: `${BLOCK};font-weight:bold`,
  face: 'display:inline-block;width:32px;height:32px;margin-right:6px;border-radius:10px;text-align:center;line-height:32px;color:#211a13',
  title: `${BLOCK};font-size:17px;line-height:1.4`,
  list: `${BLOCK};padding:0 0 0 20px`,
  item: 'margin:0 0 8px',
  quote: `${BLOCK};padding:2px 0 2px 14px;border-left:3px solid #857461;color:#5f5142`,
  link: `color:${accent?.light ?? '#0d5c58'};overflow-wrap:anywhere`,
  press: [
    `display:inline-block;padding:8px 16px;border-radius:6px;background:${accent?.light ?? '#0f5a57'};color:#fffdf8`,
    'text-decoration:none;overflow-wrap:anywhere',
  ].join(';'),
  foot: `${BLOCK};padding-top:14px;border-top:1px solid #e3d7c2;font-size:14px;color:#5f5142`,
});
type Style = ReturnType<typeof styleFor>;

const darkFor = (accent: Accent | null) => `
@media (prefers-color-scheme: dark) {
  body { background: #1f1b17 !important; }
  .sheet { background: #28231e !important; color: #ede4d6 !important; border-color: #40382f !important; }
  .forum, .foot, blockquote { color: #bcae9b !important; border-color: #40382f !important; }
  a { color: ${accent?.dark ?? '#86cfc7'} !important; }
  .press { background: ${accent?.dark ?? '#86cfc7'} !important; color: #10201f !important; }
}
`;

/** What people wrote reads from where its letters do. */
const lines = (text: string): Html[] => text.split('\n').map((line, i) => html`${i > 0 && html`<br>`}${line}`);

/** A face as pages draw it, of its hue and letter alone: a letter fetches nothing. */
function face(name: string, style: Style): Html {
  const { hue, initial } = drawnFace(name);
  return html`<span style="${style.face};background:${FACES[hue]}" aria-hidden="true">${initial}</span> `;
}

const anchor = (address: string, words: string, style: Style): Html =>
  html`<a href="${address}" style="${style.link}">${words}</a>`;

function drawn(part: LetterPart, style: Style): Html {
  if ('words' in part) return html`<p dir="auto" style="${style.words}">${lines(part.words)}</p>`;
  if ('says' in part)
    return html`<p dir="auto" style="${style.says}">${part.by !== undefined && face(part.by, style)}${part.says}</p>`;
  if ('quote' in part) return html`<blockquote dir="auto" style="${style.quote}">${lines(part.quote)}</blockquote>`;
  if ('link' in part)
    return part.name === undefined
      ? html`<p style="${style.words}">${anchor(part.link, part.link, style)}</p>`
      : html`<p style="${style.words}"><a class="press" href="${part.link}" style="${style.press}">${part.name}</a></p>`;
  if ('list' in part)
    return html`<h2 style="${style.title}">${part.title}</h2>
      <ul style="${style.list}">${part.list.map(
        ({ line, link }) => html`<li dir="auto" style="${style.item}">${anchor(link, line, style)}</li>`,
      )}</ul>
      ${part.more && html`<p style="${style.words}">${part.more}</p>`}`;
  const last = part.foot.length - 1;
  return html`<p class="foot" style="${style.foot}">${part.foot.map(
    ({ words, link }, i) =>
      html`${link === undefined ? words : anchor(link, words.replace(/:$/, ''), style)}${i < last && html`<br>`}`,
  )}</p>`;
}

/** The whole document. @param forum its name, over the letter @param accent its own colours, where it has some */
export function letterHtml(
  parts: readonly LetterPart[],
  forum: string,
  language: Language,
  accent: Accent | null = null,
): string {
  const style = styleFor(accent);
  return html`${trusted('<!doctype html>\n')}<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark"><title>${forum}</title><style>${trusted(darkFor(accent))}</style></head>
<body style="${style.page}"><div class="sheet" style="${style.sheet}"><p class="forum" dir="auto" style="${style.forum}">${forum}</p>
${parts.map((part) => drawn(part, style))}
</div></body></html>
`.text;
}

/**
 * The parts of a letter that was written as plain text: its paragraphs; an address of this forum that stands alone can be
 * pressed, and one on the last line of a paragraph, too.
 */
export function partsOf(text: string, origin: string): LetterPart[] {
  return text
    .split(/\n{2,}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .flatMap((piece): LetterPart[] => {
      const lines = piece.split('\n');
      const last = lines.at(-1)!;
      if (!last.startsWith(`${origin}/`) || /\s/.test(last)) return [{ words: piece }];
      const words = lines.slice(0, -1).join('\n');
      return words === '' ? [{ link: last }] : [{ words }, { link: last }];
    });
}
