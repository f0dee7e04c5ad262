/** An open conversation: what others say comes below what was said. */

let isAsking = false;
let isWanted = false;

const idOf = (message: Element | null | undefined): number => Number((message as HTMLElement | null)?.dataset.id ?? 0);

/** Brings what was said since into the page, one question at a time. Asking tells the server that it was read. */
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
  for (const message of fresh?.querySelectorAll('li.message') ?? [])
    if (!document.getElementById(message.id)) list.append(document.adoptNode(message));
  isAsking = false;
  if (isWanted) void refresh();
}

document.addEventListener('visibilitychange', () => isWanted && void refresh());
