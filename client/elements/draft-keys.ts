/** Texts that this browser keeps until the server has them, and what was looked for: of one account, and gone with it. */

const PREFIX = 'adda:draft:';
const SEARCHES = 'adda:searches';
const SENT = 'adda:sent';
const POSTED = 'adda:posted';
const ERASING = 'adda:erasing';
/** Says on the page that nothing is kept here from now on. */
export const SIGNED_OUT = 'adda:signed-out';

export const draftKey = (account: string, place: string): string => `${PREFIX}${account}:${place}`;

/** @param account empty for visitors */
export const searchesKey = (account: string): string => `${SEARCHES}:${account}`;

/** Storage may be forbidden, or full: then the server alone keeps them. */
export function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const keysOf = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX));

/** What is kept here under keys that begin so. */
export const localsOf = <T>(prefix: string): [string, T][] =>
  safely(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key): [string, T] => [key, JSON.parse(localStorage.getItem(key)!) as T]),
  ) ?? [];

type Sent = [key: string, action: string, text: string];

/** Notes which text was just sent, from which form, and what it says. */
export const noteSent = (...sent: Sent) => safely(() => sessionStorage.setItem(SENT, JSON.stringify(sent)));

/** What was sent from a form that came back: where the session ended that page is nobody's, and knows of no text that is kept. */
let cameBack: Sent | null = null;

/** A text is kept no longer once its post stands: then the next page is a thread, a conversation or the list of what waits, and not its form again. */
function forgetSent(): void {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent === null) return;
  const [key, action, text] = JSON.parse(sent) as Sent;
  if (location.pathname === action) cameBack = [key, action, text];
  else if (
    /^\/(?:t\/\d+\/[^/]+|messages\/\d+$|drafts$)/.test(location.pathname) &&
    !document.getElementById('errors')
  ) {
    localStorage.removeItem(key);
    sessionStorage.setItem(POSTED, text);
  }
}

/** On the way back a browser fills the form with what was in it; what stands as a post by now would be written twice. */
function emptyPosted(): void {
  const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const posted = sessionStorage.getItem(POSTED);
  if (way?.type !== 'back_forward' || posted === null) return;
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[name="body"]'))
    if (area.value === posted && area.value !== area.defaultValue) area.value = area.defaultValue;
}

/** What is sent from there once more is the same text. */
function noteAgain({ target, submitter, defaultPrevented }: SubmitEvent): void {
  if (!cameBack || defaultPrevented || sessionStorage.getItem(SENT) !== null) return;
  const isPreview = submitter instanceof HTMLButtonElement && submitter.name === 'preview';
  if (!isPreview && new URL((target as HTMLFormElement).action).pathname === cameBack[1]) noteSent(...cameBack);
}

/** Whoever uses this computer next finds nothing of theirs. What another account has nowhere else is not theirs to lose. */
function forgetAll(account: string): void {
  sessionStorage.removeItem(POSTED);
  for (const key of Object.keys(localStorage)) {
    const isOthers = key.startsWith(PREFIX) && !key.startsWith(draftKey(account, ''));
    if (isOthers && !(JSON.parse(localStorage.getItem(key)!) as { isSaved: boolean }).isSaved) continue;
    if (key.startsWith(PREFIX) || key.startsWith(SEARCHES)) localStorage.removeItem(key);
  }
}

/** The account that this page was drawn for; empty for visitors. */
const accountHere = (): string => document.querySelector<HTMLElement>('[data-account]')?.dataset.account ?? '';

/** An account is erased once its own form led to a page for visitors: a wrong password erases nothing. */
function forgetErased(): void {
  const erasing = sessionStorage.getItem(ERASING);
  sessionStorage.removeItem(ERASING);
  if (erasing !== null && document.body.dataset.live === undefined) forgetAll(erasing);
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** What the server has as well is not kept here for ever. */
function forgetOld(): void {
  for (const key of keysOf(localStorage)) {
    const { isSaved, at } = JSON.parse(localStorage.getItem(key)!) as { isSaved: boolean; at: number };
    if (isSaved && Date.now() - at > WEEK_MS) localStorage.removeItem(key);
  }
}

/** Whether this browser keeps a text for a place on this page. */
function hasKept(): boolean {
  const keys = keysOf(localStorage);
  if (keys.length === 0) return false;
  const composers = [...document.querySelectorAll<HTMLElement>(':is(adda-composer, adda-drafts)[data-place]')];
  const isHere = composers.some(({ dataset: { account, place } }) => keys.includes(draftKey(account!, place!)));
  return isHere || keys.some((key) => document.querySelector(`[data-reply="${/:reply:(\d+)$/.exec(key)?.[1]}"]`));
}

/** What is thrown away is not kept here either. */
function forgetDropped(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const place = new FormData(form, submitter).get('place');
  document.dispatchEvent(new Event(SIGNED_OUT));
  safely(() => localStorage.removeItem(draftKey(accountHere(), String(place))));
}

/** Looks for kept texts. @param compose loads the composer, which brings them back */
export function startDrafts(compose: () => void): void {
  safely(() => {
    forgetErased();
    forgetSent();
    forgetOld();
    if (hasKept()) compose();
  });
  // A browser fills forms once all of the page is there.
  addEventListener('pageshow', () => safely(emptyPosted));
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement)) return;
    safely(() => noteAgain(event));
    const { pathname } = new URL(submitter?.getAttribute('formaction') ?? target.action, location.href);
    if (pathname === '/drafts/remove') forgetDropped(target, submitter);
    if (pathname === '/settings/erase') safely(() => sessionStorage.setItem(ERASING, accountHere()));
    if (pathname !== '/sign-out') return;
    document.dispatchEvent(new Event(SIGNED_OUT));
    safely(() => forgetAll(accountHere()));
  });
}
