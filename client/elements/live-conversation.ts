/** An open conversation: what others say comes below what was said. */
import { drawTimes } from './times.ts';

let isAsking = false;
let isWanted = false;

const idOf = (message: Element | null | undefined): number => Number((message as HTMLElement | null)?.dataset.id ?? 0);

const waitsIn = (page: Document) => page.querySelector('[data-waits]') !== null;

async function isStillWaiting(): Promise<boolean> {
  const response = await fetch(location.pathname).catch(() => null);
  return !response?.ok || waitsIn(new DOMParser().parseFromString(await response.text(), 'text/html'));
}

/** Brings what was said since, and what was changed, into the page, one question at a time. Asking tells the server that it was read. */
export async function refresh(): Promise<void> {
  const list = document.querySelector<HTMLElement>('[data-conversation]');
  if (!list) return;
  if (isAsking || document.hidden) {
    isWanted = true;
    return;
  }
  isAsking = true;
  isWanted = false;
  const url = `/messages/${list.dataset.conversation}/since/${idOf(list.lastElementChild)}`;
  const response = await fetch(url).catch(() => null);
  const fresh = response?.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
  const said = [...(fresh?.querySelectorAll('li.message') ?? [])];
  for (const message of said) {
    const there = document.getElementById(message.id);
    if (!there) list.append(document.adoptNode(message));
    else if (there.dataset.as !== (message as HTMLElement).dataset.as) there.replaceWith(document.adoptNode(message));
  }
  drawTimes();
  isAsking = false;
  // Whoever waited may write on, once somebody has accepted.
  if (waitsIn(document) && !(await isStillWaiting())) location.replace(location.pathname);
  if (isWanted) void refresh();
}

document.addEventListener('visibilitychange', () => isWanted && void refresh());
