/** "Quote" puts the words into the form that is there already, where its writer is. Without script the form is sent along. */
const QUOTE = '[data-quote], a[href*="/quote#"]';

function formOf(pressed: Element): HTMLTextAreaElement | null {
  // The reply that is being written comes first, then the form under the thread.
  const open = pressed
    .closest('.post')
    ?.querySelector<HTMLTextAreaElement>('.post__foot form:not([hidden]) textarea[name="body"]');
  return open ?? document.querySelector<HTMLTextAreaElement>('#reply textarea[name="body"]');
}

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

export function startQuotes(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(QUOTE) : null;
    const area = pressed && formOf(pressed);
    if (!pressed || !area) return;
    event.preventDefault();
    pressed.closest('details')?.removeAttribute('open');
    const address = addressOf(pressed);
    void quoteAt(address.split('#')[0]!).then(
      (quote) => insert(area, quote),
      () => location.assign(address),
    );
  });
}
