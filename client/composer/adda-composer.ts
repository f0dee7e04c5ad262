import '../styles/composer.css';
import './adda-drafts.ts';
import { draftKey, safely } from '../elements/draft-keys.ts';
import { startCompletion } from './completion.ts';
import { Drafts } from './drafts.ts';
import { goOn } from './edits.ts';
import { fieldOf, put } from './field.ts';
import { FullScreen } from './full-screen.ts';
import { isPressed } from './keys.ts';
import { startPasting } from './paste.ts';
import { Pictures } from './pictures.ts';
import { Preview } from './preview.ts';
import { names, type Source, SOURCES, tagNames } from './sources.ts';
import { fillToolbar, textTools, type Tool } from './toolbar.ts';
import { loadWords, type Words } from './words.ts';

/**
 * The box in which a post is written, made pleasant: a toolbar with keys, completion, lists that go on, rich text that is
 * pasted, a preview, the whole screen. It loads when somebody begins to write; without it the form works as it stands.
 *
 * @slot - the text field, and the preview that the server drew
 */
export class AddaComposer extends HTMLElement {
  private area!: HTMLTextAreaElement;
  private preview!: Preview;
  private full!: FullScreen;
  private pictures: Pictures | null = null;
  private tools: Tool[] = [];

  connectedCallback(): void {
    if (this.dataset.isReady !== undefined) return;
    this.dataset.isReady = '';
    void this.start();
  }

  private async start(): Promise<void> {
    const words = await loadWords();
    await Pictures.atRest(this.closest('form'));
    this.begin(words);
  }

  private begin(words: Words): void {
    this.area = this.querySelector('textarea')!;
    this.preview = new Preview(this, this.area, words.preview);
    this.full = new FullScreen(this, (isOn) => this.onFull(isOn, words));
    this.pictures = Pictures.of(this.area, words);
    this.tools = [...textTools(this.area, words), ...this.viewTools(words)];
    const { pictures } = this;
    const form = this.area.form!;
    // What a draft keeps of the form is other then.
    if (pictures) pictures.onChange = () => form.dispatchEvent(new Event('change'));
    // Beside the link.
    if (pictures)
      this.tools.splice(3, 0, {
        ...{ name: 'picture', words: words.picture, icon: 'picture' },
        press: () => pictures.choose(),
      });
    fillToolbar(this.querySelector('.toolbar')!, this.tools, this.area, words);
    this.showPressed();
    startCompletion(this.area, SOURCES);
    this.completeLine('to', names);
    this.completeLine('tags', tagNames);
    startPasting(this.area);
    void Drafts.of(this, this.area, words, pictures && ((kept, files) => pictures.bring(kept, files)));
    this.area.addEventListener('keydown', (event) => this.onKey(event));
    this.addEventListener('keydown', (event) => this.onEscape(event));
  }

  private completeLine(name: string, source: Source): void {
    const line = this.area.form?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (line) startCompletion(line, [source]);
  }

  private viewTools(words: Words): Tool[] {
    return [
      {
        ...{ name: 'preview', words: words.togglePreview, icon: 'preview', keys: 'Shift+KeyP', stays: true },
        press: () => this.togglePreview(),
      },
      { ...{ name: 'full', words: words.full, icon: 'full', stays: true }, press: () => this.toggleFull() },
    ];
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const tool = this.tools.find(({ keys }) => keys && isPressed(event, keys));
    const edit =
      event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey ? goOn(fieldOf(this.area)) : null;
    if (tool) tool.press();
    else if (edit) put(this.area, edit);
    else if (isPressed(event, 'Enter')) this.ownButton()?.click();
    else return;
    event.preventDefault();
  }

  private onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.full.isOn) return;
    event.preventDefault();
    this.toggleFull();
  }

  private togglePreview(): void {
    if (this.preview.isOn) this.preview.hide();
    else this.preview.show('look');
    this.showPressed();
  }

  private toggleFull(): void {
    this.full.toggle();
    this.area.focus();
  }

  private onFull(isOn: boolean, words: Words): void {
    const button = this.querySelector<HTMLElement>('[data-tool="full"]')!;
    button.setAttribute('aria-label', isOn ? words.leaveFull : words.full);
    button.title = isOn ? words.leaveFull : words.full;
    // Beside a text that fills a wide screen there is room for it.
    if (isOn && !this.preview.isOn && matchMedia('(min-width: 60rem)').matches) this.preview.show();
    this.showButtons(isOn, words);
    this.showPressed();
  }

  /** Those of the form are covered by it. */
  private showButtons(isOn: boolean, words: Words): void {
    this.querySelector('.full-buttons')?.remove();
    const own = this.ownButton();
    if (!isOn || !own) return;
    const row = document.createElement('p');
    row.className = 'buttons full-buttons';
    const post = document.createElement('button');
    const leave = document.createElement('button');
    for (const button of [post, leave]) button.type = 'button';
    post.className = 'button button--primary';
    leave.className = 'button button--quiet';
    post.textContent = own.textContent;
    leave.textContent = words.leaveFull;
    post.addEventListener('click', () => (this.full.leave(), own.click()));
    leave.addEventListener('click', () => this.toggleFull());
    row.append(post, leave);
    this.append(row);
  }

  private ownButton(): HTMLButtonElement | null {
    return this.area.form?.querySelector<HTMLButtonElement>(':scope > .buttons > .button') ?? null;
  }

  private showPressed(): void {
    const pressed = { preview: this.preview.isOn, full: this.full.isOn };
    for (const [name, isOn] of Object.entries(pressed))
      this.querySelector(`[data-tool="${name}"]`)!.setAttribute('aria-pressed', String(isOn));
  }
}

customElements.define('adda-composer', AddaComposer);

// A reply that this browser keeps has no form until it is opened.
const template = document.querySelector<HTMLTemplateElement>('#reply-form');
const account = template?.content.querySelector<HTMLElement>('adda-composer')?.dataset.account;
for (const link of account ? document.querySelectorAll<HTMLElement>('[data-reply]') : []) {
  const kept = safely(() => localStorage.getItem(draftKey(account!, `reply:${link.dataset.reply}`)));
  if (!kept || link.getAttribute('aria-expanded') === 'true') continue;
  link.dataset.isKept = '';
  link.click();
}
