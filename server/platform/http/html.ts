/** HTML as a value: what `html` makes is safe to put into more `html`; everything else is escaped. */

/**
 * A long text stays in pieces: made into one, a page is a string that no longer fits among what is short-lived, and one
 * letter beyond Latin-1 in it makes all of it twice as wide. Joining it took longer than drawing it.
 */
const PIECE_LENGTH = 12_000;

/** A piece of text, or one that is kept in another form (`packed.ts`). */
export type Piece = string | { readonly text: string };

export const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

export class Html {
  /** What it says, in turn; never empty. */
  readonly pieces: readonly Piece[];
  constructor(pieces: string | readonly Piece[]) {
    this.pieces = typeof pieces === 'string' ? [pieces] : pieces;
  }
  get text(): string {
    return this.pieces.length === 1 ? textOf(this.pieces[0]!) : this.pieces.map(textOf).join('');
  }
  toString(): string {
    return this.text;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

const SPECIAL = /[&<>"']/;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!) : text;
}

/** What is drawn so far: whole pieces, and the one that is still added to. */
class Drawing {
  pieces: Piece[] | null = null;
  text: string;
  constructor(text: string) {
    this.text = text;
  }
  add(part: Part): void {
    if (typeof part === 'string') this.text += escape(part);
    else if (part instanceof Html) this.addHtml(part);
    else if (typeof part === 'number') this.text += part;
    else if (part) for (const inner of part) this.add(inner);
  }
  private addHtml({ pieces }: Html): void {
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      if (i > 0 || typeof piece !== 'string') this.end();
      if (typeof piece === 'string') this.text += piece;
      else this.pieces!.push(piece);
    }
    if (this.text.length > PIECE_LENGTH) this.end();
  }
  private end(): void {
    (this.pieces ??= []).push(this.text);
    this.text = '';
  }
  html(): Html {
    return new Html(this.pieces ? [...this.pieces, this.text] : this.text);
  }
}

/** Put values into text or into quoted attributes only. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const drawing = new Drawing(strings[0]!);
  for (let i = 0; i < parts.length; i++) {
    drawing.add(parts[i]);
    drawing.text += strings[i + 1]!;
  }
  return drawing.html();
}

/** HTML that is known to be safe: from the renderer and sanitiser, or our own constant. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** An attribute that is there or not. */
export function when(condition: unknown, attribute: string): Html | null {
  return condition ? new Html(` ${attribute}`) : null;
}
