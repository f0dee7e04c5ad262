/** "Quote" puts the words into the form that is there already, where its writer is. Without script the form is sent along. */
const QUOTE = '[data-quote], a[href*="/quote#"]';

const OPEN_FORM = '.post__foot > form:not([hidden]) textarea[name="body"]';

/** The post under which a reply stands; null for what is none. */
const aboveOf = (post: Element | null) => post?.parentElement?.closest('.post') ?? null;

const replyLinkOf = (post: Element | null) =>
  aboveOf(post) && post!.querySelector<HTMLElement>(':scope > .post__foot [data-reply]');

/** Where words of a post go that are quoted: the reply that is being written first, of a reply the one to it, then the form under the thread. */
function formOf(pressed: Element): HTMLTextAreaElement | null {
  const post = pressed.closest('.post');
  const open = () =>
    post?.querySelector<HTMLTextAreaElement>(`:scope > ${OPEN_FORM}`) ??
    (aboveOf(post) ?? post)?.querySelector<HTMLTextAreaElement>(OPEN_FORM);
  if (!open()) replyLinkOf(post)?.click();
  return open() ?? document.querySelector<HTMLTextAreaElement>('#reply textarea[name="body"]');
}

const hasForm = (pressed: Element): boolean =>
  replyLinkOf(pressed.closest('.post')) !== null || formOf(pressed) !== null;

/** The words that the server would put there. */
async function quoteAt(address: string): Promise<string> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The quote could not be had: ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector<HTMLTextAreaElement>('#reply textarea[name="body"]')?.value ?? '';
}

/** At the writer's place, on lines of its own; after all of it where they have not been there yet. */
function insert(area: HTMLTextAreaElement, quote: string): void {
  const { value, selectionEnd } = area;
  const at = selectionEnd > 0 ? selectionEnd : value.length;
  const [before, after] = [value.slice(0, at).trimEnd(), value.slice(at).trimStart()];
  const start = before ? `${before}\n\n${quote}` : quote;
  area.value = start + after;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
  area.setSelectionRange(start.length, start.length);
}

const addressOf = (pressed: HTMLElement) =>
  pressed instanceof HTMLButtonElement ? pressed.formAction : (pressed as HTMLAnchorElement).href;

/** Quotes what was selected of the post, or all of it. */
async function quote(pressed: HTMLElement, area: HTMLTextAreaElement, words: string | null): Promise<void> {
  const whole = await quoteAt(addressOf(pressed).split('#')[0]!);
  const lines = words?.split('\n').map((line) => `> ${line}`.trimEnd());
  // The line that says who wrote it, and an empty one, are the server's.
  insert(area, lines ? `${[...whole.split('\n').slice(0, 2), ...lines].join('\n')}\n\n` : whole);
}

const wordsSelectedIn = async (post: Element | null) =>
  post && getSelection()?.isCollapsed === false ? (await import('./selected.ts')).selectedIn(post) : null;

function press(pressed: HTMLElement, words: Promise<string | null>): boolean {
  const area = formOf(pressed);
  if (!area) return false;
  pressed.closest('details')?.removeAttribute('open');
  words.then((some) => quote(pressed, area, some)).catch(() => location.assign(addressOf(pressed)));
  return true;
}

/** Words that were selected in a post are quoted by a small button beside them. */
function offerSelected(): void {
  let timer = 0;
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    if (getSelection()?.isCollapsed === false) timer = window.setTimeout(() => void offer(), 300);
    else document.querySelector('.quote-selected')?.remove();
  });
}

async function offer(): Promise<void> {
  const post = getSelection()?.anchorNode?.parentElement?.closest('.post__body')?.closest('.post');
  const item = post?.querySelector<HTMLElement>(':scope > .post__foot > .post__more [data-quote]');
  if (!post || !item || !hasForm(item)) return;
  const { showButton } = await import('./selected.ts');
  showButton(post, item.textContent, (words) => press(item, Promise.resolve(words)));
}

export function startQuotes(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(QUOTE) : null;
    if (pressed && press(pressed, wordsSelectedIn(pressed.closest('.post')))) event.preventDefault();
  });
  if (document.querySelector('[data-quote]')) offerSelected();
}
