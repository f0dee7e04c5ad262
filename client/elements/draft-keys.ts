/** Texts that this browser keeps until the server has them: of one account, and gone when it signs out. */

const PREFIX = 'adda:draft:';
const SENT = 'adda:sent';
/** Says on the page that nothing is kept here from now on. */
export const SIGNED_OUT = 'adda:signed-out';

export const draftKey = (account: string, place: string): string => `${PREFIX}${account}:${place}`;

/** Storage may be forbidden, or full: then the server alone keeps them. */
export function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const keysOf = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX));

/** Notes which text was just sent, and from which form. */
export const noteSent = (key: string, action: string) =>
  safely(() => sessionStorage.setItem(SENT, JSON.stringify([key, action])));

/** A text is kept no longer once its post stands: then the next page is a thread, and not its form again. */
function forgetSent(): void {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent === null) return;
  const [key, action] = JSON.parse(sent) as [string, string];
  if (/^\/t\/\d+\/[^/]+/.test(location.pathname) && location.pathname !== action && !document.getElementById('errors'))
    localStorage.removeItem(key);
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
  const composers = [...document.querySelectorAll<HTMLElement>('adda-composer[data-place]')];
  const isHere = composers.some(({ dataset: { account, place } }) => keys.includes(draftKey(account!, place!)));
  return isHere || keys.some((key) => document.querySelector(`[data-reply="${/:reply:(\d+)$/.exec(key)?.[1]}"]`));
}

/** Looks for kept texts. @param compose loads the composer, which brings them back */
export function startDrafts(compose: () => void): void {
  safely(() => {
    forgetSent();
    forgetOld();
    if (hasKept()) compose();
  });
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement) || new URL(target.action).pathname !== '/sign-out') return;
    document.dispatchEvent(new Event(SIGNED_OUT));
    safely(() => keysOf(localStorage).forEach((key) => localStorage.removeItem(key)));
  });
}
