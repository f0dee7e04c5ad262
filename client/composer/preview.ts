/** How the text will look, while it is typed, once it was asked for. The server's own renderer draws it. */
import { post } from '../elements/send.ts';

const PAUSE_MS = 400;

export class Preview {
  private timer = 0;
  private asked = 0;
  private drawn: string | null = null;
  isOn: boolean;

  private root: HTMLElement;
  private area: HTMLTextAreaElement;
  private heading: string;

  /** @param heading what stands above it */
  constructor(root: HTMLElement, area: HTMLTextAreaElement, heading: string) {
    this.root = root;
    this.area = area;
    this.heading = heading;
    this.isOn = root.querySelector('.preview') !== null;
    area.addEventListener('input', () => this.later());
    area.form?.addEventListener(
      'input',
      ({ target }) => (target as HTMLElement).closest('.poll-fields') && this.later(),
    );
    area.form?.addEventListener('submit', (event) => this.onSubmit(event));
  }

  private onSubmit(event: SubmitEvent): void {
    const button = event.submitter as HTMLButtonElement | null;
    // Other buttons of that name have the whole form drawn anew.
    if (button?.name !== 'preview' || button.value !== '1') return;
    event.preventDefault();
    this.show();
  }

  show(): void {
    this.isOn = true;
    this.root.toggleAttribute('data-previews', true);
    void this.draw();
  }

  hide(): void {
    this.isOn = false;
    this.root.toggleAttribute('data-previews', false);
    this.root.querySelector('.preview')?.remove();
    this.drawn = null;
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.isOn) this.timer = window.setTimeout(() => void this.draw(), PAUSE_MS);
  }

  private async draw(): Promise<void> {
    const { value: body, form } = this.area;
    const space = form?.querySelector<HTMLSelectElement>('[name="space"]')?.value ?? '';
    const at = form?.getAttribute('action') ?? '';
    const key = JSON.stringify([body, space]);
    if (key === this.drawn) return this.drawPoll();
    const mine = ++this.asked;
    const answer = await post<{ html: string }>('/preview', new URLSearchParams({ body, space, at }));
    // What was typed since is being drawn.
    if (!answer || mine !== this.asked || !this.isOn) return;
    this.drawn = key;
    this.box().querySelector('.prose')!.innerHTML = answer.html;
    this.drawPoll();
  }

  /** The poll that goes with it: a question, and what one will choose among. */
  private drawPoll(): void {
    const read = (name: string) =>
      this.area.form?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value.trim() ?? '';
    const box = this.box();
    box.querySelector('.poll')?.remove();
    const question = read('pollQuestion');
    if (question === '') return;
    const made = (tag: string, className: string, text = '') =>
      Object.assign(document.createElement(tag), { className, textContent: text, dir: 'auto' });
    const poll = made('div', 'poll');
    const choices = made('ul', 'poll__choices');
    for (const line of read('pollChoices').split('\n')) if (line.trim()) choices.append(made('li', '', line.trim()));
    poll.append(made('p', 'poll__question', question), choices);
    box.append(poll);
  }

  private box(): HTMLElement {
    const found = this.root.querySelector<HTMLElement>('.preview');
    if (found?.querySelector('.prose')) return found;
    found?.remove();
    const box = document.createElement('section');
    box.className = 'preview';
    box.setAttribute('aria-label', this.heading);
    const heading = document.createElement('h2');
    heading.textContent = this.heading;
    const prose = document.createElement('div');
    prose.className = 'prose';
    prose.dir = 'auto';
    box.append(heading, prose);
    // The buttons of the whole screen stand below both.
    this.root.insertBefore(box, this.root.querySelector(':scope > .full-buttons'));
    return box;
  }
}
