/** All keys of the page, over it: nobody is taken away from where they are. Escape, and a press beside it, close it. */
import '../styles/key-sheet.css';

/** The page's own keys first, then those that are the same everywhere, as both are written in the page. */
const lists = () => document.querySelectorAll<HTMLDetailsElement>('[data-key-list], #keys');

/** Shows the sheet; whatever had the focus has it again when it closes. */
export function showKeys(): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'key-sheet';
  for (const [i, list] of [...lists()].entries()) {
    const heading = document.createElement('h2');
    heading.textContent = list.querySelector('summary')!.textContent;
    heading.id = `key-sheet-${i}`;
    dialog.append(heading, list.querySelector('dl')!.cloneNode(true));
  }
  dialog.setAttribute('aria-labelledby', 'key-sheet-0');
  const close = document.createElement('button');
  close.className = 'button button--small';
  close.textContent = document.querySelector<HTMLElement>('#keys')!.dataset.close!;
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
