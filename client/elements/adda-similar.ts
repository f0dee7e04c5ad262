import { html, LitElement, nothing, render } from 'lit';

const PAUSE_MS = 350;
const ENOUGH_LETTERS = 8;
const SHOWN = 5;

type Hit = { title: string; url: string; number: number };

/**
 * While a title is typed, shows threads that may answer already.
 *
 * @slot - the title's field
 * @attr heading - the words above the list
 */
export class AddaSimilar extends LitElement {
  private timer = 0;
  private list = document.createElement('div');

  override connectedCallback(): void {
    super.connectedCallback();
    this.list.setAttribute('aria-live', 'polite');
    this.append(this.list);
    // What is dictated, or filled in, may say only that it changed.
    for (const kind of ['input', 'change'])
      this.addEventListener(kind, () => {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.look(), PAUSE_MS);
      });
  }

  private async look(): Promise<void> {
    const title = this.querySelector('input')!.value.trim();
    if (title.length < ENOUGH_LETTERS) return this.show([]);
    try {
      const response = await fetch(`/api/v1/search?${new URLSearchParams({ q: title, like: 'true' })}`);
      if (response.ok) this.show(((await response.json()) as { hits: Hit[] }).hits);
    } catch {
      // It is only a help; without it one asks as well.
    }
  }

  private show(hits: Hit[]): void {
    const threads = new Map(hits.map((hit) => [hit.title, hit]));
    const first = [...threads.values()].slice(0, SHOWN);
    const list = first.map((hit) => html`<li><a href=${hit.url}>${hit.title}</a></li>`);
    render(
      first.length === 0
        ? nothing
        : html`<p class="field__hint">${this.getAttribute('heading')}</p><ul class="similar">${list}</ul>`,
      this.list,
    );
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-similar', AddaSimilar);
