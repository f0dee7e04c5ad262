/** The files of pictures by their names, and where they are had. */
import { html, type Html } from '../../platform/http/html.ts';

/** A picture opened by itself must not run or fetch anything. */
export const PICTURE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const variant = (name: string, letter: string) => name.replace(/\.webp$/, `-${letter}.webp`);

/** The smaller file of a picture; a drawing has only one. */
export const smallName = (name: string): string => variant(name, 's');

/** The one of middle width, where there is one. */
export const middleName = (name: string): string => variant(name, 'm');

/** The one that moves, where there is one. */
export const movingName = (name: string): string => variant(name, 'a');

/** The name that a picture is known by, of any of its files. */
export function largeName(name: string): string {
  return name.replace(/-[sma]\.webp$/, '.webp');
}

/** All that a picture may have. */
export const fileNames = (name: string): string[] => [
  ...new Set([name, smallName(name), middleName(name), movingName(name)]),
];

export const picturePath = (name: string): string => `/media/${name}`;

/** A thread's first picture, for a list; what it shows is told on its page. */
export function thumbnail(name: string): Html {
  return html`<img class="thread-row__picture" src="${picturePath(smallName(name))}" alt="" loading="lazy" width="96" height="72">`;
}
