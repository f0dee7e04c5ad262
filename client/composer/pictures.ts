/** Pictures that are pasted, dropped or chosen: each goes on its way at once, with its own words. */
import { html, nothing, render } from 'lit';
import { type } from './field.ts';
import { type Kept, upload, type Upload } from './upload.ts';
import type { Words } from './words.ts';

type Item = {
  key: number;
  name: string;
  file: File | null;
  kept: Kept | null;
  alt: string;
  /** Whether the words go with the form: of a post that is changed. */
  isNamed: boolean;
  progress: number;
  note: string | null;
  fault: { words: string; isAgain: boolean } | null;
  running: Upload | null;
  saving: Promise<unknown> | null;
};

const MOST_BYTES = 10 * 1024 * 1024;
const MB = 1024 * 1024;
const TAKEN = /^image\//;
/** The same as those that the server takes for words about a picture. */
const ALT_LETTERS = 300;

let lastKey = 0;
const blank = (values: Partial<Item>): Item => ({
  ...{ key: ++lastKey, name: '', file: null, kept: null, alt: '', isNamed: false, progress: 0 },
  ...{ note: null, fault: null, running: null, saving: null },
  ...values,
});

export class Pictures {
  private items: Item[] = [];
  private list = document.createElement('div');
  private status = document.createElement('p');
  private tooMany = document.createElement('p');
  private input: HTMLInputElement;
  private box: HTMLElement;
  private area: HTMLTextAreaElement;
  private words: Words;
  private most: number;
  /** Called whenever the pictures are others. */
  onChange = (): void => {};

  private constructor(box: HTMLElement, area: HTMLTextAreaElement, words: Words) {
    this.box = box;
    this.area = area;
    this.words = words;
    this.most = Number(box.dataset.most);
    this.input = box.querySelector<HTMLInputElement>('input[type="file"]')!;
    this.takeOver();
    this.listen();
  }

  /** Those of the form that the text is in; null where it takes none. */
  static of(area: HTMLTextAreaElement, words: Words): Pictures | null {
    const box = area.form?.querySelector<HTMLElement>('.pictures');
    return box ? new Pictures(box, area, words) : null;
  }

  /** What the server drew becomes what the script draws. */
  private takeOver(): void {
    for (const item of this.box.querySelectorAll<HTMLElement>('.kept-pictures > li')) {
      const id = Number(item.querySelector<HTMLInputElement>('[name="pictureIds"]')!.value);
      const url = `/media/${item.dataset.picture}`;
      const kept = { id, url, small: item.querySelector('img')!.getAttribute('src')! };
      const isNamed = item.dataset.words !== undefined;
      this.items.push(blank({ name: kept.url, kept, alt: item.dataset.alt ?? '', isNamed }));
    }
    this.box.querySelector('.kept-pictures')?.remove();
    this.list.className = 'picture-list';
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.tooMany.className = 'field__error';
    this.tooMany.setAttribute('role', 'status');
    this.input.after(this.tooMany, this.list, this.status);
    const all = this.box.querySelector<HTMLElement>('.pictures__alt')!;
    all.hidden = true;
    all.querySelector('input')!.disabled = true;
    this.draw();
    this.takeChosen();
  }

  private listen(): void {
    const form = this.area.form!;
    this.input.addEventListener('change', () => this.takeChosen());
    this.area.addEventListener('paste', (event) => this.onFiles(event, event.clipboardData));
    form.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('takes-drop');
    });
    for (const end of ['dragleave', 'drop']) form.addEventListener(end, () => form.classList.remove('takes-drop'));
    form.addEventListener('drop', (event) => this.onFiles(event, event.dataTransfer));
    form.addEventListener('submit', (event) => this.onSubmit(event));
  }

  private onFiles(event: Event, data: DataTransfer | null): void {
    // A program that copies a table gives a picture of it, too.
    const isText = event instanceof ClipboardEvent && data?.types.includes('text/plain');
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || isText) return;
    event.preventDefault();
    event.stopPropagation();
    this.add(files);
  }

  private takeChosen(): void {
    const files = [...(this.input.files ?? [])];
    if (files.length === 0) return;
    // They are sent now, and not with the form once more.
    this.input.value = '';
    this.add(files);
  }

  /** Brings back those of a draft. */
  bring(pictures: (Kept & { alt: string })[]): void {
    const isHere = ({ id }: Kept) => this.items.some(({ kept }) => kept?.id === id);
    for (const { alt, ...kept } of pictures) if (!isHere(kept)) this.items.push(blank({ name: kept.url, kept, alt }));
    if (this.items.length > 0) this.box.closest('details')?.setAttribute('open', '');
    this.draw();
  }

  choose(): void {
    this.box.closest('details')?.setAttribute('open', '');
    this.input.click();
  }

  private add(files: File[]): void {
    this.box.closest('details')?.setAttribute('open', '');
    const room = Math.max(0, this.most - this.items.filter(({ fault }) => !fault).length);
    const fit = files.slice(0, room);
    const left = files.length - fit.length;
    this.tooMany.textContent = left > 0 ? this.words.tooManyPictures(this.most, left) : '';
    for (const file of fit) this.send(blank({ name: file.name, file }));
    this.draw();
  }

  private send(item: Item): void {
    const { file } = item;
    if (!file) return;
    if (!this.items.includes(item)) this.items.push(item);
    Object.assign(item, { fault: null, progress: 0 });
    const no = this.whyNot(file);
    if (no) return this.refuse(item, no, false);
    item.running = upload(file, (part) => {
      item.progress = part;
      this.draw();
    });
    void this.finish(item, file, item.running);
    this.draw();
  }

  private async finish(item: Item, file: File, running: Upload): Promise<void> {
    const answer = await running.done;
    item.running = null;
    if (answer === 'cancelled') return this.remove(item);
    if ('words' in answer) return this.refuse(item, answer.words ?? this.words.notSent(file.name), answer.isAgain);
    Object.assign(item, { kept: answer.kept, note: answer.note });
    if (item.alt) this.describe(item, item.alt);
    this.say(this.words.sent(file.name));
    this.changed();
  }

  private whyNot(file: File): string | null {
    if (!TAKEN.test(file.type)) return this.words.notAPicture(file.name);
    const size = Math.ceil((file.size / MB) * 10) / 10;
    return file.size > MOST_BYTES ? this.words.tooLarge(file.name, size, MOST_BYTES / MB) : null;
  }

  private refuse(item: Item, words: string, isAgain: boolean): void {
    item.fault = { words, isAgain };
    this.say(words);
    this.draw();
  }

  private remove(item: Item): void {
    item.running?.cancel();
    this.items = this.items.filter((one) => one !== item);
    this.changed();
  }

  /** Keeps what a picture shows, also where it stands in the text. */
  private describe(item: Item, alt: string): void {
    const before = `![${item.alt}](${item.kept?.url})`;
    item.alt = alt;
    if (!item.kept) return;
    const at = this.area.value.indexOf(before);
    if (at >= 0) this.area.setRangeText(this.inText(item), at, at + before.length, 'preserve');
    if (item.isNamed) return this.changed();
    const body = new URLSearchParams({ alt });
    const headers = { accept: 'application/json' };
    item.saving = fetch(`/api/v1/pictures/${item.kept.id}/alt`, { method: 'PUT', body, headers })
      .catch(() => null)
      .then(() => (item.saving = null));
    this.changed();
  }

  private inText = ({ alt, kept }: Item) => `![${alt.replace(/[[\]]/g, '')}](${kept!.url})`;

  private async onSubmit(event: SubmitEvent): Promise<void> {
    const waiting = this.items.flatMap(({ running, saving }) => running?.done ?? saving ?? []);
    if (waiting.length === 0 || event.defaultPrevented) return;
    // What is on its way goes along with the post.
    event.preventDefault();
    this.say(this.words.waits);
    await Promise.all(waiting);
    if (this.items.every(({ fault }) => !fault)) this.area.form!.requestSubmit(event.submitter);
  }

  private say(words: string): void {
    this.status.textContent = words;
  }

  private changed(): void {
    this.draw();
    this.onChange();
  }

  private draw(): void {
    render(
      this.items.map((item) => this.itemOf(item)),
      this.list,
    );
  }

  private itemOf(item: Item) {
    const { words } = this;
    const id = `picture-alt-${item.key}`;
    const button = (text: string, press: () => void) =>
      html`<button type="button" class="button button--small" @click=${press}>${text}</button>`;
    const alt = html`<label for=${id}>${words.alt}</label>
      <input id=${id} name=${item.isNamed ? 'alts' : nothing} maxlength=${ALT_LETTERS} dir="auto" .value=${item.alt}
        @change=${(event: Event) => this.describe(item, (event.target as HTMLInputElement).value)} />`;
    const progress = html`<progress max="1" .value=${item.progress} aria-label=${words.sending(item.name)}></progress>`;
    return html`<div class="picture-item">
      ${
        item.kept
          ? html`<img src=${item.kept.small} alt="" width="96" height="72" />
            <input type="hidden" name="pictureIds" value=${item.kept.id} />
            ${item.isNamed ? html`<input type="hidden" name="altIds" value=${item.kept.id} />` : nothing}`
          : html`<span class="picture-item__name" dir="auto">${item.name}</span>`
      }
      <div class="picture-item__words">
        ${item.fault ? html`<p class="field__error">${item.fault.words}</p>` : alt}
        ${item.note ? html`<p class="field__hint">${item.note}</p>` : nothing} ${item.running ? progress : nothing}
        <p class="buttons">
          ${item.fault?.isAgain ? button(words.again, () => this.send(item)) : nothing}
          ${item.kept ? button(words.putIntoText, () => type(this.area, `${this.inText(item)}\n`)) : nothing}
          ${button(item.running ? words.cancel : words.removePicture, () => this.remove(item))}
        </p>
      </div>
    </div>`;
  }
}
