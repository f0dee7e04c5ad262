/** Pictures as pages show them, and the field that brings them. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Picture } from './queries.ts';

/** A picture opened by itself must not run or fetch anything. */
export const PICTURE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The smaller file of a picture; a drawing has only one. */
export function smallName(name: string): string {
  return name.endsWith('.webp') ? name.replace(/\.webp$/, '-s.webp') : name;
}

/** The name that a picture is known by, of either of its files. */
export function largeName(name: string): string {
  return name.replace(/-s\.webp$/, '.webp');
}

export const picturePath = (name: string): string => `/media/${name}`;

/** The pictures of a post, the first one large. */
export function gallery(ctx: Ctx, pictures: Picture[], title: string): Html | null {
  if (pictures.length === 0) return null;
  const { m } = ctx;
  const shown = ({ name, alt, width, height }: Picture, i: number) => {
    const path = picturePath(name);
    const words = alt || m.pictures.nth(i + 1, pictures.length);
    const lazy = i > 0 && html` loading="lazy"`;
    return html`<a href="${path}"><img src="${path}" alt="${words}"${textAttributes(ctx, alt)}
      width="${width}" height="${height}"${lazy}></a>`;
  };
  return html`<div class="gallery" role="group" aria-label="${m.pictures.of(title)}">
    ${pictures.map(shown)}
  </div>`;
}

/** A thread's first picture, for a list; what it shows is told on its page. */
export function thumbnail(name: string): Html {
  return html`<img class="thread-row__picture" src="${picturePath(smallName(name))}" alt="" loading="lazy" width="96" height="72">`;
}

/** Chooses pictures, and says what they show. @param kept those that came with the form before */
export function picturesField(ctx: Ctx, form: FormState, kept: Picture[]): Html {
  const { m } = ctx;
  const faults = form.faults.filter(({ field }) => field === 'pictures');
  const altFault = form.faults.find(({ field }) => field === 'alt');
  return html`<fieldset class="field pictures" data-most="${LIMITS.pictures}">
    <legend class="field__label">${m.pictures.field}</legend>
    ${
      kept.length > 0 &&
      html`<ul class="kept-pictures">
        ${kept.map(
          ({ id, name, alt }, i) => html`<li data-picture="${name}" data-alt="${alt}">
            <img src="${picturePath(smallName(name))}" alt="${m.pictures.nth(i + 1, kept.length)}" width="96"
              height="72"><label class="check">
              <input type="checkbox" name="pictureIds" value="${id}" checked>
              <span>${m.pictures.keep}</span>
            </label>
          </li>`,
        )}
      </ul>`
    }
    <p class="field__hint" id="pictures-h">${m.pictures.help(LIMITS.pictures)}</p>
    <input id="pictures" name="pictures" type="file" accept="image/jpeg,image/png,image/webp,image/gif" multiple
      aria-label="${m.pictures.choose}"
      aria-describedby="pictures-h${faults.map((_, i) => ` pictures-e${i}`)}"${faults.length > 0 && html` aria-invalid="true"`}>
    ${faults.map((fault, i) => html`<p class="field__error" id="pictures-e${i}">${icon(ctx, 'warn')}${faultSentence(fault, m)}</p>`)}
    <label class="field__label field__label--second" for="alt">${m.pictures.alt}</label>
    <p class="field__hint" id="alt-h">${m.pictures.altHelp}</p>
    <input id="alt" name="alt" value="${valueOf(form, 'alt')}" maxlength="${LIMITS.alt.max}"
      aria-describedby="alt-h"${altFault && html` aria-invalid="true"`}>
    ${altFault && html`<p class="field__error">${icon(ctx, 'warn')}${faultSentence(altFault, m)}</p>`}
  </fieldset>`;
}

/** The same where pictures are rare: folded, but for who brought some or is told what is wrong with them. */
export function picturesFolded(ctx: Ctx, form: FormState, kept: Picture[]): Html {
  const isOpen = kept.length > 0 || form.faults.some(({ field }) => field === 'pictures' || field === 'alt');
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${ctx.m.pictures.add}</summary>
    ${picturesField(ctx, form, kept)}
  </details>`;
}
