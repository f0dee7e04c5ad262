/** Keys for those who like them: / search, j and k through the list, r reply, q quote, n a thread, g and a letter places, ? tells them. */
import { pressOwn, showOwn } from './own-keys.ts';

const STOPS = '.thread-row__title a, .post, .case-row__open, .held__row';
const PLACES: Record<string, string> = {
  h: '/',
  n: '/notifications',
  m: '/messages',
  b: '/bookmarks',
  d: '/drafts',
};

function step(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
  const at = stops.findIndex((stop) => stop === document.activeElement || stop.contains(document.activeElement));
  const next = stops[at === -1 ? (by === 1 ? 0 : stops.length - 1) : at + by];
  if (!next) return;
  if (!next.matches('a')) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

/** What belongs to the post that has the focus, and not to a reply within it. */
const ofPost = (what: string) =>
  document.activeElement?.closest('.post')?.querySelector<HTMLElement>(`:scope > .post__foot ${what}`);

function reply(): void {
  const ofFocused = ofPost('[data-reply]');
  if (ofFocused) return ofFocused.click();
  const field =
    document.querySelector<HTMLElement>('#reply textarea[name="body"]') ??
    document.querySelector<HTMLElement>('#reply a');
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}

function quote(): void {
  const pressed = document.querySelector<HTMLElement>('.quote-selected') ?? ofPost('[data-quote]');
  pressed?.click();
}

const beginThread = () =>
  (
    document.querySelector<HTMLElement>('main a.button[href^="/ask"]') ??
    document.querySelector<HTMLElement>('a[href^="/ask"]')
  )?.click();

let afterG = false;

const KEYS: Record<string, () => void> = {
  '/': () => document.querySelector<HTMLInputElement>('#site-q')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  r: reply,
  q: quote,
  n: beginThread,
  '?': () => void import('./key-sheet.ts').then(({ showKeys }) => showKeys()),
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    !target.matches('[type="checkbox"]') &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Whoever writes in a page leaves the field by Escape, where nothing else is open that it closes. */
function leave({ key, target, defaultPrevented }: KeyboardEvent): void {
  if (key === 'Escape' && !defaultPrevented && target instanceof HTMLTextAreaElement) target.blur();
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return leave(event);
  if (document.querySelector('dialog[open]')) return;
  const place = afterG && PLACES[event.key];
  afterG = event.key === 'g';
  if (place) return location.assign(place);
  const run = KEYS[event.key];
  const isOwn = pressOwn(event.key);
  if (!run && !isOwn) return;
  event.preventDefault();
  if (!isOwn) run?.();
}

export function startKeys(): void {
  showOwn();
  document.querySelector<HTMLElement>('#keys')!.hidden = false;
  document.addEventListener('keydown', onKey);
}
