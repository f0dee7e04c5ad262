/**
 * Who somebody is, beside their name while a mouse rests on it. It stays while the pointer is on the name or on the card, and
 * goes by Escape. Whoever has no mouse follows the link, which leads to the same and more.
 */
import '../styles/hover-card.css';

const GOES_AFTER_MS = 250;
const KEPT = 40;

const cards = new Map<string, Promise<string | null>>();
let place: HTMLElement | null = null;
let leaving = 0;

async function ask(path: string): Promise<string | null> {
  const response = await fetch(`${path}/card`).catch(() => null);
  return response?.ok ? response.text() : null;
}

function cardOf(path: string): Promise<string | null> {
  if (cards.size > KEPT) cards.clear();
  if (!cards.has(path)) cards.set(path, ask(path));
  return cards.get(path)!;
}

function close(): void {
  clearTimeout(leaving);
  place?.remove();
  place = null;
}

function leaveSoon(): void {
  clearTimeout(leaving);
  leaving = window.setTimeout(close, GOES_AFTER_MS);
}

/** Below the name, or above it where there is no room; never outside of the window. */
function put(card: HTMLElement, link: Element): void {
  const name = link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const start = getComputedStyle(link).direction === 'rtl' ? name.right - width : name.left;
  const hasRoom = name.bottom + height + 12 < innerHeight || name.top < height + 12;
  card.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`;
  card.style.top = `${hasRoom ? name.bottom + 4 : name.top - height - 4}px`;
}

/** @param link to a member's page, on which a mouse rests */
export async function showCard(link: HTMLAnchorElement): Promise<void> {
  const text = await cardOf(link.pathname);
  if (text === null || !link.matches(':hover')) return;
  close();
  const card = document.createElement('div');
  card.className = 'hover-card-place';
  card.popover = 'manual';
  card.innerHTML = text;
  document.body.append(card);
  card.showPopover();
  put(card, link);
  place = card;
  link.addEventListener('pointerleave', leaveSoon, { once: true });
  card.addEventListener('pointerenter', () => clearTimeout(leaving));
  card.addEventListener('pointerleave', leaveSoon);
}

document.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
document.addEventListener('scroll', close, { passive: true });
