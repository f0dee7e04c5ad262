/**
 * Votes where the poll stands: nothing else of the page moves, the focus stays at the poll, and what was done is said.
 * The server draws the poll anew, as it does without a script; what it refuses is drawn beside the choices.
 */
let said: HTMLElement | null = null;

/** One place that is read out, and is there before anything is said in it. */
function say(text: string): void {
  if (!said) {
    said = document.createElement('p');
    said.className = 'visually-hidden';
    said.setAttribute('role', 'status');
    document.body.append(said);
  }
  said.textContent = text;
}

/** The poll of this name on a page. */
const pollOn = (page: ParentNode, id: string): HTMLElement | null =>
  page.querySelector(`#${id}`)?.closest<HTMLElement>('.poll') ?? null;

function focusIn(poll: HTMLElement, isRefused: boolean): void {
  const choice = poll.querySelector<HTMLElement>('.poll__ballot input:checked, .poll__ballot input');
  const next = isRefused ? choice : poll.querySelector<HTMLElement>('details > summary');
  (next ?? poll.querySelector<HTMLElement>('.poll__question'))?.focus({ preventScroll: true });
}

/** @param pressed the button, which may take the vote back @returns whether it could be done here */
async function voteIn(form: HTMLFormElement, pressed: HTMLElement | null): Promise<boolean> {
  const old = form.closest<HTMLElement>('.poll');
  const id = old?.querySelector('.poll__question')?.id;
  if (!old || !id) return false;
  const body = new URLSearchParams([...new FormData(form, pressed)].map(([name, value]) => [name, String(value)]));
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } }).catch(
    () => null,
  );
  const isHtml = response?.headers.get('content-type')?.includes('html') ?? false;
  const page = isHtml ? new DOMParser().parseFromString(await response!.text(), 'text/html') : null;
  const fresh = page && pollOn(page, id);
  if (!page || !fresh) return false;
  old.replaceWith(fresh);
  const fault = fresh.querySelector('.field__error')?.textContent.trim();
  const done = page.querySelector('main .notice')?.textContent.trim();
  const standing = [...fresh.querySelectorAll('.poll__results > li')].map((one) =>
    one.textContent.replace(/\s+/g, ' ').trim(),
  );
  say(fault ?? [done, ...standing].filter(Boolean).join(' '));
  focusIn(fresh, fault !== undefined);
  return true;
}

const busy = new WeakSet<HTMLFormElement>();

/** Takes a vote that is about to be sent. */
export async function takeVote(form: HTMLFormElement, pressed: HTMLElement | null): Promise<void> {
  if (busy.has(form)) return;
  busy.add(form);
  const isDone = await voteIn(form, pressed);
  busy.delete(form);
  if (isDone) return;
  // The page itself can say best what went wrong.
  if (pressed instanceof HTMLButtonElement && pressed.name) {
    const named = Object.assign(document.createElement('input'), {
      type: 'hidden',
      name: pressed.name,
      value: pressed.value,
    });
    form.append(named);
  }
  HTMLFormElement.prototype.submit.call(form);
}
