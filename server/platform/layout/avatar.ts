/** A person's face: the picture they brought, or one drawn of their name. The name itself always stands beside it. */
import { drawnFace } from '../../../shared/faces.ts';
import type { Face } from '../authors/face.ts';
import { html, type Html } from '../http/html.ts';
import { avatarPath } from '../http/paths.ts';

/** @param size in a row of faces, beside words, at the head of a page */
export function avatar({ name, picture }: Face, size: 'small' | 'middle' | 'large' = 'middle'): Html {
  if (name === null) return html`<span class="avatar avatar--${size} avatar--nobody" aria-hidden="true"></span>`;
  const { shape, pattern, hue, initial } = drawnFace(name);
  const drawn = html`class="avatar avatar--${size}" data-shape="${shape}"`;
  if (picture !== null) {
    const src = avatarPath(picture, size === 'large');
    return html`<img ${drawn} src="${src}" alt="" width="96" height="96" loading="lazy" decoding="async">`;
  }
  return html`<span ${drawn} data-pattern="${pattern}" data-hue="${hue}" data-initial="${initial}" aria-hidden="true"></span>`;
}

/** Those who take part, as a heap. */
export function faces(people: readonly Face[]): Html | null {
  return people.length === 0 ? null : html`<span class="faces">${people.map((face) => avatar(face, 'small'))}</span>`;
}
