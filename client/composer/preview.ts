/** How the text will look, while it is typed, once it was asked for. The server's own renderer draws it. */
import { post } from '../elements/send.ts';

const PAUSE_MS = 400;
const BROUGHT = ['pictureIds', 'fileIds'];
const POLL = ['pollQuestion', 'pollChoices', 'pollMost', 'pollEndsOn'];
const SEEN = ['space', 'title', 'parentId', 'ownAnswer', 'altIds', 'alts', ...BROUGHT, ...POLL];
/** What the server drew: the words, and what stands before and after them. */
type Drawn = { html: string; before: string; after: string };

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
    // What else is chosen and typed: pictures and files, the poll, the space.
    for (const kind of ['input', 'change']) area.form?.addEventListener(kind, () => this.later());
    area.form?.addEventListener('submit', (event) => this.onSubmit(event));
  }

  private onSubmit(event: SubmitEvent): void {
    const button = event.submitter as HTMLButtonElement | null;
    // Other buttons of that name have the whole form drawn anew.
    if (button?.name !== 'preview' || button.value !== '1') return;
    event.preventDefault();
    // Enter in a line presses a button that nobody sees: whoever types there goes on.
    this.show(button.tabIndex < 0 ? 'stay' : 'go');
  }

  /** @param then whether it comes into view, and takes the focus, too */
  show(then: 'stay' | 'look' | 'go' = 'stay'): void {
    this.isOn = true;
    this.root.toggleAttribute('data-previews', true);
    void this.draw().then(() => then !== 'stay' && this.reveal(then === 'go'));
  }

  /** On a phone it stands below a long text, where nobody saw that it is there. */
  private reveal(takesFocus: boolean): void {
    const box = this.root.querySelector<HTMLElement>('.preview');
    const heading = box?.querySelector('h2');
    if (!box || !heading) return;
    if (takesFocus) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    const { top, bottom } = box.getBoundingClientRect();
    if (top < 0 || bottom > (visualViewport?.height ?? innerHeight)) box.scrollIntoView({ block: 'start' });
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
    const asked = this.sent();
    const key = asked.toString();
    if (key === this.drawn) return;
    const mine = ++this.asked;
    const answer = await post<Drawn>('/preview', asked);
    // What was typed since is being drawn.
    if (!answer || mine !== this.asked || !this.isOn) return;
    this.drawn = key;
    const box = this.box();
    for (const beside of box.querySelectorAll(':scope > :not(h2, .prose)')) beside.remove();
    const prose = box.querySelector('.prose')!;
    prose.innerHTML = answer.html;
    prose.insertAdjacentHTML('beforebegin', answer.before);
    prose.insertAdjacentHTML('afterend', answer.after);
  }

  /** What of the form will be seen once it is posted. */
  private sent(): URLSearchParams {
    const { form, value } = this.area;
    const asked = new URLSearchParams({ body: value, at: form?.getAttribute('action') ?? '' });
    const data = form ? new FormData(form) : new FormData();
    for (const name of SEEN)
      for (const one of data.getAll(name)) if (typeof one === 'string' && one !== '') asked.append(name, one);
    // None of what may be taken out is something else than nothing said.
    for (const name of BROUGHT) if (data.has(name) && !asked.has(name)) asked.append(name, '');
    return asked;
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
