import '../styles/search-box.css';
import { html, LitElement, nothing } from 'lit';
import { searchesKey } from './draft-keys.ts';

type Named = { name: string; url: string };
type Found = {
  threads: { title: string; url: string; space: string }[];
  people: Named[];
  spaces: Named[];
  completions: { query: string; shown: string }[];
};
const NOTHING: Found = { threads: [], people: [], spaces: [], completions: [] };
type Option = { id: string; text: string; what?: string; choose(): void };

const PAUSE_MS = 120;
const ENOUGH_LETTERS = 2;
const KEPT = 5;

function recent(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, KEPT) : [];
  } catch {
    // Where nothing may be kept, nothing is.
    return [];
  }
}

function keep(key: string, list: string[]): void {
  try {
    if (list.length > 0) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
  } catch {
    // It is only a help.
  }
}

/**
 * Under the box in the head: threads, people and spaces that are called what is typed, how an operator may go on, and
 * before anything is typed what was looked for in this browser. The box keeps the focus; arrows choose, Enter goes there, Escape closes.
 */
export class AddaSearchBox extends LitElement {
  static override properties = {
    found: { state: true },
    isOpen: { state: true },
    at: { state: true },
    isAsked: { state: true },
  };
  declare private found: Found;
  declare private isOpen: boolean;
  declare private isAsked: boolean;
  declare private at: number;
  private timer = 0;
  private asked = 0;
  private form!: HTMLFormElement;
  private input!: HTMLInputElement;
  /** In this browser only, and for whoever is signed in. */
  private key = '';

  constructor() {
    super();
    this.found = NOTHING;
    this.isOpen = false;
    this.isAsked = false;
    this.at = -1;
  }

  /** Its list belongs to the box of the page, which names it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.form = this.closest('form')!;
    this.input = this.form.querySelector('input[type="search"]')!;
    this.key = searchesKey(this.form.dataset.account ?? '');
    const { input, form } = this;
    input.role = 'combobox';
    input.autocomplete = 'off';
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', 'search-suggestions');
    input.addEventListener('input', () => this.type());
    input.addEventListener('focus', () => (this.isOpen = true));
    input.addEventListener('keydown', (event) => this.onKey(event));
    form.addEventListener('focusout', ({ relatedTarget }) => {
      if (!form.contains(relatedTarget as Node | null)) this.isOpen = false;
    });
    form.addEventListener('submit', () => {
      const query = input.value.trim();
      if (query) keep(this.key, [query, ...recent(this.key).filter((one) => one !== query)].slice(0, KEPT));
    });
    this.isOpen = document.activeElement === input;
    this.type();
  }

  private type(): void {
    clearTimeout(this.timer);
    this.isOpen = document.activeElement === this.input;
    this.at = -1;
    if (this.input.value.trim().length < ENOUGH_LETTERS) {
      this.asked++;
      [this.found, this.isAsked] = [NOTHING, false];
    } else this.timer = window.setTimeout(() => void this.look(), PAUSE_MS);
  }

  private async look(): Promise<void> {
    const mine = ++this.asked;
    const query = new URLSearchParams({ q: this.input.value });
    const response = await fetch(`/api/v1/search/threads?${query}`).catch(() => null);
    // What was typed since has asked again.
    if (mine !== this.asked || !response?.ok) return;
    this.found = (await response.json()) as Found;
    [this.isAsked, this.at] = [true, -1];
  }

  private search(query: string): void {
    this.input.value = query;
    this.form.requestSubmit();
  }

  /** Goes on typing for whoever chose how. */
  private complete(query: string): void {
    this.input.value = `${query} `;
    this.type();
  }

  private get options(): Option[] {
    const { all = '', forget = '', person = '', space: spaceWord = '' } = this.form.dataset;
    if (this.input.value.trim() === '') {
      const kept = recent(this.key);
      const list = kept.map((text, i) => ({ id: `search-recent-${i}`, text, choose: () => this.search(text) }));
      if (kept.length === 0) return [];
      const drop = () => {
        keep(this.key, []);
        this.requestUpdate();
      };
      return [...list, { id: 'search-forget', text: forget, what: ' ', choose: drop }];
    }
    const go = (text: string, what: string, url: string) => ({ text, what, choose: () => location.assign(url) });
    const { completions, people, spaces, threads } = this.found;
    const found = [
      ...people.map(({ name, url }) => go(name, person, url)),
      ...completions.map(({ query, shown }) => ({ text: shown, what: query, choose: () => this.complete(query) })),
      ...spaces.map(({ name, url }) => go(name, spaceWord, url)),
      ...threads.map(({ title, url, space }) => go(title, space, url)),
    ].map((option, i) => ({ ...option, id: `search-option-${i}` }));
    return this.isAsked
      ? [...found, { id: 'search-all', text: all, what: ' ', choose: () => this.form.requestSubmit() }]
      : found;
  }

  private onKey(event: KeyboardEvent): void {
    const { options } = this;
    if (event.isComposing || options.length === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      // The box itself is one of the places.
      const places = options.length + 1;
      this.at = this.isOpen ? ((this.at + 1 + step + places) % places) - 1 : step > 0 ? 0 : options.length - 1;
      this.isOpen = true;
    } else if (event.key === 'Escape' && this.isOpen) [this.isOpen, this.at] = [false, -1];
    else if (event.key === 'Enter' && this.isOpen && this.at >= 0) options[this.at]!.choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override updated(): void {
    const { options, input } = this;
    input.ariaExpanded = String(this.isOpen && options.length > 0);
    const chosen = this.isOpen ? options[this.at] : undefined;
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
  }

  override render() {
    const { options } = this;
    const { suggestions = '', recent: lately = '', none = '' } = this.form.dataset;
    if (!this.isOpen || options.length === 0) return nothing;
    const isTyped = this.input.value.trim() !== '';
    const heading = isTyped ? (options.length <= 1 ? none : '') : lately;
    return html`<div class="search-box">
      ${heading ? html`<p class="search-box__head" role="status">${heading}</p>` : nothing}
      <ul id="search-suggestions" role="listbox" aria-label=${suggestions}>
        ${options.map(
          ({ id, text, what, choose }, i) => html`<li id=${id} role="option" aria-selected=${String(i === this.at)}
            class=${what === ' ' ? 'search-box__more' : ''}
            @pointerdown=${(event: Event) => event.preventDefault()} @click=${choose}>
            <span dir="auto">${text}</span>${what?.trim() ? html` <small dir="auto">${what}</small>` : nothing}</li>`,
        )}
      </ul>
    </div>`;
  }
}

customElements.define('adda-search-box', AddaSearchBox);
