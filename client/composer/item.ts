/** One picture or other file of a form, as it is drawn while somebody writes. */
import { html, nothing, type TemplateResult } from 'lit';
import { ALT_LETTERS } from './in-text.ts';
import type { Kept, KeptFile, Upload } from './upload.ts';
import type { Words } from './words.ts';

export type Item = {
  key: number;
  name: string;
  /** In bytes; null of what came with the page. */
  size: number | null;
  isPicture: boolean;
  sent: File | null;
  /** A picture that is there. */
  kept: Kept | null;
  /** Another file that is there. */
  file: KeptFile | null;
  alt: string;
  /** Whether the words go with the form: of a post that is changed. */
  isNamed: boolean;
  progress: number;
  note: string | null;
  fault: { words: string; isAgain: boolean } | null;
  running: Upload | null;
  saving: Promise<unknown> | null;
};

let lastKey = 0;
export const blank = (values: Partial<Item>): Item => ({
  ...{ key: ++lastKey, name: '', size: null, isPicture: true, sent: null, kept: null, file: null, alt: '' },
  ...{ isNamed: false, progress: 0, note: null, fault: null, running: null, saving: null },
  ...values,
});

/** What may be pressed, or said, of one. */
export type Presses = {
  describe(item: Item, alt: string): void;
  again(item: Item): void;
  put(item: Item): void;
  remove(item: Item): void;
};

const nameOf = ({ name, size }: Item, words: Words) =>
  html`<span class="picture-item__name"><bdi>${name}</bdi>${size === null ? nothing : html` <span class="muted">${words.size(size)}</span>`}</span>`;

/** A picture by itself, or what a file is called and how large it is. */
const shown = (item: Item, words: Words) =>
  item.kept
    ? html`<img src=${item.kept.small} alt="" width="96" height="72" />
        <input type="hidden" name="pictureIds" value=${item.kept.id} />
        ${item.isNamed ? html`<input type="hidden" name="altIds" value=${item.kept.id} />` : nothing}`
    : html`${nameOf(item, words)}
      ${item.file ? html`<input type="hidden" name="fileIds" value=${item.file.id} />` : nothing}`;

export function drawItem(item: Item, words: Words, presses: Presses): TemplateResult {
  const id = `picture-alt-${item.key}`;
  const button = (text: string, press: () => void) =>
    html`<button type="button" class="button button--small" @click=${press}><span>${text}</span><span class="visually-hidden"> ${item.name}</span></button>`;
  const alt = html`<label for=${id}>${words.alt}</label>
    <input id=${id} name=${item.isNamed ? 'alts' : nothing} maxlength=${ALT_LETTERS} dir="auto" .value=${item.alt}
      @change=${(event: Event) => presses.describe(item, (event.target as HTMLInputElement).value)} />`;
  const progress = html`<progress max="1" .value=${item.progress} aria-label=${words.sending(item.name)}></progress>`;
  const about = item.isPicture ? alt : nothing;
  return html`<div class=${item.isPicture && (item.kept || item.running) ? 'picture-item' : 'picture-item picture-item--file'}>
    ${shown(item, words)}
    <div class="picture-item__words">
      ${item.fault ? html`<p class="field__error">${item.fault.words}</p>` : about}
      ${item.note ? html`<p class="field__hint">${item.note}</p>` : nothing} ${item.running ? progress : nothing}
      <p class="buttons">
        ${item.fault?.isAgain ? button(words.again, () => presses.again(item)) : nothing}
        ${item.kept ? button(words.putIntoText, () => presses.put(item)) : nothing}
        ${button(item.running ? words.cancel : words.removePicture, () => presses.remove(item))}
      </p>
    </div>
  </div>`;
}
