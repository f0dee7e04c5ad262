/** HTML as a value: what `html` makes is safe to put into more `html`; everything else is escaped. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
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

function draw(part: Part): string {
  if (typeof part === 'string') return escape(part);
  if (part instanceof Html) return part.text;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  let text = '';
  for (const inner of part) text += draw(inner);
  return text;
}

/** Put values into text or into quoted attributes only. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let text = strings[0]!;
  for (let i = 0; i < parts.length; i++) text += draw(parts[i]) + strings[i + 1]!;
  return new Html(text);
}

/** HTML that is known to be safe: from the renderer and sanitiser, or our own constant. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** An attribute that is there or not. */
export function when(condition: unknown, attribute: string): Html | null {
  return condition ? new Html(` ${attribute}`) : null;
}
