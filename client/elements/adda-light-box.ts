import '../styles/light-box.css';
import { html, LitElement, nothing } from 'lit';
import type { lightBox } from '../../shared/catalogue/en/light-box.ts';

type Words = (typeof lightBox)['lightBox'];
type Item = { link: HTMLAnchorElement; src: string; words: string; width: number; height: number };

const FILES = import.meta.glob<{ lightBox: { lightBox: Words } }>('../../shared/catalogue/*/light-box.ts');

async function loadWords(): Promise<Words> {
  const of = (language: string) => FILES[`../../shared/catalogue/${language}/light-box.ts`];
  const file = of(document.documentElement.lang) ?? of('en')!;
  return (await file()).lightBox.lightBox;
}

/** The drawings that the page has already. */
const sprite = (): string => document.querySelector('svg use')?.getAttribute('href')?.split('#')[0] ?? '';

function itemOf(link: HTMLAnchorElement): Item {
  const image = link.querySelector('img')!;
  return { link, src: link.href, words: image.alt, width: image.width, height: image.height };
}

/**
 * The pictures of a post on the whole screen, one at a time, by pointer and by keys: arrows, Home, End, Escape. It loads
 * when somebody presses a picture; without it the press leads to the picture.
 */
export class AddaLightBox extends LitElement {
  static override properties = { at: { state: true }, isBroken: { state: true } };
  declare private at: number;
  declare private isBroken: boolean;
  private items: Item[] = [];
  private words: Words | null = null;

  constructor() {
    super();
    this.at = 0;
    this.isBroken = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  /** Shows a picture, among those of the same post. */
  async open(pressed: HTMLAnchorElement): Promise<void> {
    this.words = await loadWords();
    const links = pressed.closest('article')?.querySelectorAll<HTMLAnchorElement>('.picture__open');
    // Those of replies stand within the article of what they reply to.
    const own = [...(links ?? [])].filter((link) => link.closest('article') === pressed.closest('article'));
    this.items = (own.length > 0 ? own : [pressed]).map(itemOf);
    this.go(this.items.findIndex(({ link }) => link === pressed));
    this.requestUpdate();
    await this.updateComplete;
    this.dialog.showModal();
    // Back closes it, and leaves nobody elsewhere.
    history.pushState({ lightBox: true }, '');
    addEventListener('popstate', () => this.dialog.close(), { once: true });
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  private go(to: number): void {
    this.at = (to + this.items.length) % this.items.length;
    this.isBroken = false;
    for (const near of [this.at - 1, this.at + 1]) {
      const item = this.items.at(near % this.items.length);
      if (item) new Image().src = item.src;
    }
  }

  private onKey(event: KeyboardEvent): void {
    // The page's own keys are not meant here.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isFromRight = getComputedStyle(this).direction === 'rtl';
    const step = { ArrowRight: isFromRight ? -1 : 1, ArrowLeft: isFromRight ? 1 : -1 }[event.key];
    if (step) this.go(this.at + step);
    else if (event.key === 'Home') this.go(0);
    else if (event.key === 'End') this.go(this.items.length - 1);
    else return;
    event.preventDefault();
  }

  private onClosed(): void {
    if ((history.state as { lightBox?: boolean } | null)?.lightBox) history.back();
    const { link } = this.items[this.at]!;
    link.focus();
  }

  private button(name: 'prev' | 'next' | 'close', words: string, press: () => void) {
    return html`<button type="button" class="light-box__${name}" title=${words} aria-label=${words} @click=${press}>
      <svg class=${name === 'close' ? 'icon' : 'icon icon--flip'} aria-hidden="true"><use href="${sprite()}#i-${name}"></use></svg>
    </button>`;
  }

  protected override render() {
    const { words, items } = this;
    const item = items[this.at];
    if (!item || !words) return nothing;
    const isMany = items.length > 1;
    const beside = (event: Event) => event.target === event.currentTarget && this.dialog.close();
    return html`<dialog class="light-box" aria-label=${words.title} @keydown=${this.onKey} @close=${this.onClosed} @click=${beside}>
      ${this.button('close', words.close, () => this.dialog.close())}
      <figure @click=${beside}>
        <img src=${item.src} alt=${item.words} width=${item.width} height=${item.height} dir="auto"
          ?hidden=${this.isBroken} @error=${() => (this.isBroken = true)} />
        <figcaption aria-live="polite">
          ${this.isBroken ? html`<p>${words.notLoaded}</p>` : nothing}
          <p dir="auto">${item.words}</p>
          ${isMany ? html`<p class="light-box__place">${words.place(this.at + 1, items.length)}</p>` : nothing}
        </figcaption>
      </figure>
      ${isMany ? this.button('prev', words.previous, () => this.go(this.at - 1)) : nothing}
      ${isMany ? this.button('next', words.next, () => this.go(this.at + 1)) : nothing}
    </dialog>`;
  }
}

customElements.define('adda-light-box', AddaLightBox);
