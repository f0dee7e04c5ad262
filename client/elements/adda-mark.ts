import { html, LitElement } from 'lit';
import { languageNamed } from '../../shared/catalogue/languages.ts';
import { number as numberIn } from '../../shared/format.ts';
import { sendForm } from './send.ts';

type Marked = { kind: string; set: boolean; count: number };

/**
 * One mark on a post, set without a page load.
 *
 * Wraps the form that works without it; its button keeps the focus and tells its state by `aria-pressed`.
 * Accepting an answer moves posts about, so that form is left to load the page again.
 *
 * @slot - the form of the mark
 */
export class AddaMark extends LitElement {
  private isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('submit', (event) => void this.onSubmit(event));
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (form.action.endsWith('/accept')) return;
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    const marked = await sendForm<Marked>(form);
    this.isBusy = false;
    // Whatever went wrong, the page itself can say it best.
    if (!marked) return HTMLFormElement.prototype.submit.call(form);
    this.show(form, marked);
  }

  private show(form: HTMLFormElement, { set, count }: Marked): void {
    const button = form.querySelector('button')!;
    if (button.getAttribute('aria-pressed') !== String(set))
      [button.title, button.dataset.other] = [button.dataset.other ?? '', button.title];
    button.setAttribute('aria-pressed', String(set));
    form.querySelector<HTMLInputElement>('[name=set]')!.value = String(!set);
    let number = button.querySelector('.mark__count');
    if (!number) {
      number = document.createElement('span');
      number.className = 'mark__count';
      button.append(' ', number);
    }
    number.textContent = count > 0 ? numberIn(languageNamed(document.documentElement.lang), count) : '';
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-mark', AddaMark);
