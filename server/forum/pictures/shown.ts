/** Pictures as a post shows them: beside its words and within them, in the width that fits, with what stands there until they come. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import { largeName, middleName, movingName, picturePath, smallName } from './parts.ts';
import type { Picture } from './queries.ts';

/** Of the longer side, as the files are made. */
const [SMALL, MIDDLE] = [480, 960];
/** What a post is wide at most, and how high its first picture may be, in rem; see gallery in the styles. */
const [POST_REM, FIRST_REM] = [40, 34];
const [COLUMNS, ROWS] = [3, 3];

const isDrawing = (name: string) => !name.endsWith('.webp');

/** How wide a file is whose longer side was made so long. */
const widthAt = ({ width, height }: Picture, longest: number) =>
  Math.max(1, Math.round(width * Math.min(1, longest / Math.max(width, height))));

/** The files of a picture by their widths; '' where there is only one. */
function widths(picture: Picture): string {
  const { name, width, hasMiddle } = picture;
  if (isDrawing(name)) return '';
  const small = widthAt(picture, SMALL);
  if (small >= width) return '';
  const files = [
    `${picturePath(smallName(name))} ${small}w`,
    ...(hasMiddle ? [`${picturePath(middleName(name))} ${widthAt(picture, MIDDLE)}w`] : []),
    `${picturePath(name)} ${width}w`,
  ];
  return files.join(', ');
}

/** What stands in its place until it is there: its colours, from afar. */
function ground({ colours }: Picture): Html | null {
  if (colours.length !== 3 * COLUMNS * ROWS) return null;
  const cells = Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const [x, y] = [at % COLUMNS, Math.floor(at / COLUMNS)];
    return html`<path fill="#${colours.slice(3 * at, 3 * at + 3)}" d="M${x} ${y}h1v1h-1z"/>`;
  });
  return html`<svg class="picture__ground" viewBox="0 0 ${COLUMNS} ${ROWS}" preserveAspectRatio="none"
    aria-hidden="true">${cells}</svg>`;
}

/** @property sizes how wide the page shows it @property isFirst whether it stands on the first screen */
type Place = { words: string; sizes: string; isFirst: boolean };

/** A picture that leads to its largest file, and that a script shows on the whole screen. */
function picture(ctx: Ctx, one: Picture, { words, sizes, isFirst }: Place): Html {
  const { m } = ctx;
  const set = widths(one);
  const image = html`<img src="${picturePath(one.name)}" alt="${words}"${textAttributes(ctx, one.alt)}
    width="${one.width}" height="${one.height}"${set && html` srcset="${set}" sizes="${sizes}"`}${!isFirst && html` loading="lazy"`}>`;
  const play =
    one.moves &&
    html`<a class="button button--small picture__play" href="${picturePath(movingName(one.name))}"
      data-stop="${m.pictures.stop}">${icon(ctx, 'play')}<span>${m.pictures.play}</span></a>`;
  return html`<span class="picture">
    <a class="picture__open" href="${picturePath(one.name)}">${ground(one)}${image}</a>${play}
  </span>`;
}

/** How wide the nth picture beside the words is. */
function sizesOf({ width, height }: Picture, nth: number, { count, leads }: { count: number; leads: boolean }): string {
  if (count === 1 || (leads && nth === 0))
    return `(min-width: 50rem) ${Math.ceil(Math.min(POST_REM, (FIRST_REM * width) / height))}rem, 94vw`;
  const columns = Math.min(3, leads ? count - 1 : count);
  const narrow = columns === 1 ? '94vw' : '(min-width: 30rem) 47vw, 94vw';
  return `auto, (min-width: 50rem) ${Math.ceil(POST_REM / columns)}rem, ${narrow}`;
}

/** @property leads whether they are what the post is about, and the first is large @property isFirst whether the first screen shows them */
type Gallery = { title: string; leads: boolean; isFirst: boolean };

/** The pictures of a post beside its words. */
export function gallery(ctx: Ctx, pictures: Picture[], { title, leads, isFirst }: Gallery): Html | null {
  if (pictures.length === 0) return null;
  const { m } = ctx;
  const shown = (one: Picture, i: number) =>
    picture(ctx, one, {
      words: one.alt || m.pictures.nth(i + 1, pictures.length),
      sizes: sizesOf(one, i, { count: pictures.length, leads }),
      isFirst: isFirst && i === 0,
    });
  const isEven = !leads && pictures.length > 1;
  const columns = Math.max(1, Math.min(3, isEven ? pictures.length : pictures.length - 1));
  return html`<div class="gallery gallery--${columns}${isEven ? ' gallery--even' : ''}" role="group" aria-label="${m.pictures.of(title)}">
    ${pictures.map(shown)}
  </div>`;
}

/** As the renderer writes a picture of ours. */
const IN_WORDS = /<img src="\/media\/([\w.-]+)" alt="([^"]*)" loading="lazy" ?\/?>/g;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const plain = (text: string) => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!);

/** The words of a post, as they are kept, with those of its pictures that stand in them in the width that fits. */
export function wordsWith(ctx: Ctx, words: string, pictures: Picture[]): Html {
  if (pictures.length === 0) return trusted(words);
  const byName = new Map(pictures.map((one) => [one.name, one]));
  const drawn = words.replace(IN_WORDS, (whole, name: string, alt: string) => {
    const one = byName.get(largeName(name));
    if (!one) return whole;
    const sizes = `auto, (min-width: 50rem) ${POST_REM}rem, 94vw`;
    return picture(ctx, { ...one, alt: plain(alt) }, { words: plain(alt), sizes, isFirst: false }).text;
  });
  return trusted(drawn);
}
