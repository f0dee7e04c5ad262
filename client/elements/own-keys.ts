/** Keys that a page gives to what stands on it, one or several: of the row that has the focus, or else of its only or first one. */

function ownOf(key: string): HTMLElement | null {
  if (!/^[a-z]$/.test(key)) return null;
  let within: Element | null =
    document.activeElement?.closest('[data-keys]') ?? document.querySelector('main [data-keys]');
  // What the row does not have, the list around it may.
  for (; within; within = within.parentElement?.closest('[data-keys]') ?? null) {
    const own = within.querySelector<HTMLElement>(`[data-key~="${key}"]`);
    if (own) return own;
  }
  return null;
}

/** Presses what has this key: links, buttons and boxes as if clicked; of anything else the field, or itself, gets the focus. */
export function pressOwn(key: string): boolean {
  const own = ownOf(key);
  if (!own) return false;
  if (own.matches('a, button, summary, [type="checkbox"]')) own.click();
  else (own.querySelector<HTMLElement>('input, textarea') ?? own).focus();
  return true;
}

/** Without script there are no keys, and no list of them. */
export function showOwn(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-key-list]')) list.hidden = false;
}
