/** Pictures within the text: where one that is on its way will stand, how it is put there, and taken out again. */
import { block } from './edits.ts';
import { fieldOf, put } from './field.ts';

/** Where a place of one text is in the text that it became: words put right before it stay behind it. */
export function movedPlace(place: number, before: string, after: string): number {
  const least = Math.min(before.length, after.length);
  let same = 0;
  while (same < least && before[same] === after[same]) same++;
  if (place <= same) return place;
  let end = 0;
  while (end < least - same && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return place >= before.length - end ? place + after.length - before.length : after.length - end;
}

/** Words about a picture are no longer: the same as those that the server takes. */
export const ALT_LETTERS = 300;
const special = /[.*+?^${}()|[\]\\]/g;

/** Where a picture stands in a text, with the empty lines after it where it has a line of its own; last first. */
export function placesOf(url: string, text: string): { from: number; to: number }[] {
  const picture = new RegExp(
    `!\\[[^\\]]{0,${ALT_LETTERS}}\\]\\(${url.replace(special, '\\$&')}(?: "[^"\\n]*")?\\)`,
    'g',
  );
  return [...text.matchAll(picture)].reverse().map(({ index: from, 0: whole }) => {
    const to = from + whole.length;
    const isAlone = (from === 0 || text[from - 1] === '\n') && (to === text.length || text[to] === '\n');
    return { from, to: isAlone ? to + /^\n{0,2}/.exec(text.slice(to, to + 2))![0].length : to };
  });
}

/** A picture is known by a key here; those that came first have lower ones. */
export class PicturesInText {
  private area: HTMLTextAreaElement;
  private value: string;
  private places = new Map<number, number>();
  private isOwn = false;
  private isComposing = false;

  constructor(area: HTMLTextAreaElement) {
    this.area = area;
    this.value = area.value;
    area.addEventListener('input', () => !this.isOwn && this.move());
    area.addEventListener('compositionstart', () => (this.isComposing = true));
    area.addEventListener('compositionend', () => (this.isComposing = false));
  }

  private move(): void {
    const { value } = this.area;
    if (this.places.size > 0 && value !== this.value)
      for (const [key, place] of this.places) this.places.set(key, movedPlace(place, this.value, value));
    this.value = value;
  }

  /** A picture is on its way that is to stand where the writer is now. */
  expect(key: number): void {
    this.move();
    const { area } = this;
    const isUntouched = document.activeElement !== area && area.selectionEnd === 0;
    this.places.set(key, isUntouched ? area.value.length : area.selectionEnd);
  }

  /** It does not come. */
  forget(key: number): void {
    this.places.delete(key);
  }

  /** Puts a picture where it was waited for; nowhere when it was not. */
  async arrived(key: number, words: string): Promise<void> {
    // A word that an input method is still making would be torn.
    while (this.isComposing && this.places.has(key))
      await new Promise((resolve) => this.area.addEventListener('compositionend', resolve, { once: true }));
    this.move();
    const place = this.places.get(key);
    if (place === undefined) return;
    this.places.delete(key);
    const { from, to, text } = block({ ...fieldOf(this.area), start: place, end: place }, words);
    const others = [...this.places].map(([other, at]) => ({
      other,
      at,
      isBefore: at < from || (at === from && other < key),
    }));
    this.change(from, to, text);
    for (const { other, at, isBefore } of others) this.places.set(other, isBefore ? at : at + text.length);
  }

  /** Takes a picture out of the text, wherever it stands. */
  takeOut(url: string): void {
    for (const { from, to } of placesOf(url, this.area.value)) this.change(from, to, '');
  }

  /** Whoever writes goes on where they are. */
  private change(from: number, to: number, text: string): void {
    const { area } = this;
    const { selectionStart, selectionEnd } = area;
    const stays = (place: number) => {
      if (place < from) return place;
      return place <= to ? from + text.length : place + text.length - (to - from);
    };
    const edit = { from, to, text, start: stays(selectionStart), end: stays(selectionEnd) };
    this.isOwn = true;
    if (document.activeElement === area) put(area, edit);
    else {
      area.setRangeText(text, from, to, 'preserve');
      area.setSelectionRange(edit.start, edit.end);
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.isOwn = false;
    this.value = area.value;
  }
}
