/** Pictures as pages show them, and the field that brings them. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Picture } from './queries.ts';

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

/** @property id where one page has several forms @property isChange whether it changes a post, with words about each */
type FieldOptions = { id?: string; isChange?: boolean };

/** What was typed about each picture. */
function typedAbout({ values }: FormState) {
  const [ids, alts] = [values.altIds ?? [], values.alts ?? []].map((list) => [list].flat().map(String));
  return ({ id, alt }: Picture) => alts![ids!.indexOf(String(id))] ?? alt;
}

/** A picture that came before: it is kept unless one says otherwise. */
function keptItem(ctx: Ctx, { id, name }: Picture, words: string, nth: string, { isChange }: FieldOptions): Html {
  const { m } = ctx;
  return html`<li data-picture="${name}" data-alt="${words}"${when(isChange, 'data-words')}>
    <img src="${picturePath(smallName(name))}" alt="${words || nth}" width="96" height="72">
    <label class="check">
      <input type="checkbox" name="pictureIds" value="${id}" checked>
      <span>${m.pictures.keep}</span>
    </label>
    ${
      isChange &&
      html`<input type="hidden" name="altIds" value="${id}">
      <input name="alts" value="${words}" maxlength="${LIMITS.alt.max}" dir="auto" aria-label="${m.pictures.altOf(nth)}">`
    }
  </li>`;
}

/** Chooses pictures, and says what they show. @param kept those that came with the form before */
export function picturesField(ctx: Ctx, form: FormState, kept: Picture[], options: FieldOptions = {}): Html {
  const { m } = ctx;
  const own = options.id ? `${options.id}-` : '';
  const about = typedAbout(form);
  const item = (picture: Picture, i: number) =>
    keptItem(ctx, picture, about(picture), m.pictures.nth(i + 1, kept.length), options);
  const faults = form.faults.filter(({ field }) => field === 'pictures');
  const altFault = form.faults.find(({ field }) => field === 'alt');
  return html`<fieldset class="field pictures" data-most="${LIMITS.pictures}">
    <legend class="field__label">${m.pictures.field}</legend>
    ${options.isChange && html`<input type="hidden" name="pictureIds" value="">`}
    ${kept.length > 0 && html`<ul class="kept-pictures">${kept.map(item)}</ul>`}
    <p class="field__hint" id="${own}pictures-h">${m.pictures.help(LIMITS.pictures)}</p>
    <input id="${own}pictures" name="pictures" type="file" accept="image/jpeg,image/png,image/webp,image/gif" multiple
      aria-label="${m.pictures.choose}"
      aria-describedby="${own}pictures-h${faults.map((_, i) => ` ${own}pictures-e${i}`)}"${faults.length > 0 && html` aria-invalid="true"`}>
    ${faults.map((fault, i) => html`<p class="field__error" id="${own}pictures-e${i}">${icon(ctx, 'warn')}${faultSentence(fault, m)}</p>`)}
    <div class="pictures__alt">
      <label class="field__label field__label--second" for="${own}alt">${options.isChange ? m.pictures.altNew : m.pictures.alt}</label>
      <p class="field__hint" id="${own}alt-h">${m.pictures.altHelp}</p>
      <input id="${own}alt" name="alt" value="${valueOf(form, 'alt')}" maxlength="${LIMITS.alt.max}"
        aria-describedby="${own}alt-h"${altFault && html` aria-invalid="true"`}>
      ${altFault && html`<p class="field__error">${icon(ctx, 'warn')}${faultSentence(altFault, m)}</p>`}
    </div>
  </fieldset>`;
}

/** The same where pictures are rare: folded, but for who brought some or is told what is wrong with them. */
export function picturesFolded(ctx: Ctx, form: FormState, kept: Picture[], options: FieldOptions = {}): Html {
  const isOpen = kept.length > 0 || form.faults.some(({ field }) => field === 'pictures' || field === 'alt');
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${options.isChange && kept.length > 0 ? ctx.m.pictures.field : ctx.m.pictures.add}</summary>
    ${picturesField(ctx, form, kept, options)}
  </details>`;
}
