/** Keys for those who like them: / search, j and k through the list, r reply, g h home, ? tells them. */
import { pressOwn, showOwn } from './own-keys.ts';

const STOPS = '.thread-row__title a, .post, .case-row__open, .held__row';

function step(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
  const at = stops.findIndex((stop) => stop === document.activeElement || stop.contains(document.activeElement));
  const next = stops[at === -1 ? (by === 1 ? 0 : stops.length - 1) : at + by];
  if (!next) return;
  if (!next.matches('a')) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function reply(): void {
  const field = document.querySelector<HTMLElement>('#reply textarea, #reply a');
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}

function help(): void {
  const box = document.querySelector<HTMLDetailsElement>('#keys')!;
  box.open = true;
  box.querySelector('summary')!.focus();
}

let afterG = false;

const KEYS: Record<string, () => void> = {
  '/': () => document.querySelector<HTMLInputElement>('#site-q')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  r: reply,
  '?': help,
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    !target.matches('[type="checkbox"]') &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function startKeys(): void {
  showOwn();
  document.querySelector<HTMLElement>('#keys')!.hidden = false;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (afterG && event.key === 'h') location.assign('/');
    afterG = event.key === 'g';
    const run = KEYS[event.key];
    const isOwn = pressOwn(event.key);
    if (!run && !isOwn) return;
    event.preventDefault();
    if (!isOwn) run?.();
  });
}
