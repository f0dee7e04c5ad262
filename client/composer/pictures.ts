/** Pictures and other files that are pasted, dropped or chosen: each goes on its way at once, pictures with their own words. */
import { render } from 'lit';
import { block } from './edits.ts';
import { fieldOf, put } from './field.ts';
import { PicturesInText } from './in-text.ts';
import { blank, drawItem, type Item } from './item.ts';
import { type Kept, type KeptFile, upload, type Upload } from './upload.ts';
import type { Words } from './words.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MB = 1024 * 1024;
const PICTURE = /^image\//;

/** Whether it is to be kept. */
const isTicked = (line: Element) => line.querySelector<HTMLInputElement>('[type="checkbox"]')!.checked;
const endingOf = (name: string) => name.slice(name.lastIndexOf('.')).toLowerCase();

export class Pictures {
  private items: Item[] = [];
  private list = document.createElement('div');
  private status = document.createElement('p');
  private tooMany = document.createElement('p');
  private input: HTMLInputElement;
  private box: HTMLElement;
  private area: HTMLTextAreaElement;
  private text: PicturesInText;
  private words: Words;
  /** How many pictures, and how many other files. */
  private most: { pictures: number; files: number };
  /** How the names of other files may end; none where none are taken. */
  private endings: string[];
  /** What was typed about pictures before any was chosen: the next one shows it. */
  private altAhead = '';
  /** Called whenever the pictures are others. */
  onChange = (): void => {};

  private constructor(box: HTMLElement, area: HTMLTextAreaElement, words: Words) {
    this.box = box;
    this.area = area;
    this.text = new PicturesInText(area);
    this.words = words;
    this.most = { pictures: Number(box.dataset.most), files: Number(box.dataset.mostFiles) };
    this.endings = (box.dataset.endings ?? '').split(' ').filter(Boolean);
    this.input = box.querySelector<HTMLInputElement>('input[type="file"]')!;
    this.takeOver();
    this.listen();
  }

  /** A press that has begun in a form ends where it began: nothing is drawn anew under it. */
  static async atRest(form: HTMLFormElement | null): Promise<void> {
    if (!form?.querySelector('.pictures :active')) return;
    const ends = ['pointerup', 'pointercancel', 'keyup'];
    await new Promise((resolve) => {
      for (const end of ends) addEventListener(end, () => setTimeout(resolve), { once: true });
    });
  }

  /** Those of the form that the text is in; null where it takes none. */
  static of(area: HTMLTextAreaElement, words: Words): Pictures | null {
    const box = area.form?.querySelector<HTMLElement>('.pictures');
    return box ? new Pictures(box, area, words) : null;
  }

  /** What the server drew, and what was done in it before, becomes what the script draws. */
  private takeOver(): void {
    const refocus = this.focused();
    const typed: [Item, string][] = [];
    for (const item of this.box.querySelectorAll<HTMLElement>('.kept-pictures > li')) {
      if (!isTicked(item)) continue;
      const id = Number(item.querySelector<HTMLInputElement>('[name="pictureIds"]')!.value);
      const url = `/media/${item.dataset.picture}`;
      const kept = { id, url, small: item.querySelector('img')!.getAttribute('src')! };
      const isNamed = item.dataset.words !== undefined;
      const made = blank({ kept, alt: item.dataset.alt ?? '', isNamed });
      this.items.push(made);
      const alt = item.querySelector<HTMLInputElement>('[name="alts"]')?.value ?? made.alt;
      if (alt !== made.alt) typed.push([made, alt]);
    }
    for (const item of this.box.querySelectorAll<HTMLElement>('.kept-files > li')) {
      if (!isTicked(item)) continue;
      const name = item.querySelector('.file-name')!.textContent!;
      this.bringFile({ id: Number(item.dataset.file), name, bytes: Number(item.dataset.bytes) });
    }
    this.box.querySelectorAll('.kept-pictures, .kept-files').forEach((list) => list.remove());
    this.list.className = 'picture-list';
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.tooMany.className = 'field__error';
    this.tooMany.setAttribute('role', 'status');
    this.input.after(this.tooMany, this.list, this.status);
    const all = this.box.querySelector<HTMLElement>('.pictures__alt')!;
    const words = all.querySelector('input')!;
    if (words.value !== words.defaultValue) this.altAhead = words.value;
    all.hidden = true;
    words.disabled = true;
    this.draw();
    for (const [item, alt] of typed) this.describe(item, alt);
    refocus();
    this.takeChosen();
  }

  /** @returns puts the focus where it was, once that is drawn anew */
  private focused(): () => void {
    const at = document.activeElement;
    if (!(at instanceof HTMLInputElement) || !this.box.contains(at) || at === this.input) return () => {};
    const line = at.closest('li');
    const { selectionStart, selectionEnd } = at;
    const isKept = line !== null && isTicked(line);
    const before = [...this.box.querySelectorAll('.kept-pictures > li, .kept-files > li')].filter(isTicked);
    return () => {
      const item = isKept ? this.list.children[before.indexOf(line)] : undefined;
      const field = item?.querySelector<HTMLInputElement>('.picture-item__words input');
      if (!item || at.name === 'alt') return this.input.focus({ preventScroll: true });
      if (at.name !== 'alts' || !field) return item.querySelector<HTMLElement>('.buttons > :last-child')?.focus();
      field.focus({ preventScroll: true });
      field.setSelectionRange(selectionStart, selectionEnd);
    };
  }

  private listen(): void {
    const form = this.area.form!;
    this.input.addEventListener('change', () => this.takeChosen());
    this.area.addEventListener('paste', (event) => this.onFiles(event, event.clipboardData));
    // Dropped beside the text, they go with the post as chosen ones do.
    this.area.addEventListener('drop', (event) => this.onFiles(event, event.dataTransfer));
    form.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('takes-drop');
    });
    for (const end of ['dragleave', 'drop'])
      form.addEventListener(end, () => form.classList.remove('takes-drop'), true);
    form.addEventListener('drop', (event) => this.onFiles(event, event.dataTransfer));
    form.addEventListener('submit', (event) => this.onSubmit(event));
  }

  private onFiles(event: Event, data: DataTransfer | null): void {
    // A program that copies a table gives a picture of it, too.
    const isText = event instanceof ClipboardEvent && data?.types.includes('text/plain');
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || (isText && files.every(({ type: kind }) => PICTURE.test(kind)))) return;
    event.preventDefault();
    event.stopPropagation();
    this.add(files, event.currentTarget === this.area);
  }

  private takeChosen(): void {
    const files = [...(this.input.files ?? [])];
    if (files.length === 0) return;
    // They are sent now, and not with the form once more.
    this.input.value = '';
    this.add(files);
  }

  private bringFile(file: KeptFile): void {
    if (this.items.some((item) => item.file?.id === file.id)) return;
    this.items.push(blank({ name: file.name, size: file.bytes, isPicture: false, file }));
  }

  /** Brings back those of a draft. */
  bring(pictures: (Kept & { alt: string })[], files: KeptFile[]): void {
    for (const file of files) this.bringFile(file);
    const isHere = ({ id }: Kept) => this.items.some(({ kept }) => kept?.id === id);
    for (const { alt, ...kept } of pictures) if (!isHere(kept)) this.items.push(blank({ kept, alt }));
    if (this.items.length > 0) this.box.closest('details')?.setAttribute('open', '');
    this.draw();
  }

  choose(): void {
    this.box.closest('details')?.setAttribute('open', '');
    this.input.click();
  }

  /** @param isForText whether pictures are to stand in the text, where the writer is */
  private add(files: File[], isForText = false): void {
    this.box.closest('details')?.setAttribute('open', '');
    const left = { pictures: 0, files: 0 };
    for (const sent of files) {
      const isPicture = PICTURE.test(sent.type) || this.endings.length === 0;
      const kind = isPicture ? 'pictures' : 'files';
      const count = this.items.filter((item) => item.isPicture === isPicture && !item.fault).length;
      if (count >= this.most[kind]) left[kind] += 1;
      else {
        const item = blank({ name: sent.name, size: sent.size, isPicture, sent });
        if (isForText && isPicture) this.text.expect(item.key);
        this.send(item);
      }
    }
    const { words, most } = this;
    const told = [
      left.pictures > 0 && words.tooManyPictures(most.pictures, left.pictures),
      left.files > 0 && words.tooManyFiles(most.files, left.files),
    ];
    this.tooMany.textContent = told.filter(Boolean).join(' ');
    this.draw();
  }

  private send(item: Item): void {
    const { sent } = item;
    if (!sent) return;
    if (item.isPicture) [item.alt, this.altAhead] = [item.alt || this.altAhead, ''];
    if (!this.items.includes(item)) this.items.push(item);
    Object.assign(item, { fault: null, progress: 0 });
    const no = this.whyNot(sent);
    if (no) return this.refuse(item, no, false);
    item.running = upload(sent, (part) => {
      item.progress = part;
      this.draw();
    });
    void this.finish(item, sent, item.running);
    this.draw();
  }

  private async finish(item: Item, { name }: File, running: Upload): Promise<void> {
    const answer = await running.done;
    item.running = null;
    if (answer === 'cancelled') return this.remove(item);
    if ('words' in answer) return this.refuse(item, answer.words ?? this.words.notSent(name), answer.isAgain);
    const { kept, file, note } = answer;
    Object.assign(item, { kept, file, note, isPicture: kept !== null, ...(file && { name: file.name }) });
    if (item.alt) this.describe(item, item.alt);
    if (kept) void this.text.arrived(item.key, this.inText(item));
    this.say(kept ? this.words.sent(name) : this.words.sentFile(name));
    this.changed();
  }

  private whyNot({ name, size, type: kind }: File): string | null {
    const isPicture = PICTURE.test(kind);
    if (!isPicture && this.endings.length === 0) return this.words.notAPicture(name);
    if (!isPicture && !this.endings.includes(endingOf(name)))
      return this.words.notTaken(name, this.endings.map((ending) => ending.slice(1)).join(', '));
    const most = isPicture ? MOST_BYTES : Number(this.box.dataset.megabytes) * MB;
    return size > most ? this.words.tooLarge(name, Math.ceil((size / MB) * 10) / 10, most / MB) : null;
  }

  private refuse(item: Item, words: string, isAgain: boolean): void {
    item.fault = { words, isAgain };
    this.say(words);
    this.draw();
  }

  private remove(item: Item): void {
    item.running?.cancel();
    this.text.forget(item.key);
    if (item.kept) this.text.takeOut(item.kept.url);
    this.items = this.items.filter((one) => one !== item);
    this.changed();
  }

  /** Keeps what a picture shows, also where it stands in the text. */
  private describe(item: Item, alt: string): void {
    const before = item.kept && this.inText(item);
    item.alt = alt;
    if (!before) return;
    const at = this.area.value.indexOf(before);
    if (at >= 0) this.area.setRangeText(this.inText(item), at, at + before.length, 'preserve');
    if (item.isNamed) return this.changed();
    const body = new URLSearchParams({ alt });
    const headers = { accept: 'application/json' };
    item.saving = fetch(`/api/v1/pictures/${item.kept!.id}/alt`, { method: 'PUT', body, headers })
      .catch(() => null)
      .then(() => (item.saving = null));
    this.changed();
  }

  private inText = ({ alt, kept }: Item) => `![${alt.replace(/[[\]\\]/g, '')}](${kept!.url})`;

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
    const presses = {
      describe: (item: Item, alt: string) => this.describe(item, alt),
      again: (item: Item) => this.send(item),
      put: (item: Item) => put(this.area, block(fieldOf(this.area), this.inText(item))),
      remove: (item: Item) => this.remove(item),
    };
    render(
      this.items.map((item) => drawItem(item, this.words, presses)),
      this.list,
    );
  }
}
