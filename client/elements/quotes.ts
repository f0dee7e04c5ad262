/** "Quote" puts the words into the form that is there already; what was typed stays. Without script it opens a form with them. */
const LINK = 'a[href*="/quote#"]';

function formOf(link: Element): HTMLTextAreaElement | null {
  // The reply that is being written comes first, then the form under the thread.
  const open = link
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

function insert(area: HTMLTextAreaElement, quote: string): void {
  const typed = area.value.trimEnd();
  area.value = typed ? `${typed}\n\n${quote}` : quote;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

export function startQuotes(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(LINK) : null;
    const area = link && formOf(link);
    if (!link || !area) return;
    event.preventDefault();
    link.closest('details')?.removeAttribute('open');
    void quoteAt(link.href.split('#')[0]!).then(
      (quote) => insert(area, quote),
      () => location.assign(link.href),
    );
  });
}
