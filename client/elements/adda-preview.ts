import { html, LitElement } from 'lit';
import { post } from './send.ts';

const PAUSE_MS = 400;

/**
 * Shows how a text will look, while it is typed, once its form's "Preview" was pressed.
 * The server's own renderer draws it, so that what one sees is what one gets.
 *
 * @slot - the text field, and the preview that the server drew
 */
export class AddaPreview extends LitElement {
  private timer = 0;
  private isOn = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.isOn = this.querySelector('.preview') !== null;
    this.addEventListener('input', () => this.later());
    this.closest('form')?.addEventListener('submit', (event) => this.onSubmit(event));
  }

  private onSubmit(event: SubmitEvent): void {
    const button = event.submitter as HTMLButtonElement | null;
    // Other buttons of that name have the whole form drawn anew.
    if (button?.name !== 'preview' || button.value !== '1') return;
    event.preventDefault();
    this.isOn = true;
    void this.draw(button.textContent);
  }

  private later(): void {
    if (!this.isOn) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.draw(), PAUSE_MS);
  }

  private async draw(title?: string): Promise<void> {
    const text = this.querySelector('textarea')!.value;
    const form = this.closest('form');
    const space = form?.querySelector<HTMLSelectElement>('[name="space"]')?.value ?? '';
    const at = form?.getAttribute('action') ?? '';
    const drawn = await post<{ html: string }>('/preview', new URLSearchParams({ body: text, space, at }));
    if (!drawn) return;
    this.box(title).querySelector('.prose')!.innerHTML = drawn.html;
  }

  private box(title = ''): HTMLElement {
    const found = this.querySelector<HTMLElement>('.preview');
    if (found?.querySelector('.prose')) return found;
    found?.remove();
    const box = document.createElement('section');
    box.className = 'preview';
    box.setAttribute('aria-live', 'polite');
    const heading = document.createElement('h2');
    heading.textContent = title;
    const prose = document.createElement('div');
    prose.className = 'prose';
    box.append(heading, prose);
    this.append(box);
    return box;
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-preview', AddaPreview);
