/** The field that brings pictures and other files. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf, type Values } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { icon } from '../../platform/layout/parts.ts';
import { trustLink } from '../../platform/layout/fields.ts';
import { FILE_ENDINGS, mayBringFiles } from '../../rules/files.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { picturePath, smallName } from '../pictures/parts.ts';
import type { Picture } from '../pictures/queries.ts';
import type { Brought, PostFile } from './queries.ts';
import { sizeOf } from './shown.ts';

/** @property id where one page has several forms @property isChange whether it changes a post, with words about each */
type FieldOptions = { id?: string; isChange?: boolean };

export const NOTHING_BROUGHT: Brought = { pictures: [], files: [] };
const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/gif';

/** Whether files that are no pictures may be brought by who reads this. */
const takesFiles = ({ site, trustStep }: Ctx) =>
  trustStep === undefined ? site.files.kinds.length > 0 : mayBringFiles(trustStep, site.files);
const endingsOf = (ctx: Ctx) => (takesFiles(ctx) ? ctx.site.files.kinds.flatMap((kind) => FILE_ENDINGS[kind]) : []);

/** What is said of each picture: typed in the form, or before. */
export function wordsAbout(values: Values) {
  const [ids, alts] = [values.altIds ?? [], values.alts ?? []].map((list) => [list].flat().map(String));
  return ({ id, alt }: Picture) => alts![ids!.indexOf(String(id))] ?? alt;
}

const keepBox = (ctx: Ctx, name: string, id: number): Html =>
  html`<label class="check">
    <input type="checkbox" name="${name}" value="${id}" checked>
    <span>${ctx.m.pictures.keep}</span>
  </label>`;

/** A picture that came before: it is kept unless one says otherwise. */
function keptPicture(ctx: Ctx, { id, name }: Picture, words: string, nth: string, { isChange }: FieldOptions): Html {
  const { m } = ctx;
  return html`<li data-picture="${name}" data-alt="${words}"${when(isChange, 'data-words')}>
    <img src="${picturePath(smallName(name))}" alt="${words || nth}" width="96" height="72">
    ${keepBox(ctx, 'pictureIds', id)}
    ${
      isChange &&
      html`<input type="hidden" name="altIds" value="${id}">
      <label class="kept-pictures__words"><span>${m.pictures.altOf(nth)}</span>
        <input name="alts" value="${words}" maxlength="${LIMITS.alt.max}" dir="auto"></label>`
    }
  </li>`;
}

function keptFile(ctx: Ctx, file: PostFile): Html {
  const { kinds } = ctx.m.files;
  return html`<li data-file="${file.id}" data-bytes="${file.bytes}">
    ${icon(ctx, 'file')}
    <span><span class="file-name" dir="auto">${file.title}</span>
      <span class="muted">${kinds[file.kind]}, ${sizeOf(ctx, file.bytes)}</span></span>
    ${keepBox(ctx, 'fileIds', file.id)}
  </li>`;
}

function altField(ctx: Ctx, form: FormState, own: string, { isChange }: FieldOptions): Html {
  const { m } = ctx;
  const fault = form.faults.find(({ field }) => field === 'alt');
  return html`<div class="pictures__alt">
    <label class="field__label field__label--second" for="${own}alt">${isChange ? m.pictures.altNew : m.pictures.alt}</label>
    <p class="field__hint" id="${own}alt-h">${m.pictures.altHelp}</p>
    <input id="${own}alt" name="alt" value="${valueOf(form, 'alt')}" maxlength="${LIMITS.alt.max}"
      aria-describedby="${own}alt-h"${fault && html` aria-invalid="true"`}>
    ${fault && html`<p class="field__error">${icon(ctx, 'warn')}${faultSentence(fault, m)}</p>`}
  </div>`;
}

/** What may be brought, with the numbers. */
function help(ctx: Ctx): Html {
  const { m, site } = ctx;
  const { kinds, megabytes, from } = site.files;
  const named = kinds.map((kind) => m.files.named[kind]).join(', ');
  const others = m.files.help(named, LIMITS.files, megabytes);
  // Who may not yet is told who may, and how one gets there.
  const later = kinds.length > 0 && !takesFiles(ctx) && html`<br>${m.files.notYet[from]} ${trustLink(ctx)}`;
  return html`${m.pictures.help(LIMITS.pictures)}${later}${takesFiles(ctx) && html`<br>${others} ${m.files.helpFrom[from]}`}`;
}

/** Chooses pictures and other files, and says what pictures show. @param kept those that came with the form before */
export function filesField(ctx: Ctx, form: FormState, kept: Brought, options: FieldOptions = {}): Html {
  const { m } = ctx;
  const { pictures, files } = kept;
  const own = options.id ? `${options.id}-` : '';
  const about = wordsAbout(form.values);
  const endings = endingsOf(ctx).map((ending) => `.${ending}`);
  const item = (picture: Picture, i: number) =>
    keptPicture(ctx, picture, about(picture), m.pictures.nth(i + 1, pictures.length), options);
  const faults = form.faults.filter(({ field }) => field === 'pictures');
  return html`<fieldset class="field pictures" data-most="${LIMITS.pictures}" data-most-files="${LIMITS.files}"
    data-endings="${endings.join(' ')}" data-megabytes="${ctx.site.files.megabytes}">
    <legend class="field__label">${takesFiles(ctx) ? m.files.field : m.pictures.field}</legend>
    ${options.isChange && html`<input type="hidden" name="pictureIds" value=""><input type="hidden" name="fileIds" value="">`}
    ${pictures.length > 0 && html`<ul class="kept-pictures">${pictures.map(item)}</ul>`}
    ${files.length > 0 && html`<ul class="kept-files">${files.map((file) => keptFile(ctx, file))}</ul>`}
    <p class="field__hint" id="${own}pictures-h">${help(ctx)}</p>
    <input id="${own}pictures" name="pictures" type="file" accept="${[PICTURE_TYPES, ...endings].join(',')}" multiple
      aria-label="${takesFiles(ctx) ? m.files.choose : m.pictures.choose}"
      aria-describedby="${own}pictures-h${faults.map((_, i) => ` ${own}pictures-e${i}`)}"${faults.length > 0 && html` aria-invalid="true"`}>
    ${faults.map((fault, i) => html`<p class="field__error" id="${own}pictures-e${i}">${icon(ctx, 'warn')}${faultSentence(fault, m)}</p>`)}
    ${altField(ctx, form, own, options)}
  </fieldset>`;
}

/** The same where they are rare: folded, but for who brought some or is told what is wrong with them. */
export function filesFolded(ctx: Ctx, form: FormState, kept: Brought, options: FieldOptions = {}): Html {
  const { m } = ctx;
  const isAny = kept.pictures.length + kept.files.length > 0;
  const isOpen = isAny || form.faults.some(({ field }) => field === 'pictures' || field === 'alt');
  const [field, add] = takesFiles(ctx) ? [m.files.field, m.files.add] : [m.pictures.field, m.pictures.add];
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${options.isChange && isAny ? field : add}</summary>
    ${filesField(ctx, form, kept, options)}
  </details>`;
}
