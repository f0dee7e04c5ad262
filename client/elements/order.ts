/**
 * Lists whose order is changed where they stand: by their buttons, without a page load and with the focus kept, and by
 * dragging. What could not be saved goes back, by loading the page again.
 */
import { languageNamed } from '../../shared/catalogue/languages.ts';
import { number } from '../../shared/format.ts';
import { post } from './send.ts';

const itemsOf = (list: Element) => [...list.querySelectorAll<HTMLElement>(':scope > [data-slug]')];
const status = Object.assign(document.createElement('p'), { className: 'visually-hidden' });

/** The first cannot go up, nor the last down. */
function setEnds(list: HTMLElement): void {
  const items = itemsOf(list);
  items.forEach((item, i) => {
    const [up, down] = item.querySelectorAll<HTMLButtonElement>('button[name="step"]');
    if (up) up.disabled = i === 0;
    if (down) down.disabled = i === items.length - 1;
  });
}

async function save(list: HTMLElement, moved: HTMLElement): Promise<void> {
  setEnds(list);
  const items = itemsOf(list);
  const body = new URLSearchParams(items.map((item) => ['spaces', item.dataset.slug!]));
  if (!(await post(list.dataset.order!, body))) return location.reload();
  const place = number(languageNamed(document.documentElement.lang), items.indexOf(moved) + 1);
  const said = list.dataset.said ?? '';
  status.textContent = said.replace('{space}', () => moved.dataset.name ?? '').replace('{place}', () => place);
}

function step(list: HTMLElement, item: HTMLElement, button: HTMLButtonElement): void {
  const other = button.value === 'up' ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.value === 'up') other.before(item);
  else other.after(item);
  void save(list, item);
  // At the end its button does nothing any more: the other one goes on.
  const next = button.disabled ? item.querySelector<HTMLButtonElement>('button[name="step"]:not([disabled])') : button;
  next?.focus();
}

function makeDraggable(list: HTMLElement): void {
  let dragged: HTMLElement | null = null;
  let before = '';
  const order = () =>
    itemsOf(list)
      .map((item) => item.dataset.slug)
      .join(' ');
  for (const item of itemsOf(list)) item.draggable = true;
  list.addEventListener('dragstart', ({ target, dataTransfer }) => {
    dragged = (target as Element).closest<HTMLElement>('[data-slug]');
    before = order();
    if (dataTransfer) dataTransfer.effectAllowed = 'move';
    dragged?.classList.add('order__item--held');
  });
  list.addEventListener('dragover', (event) => {
    const over = (event.target as Element).closest<HTMLElement>('[data-slug]');
    if (!dragged) return;
    event.preventDefault();
    if (!over || over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener('dragend', () => {
    dragged?.classList.remove('order__item--held');
    if (dragged && order() !== before) void save(list, dragged);
    dragged = null;
  });
}

export function startOrder(): void {
  status.setAttribute('role', 'status');
  document.body.append(status);
  const hint = document.querySelector<HTMLElement>('.order__drag');
  if (hint && matchMedia('(pointer: fine)').matches) hint.hidden = false;
  for (const list of document.querySelectorAll<HTMLElement>('[data-order]')) {
    makeDraggable(list);
    list.addEventListener('submit', (event) => {
      const button = event.submitter;
      const item = (event.target as Element).closest<HTMLElement>('[data-slug]');
      if (!(button instanceof HTMLButtonElement) || button.name !== 'step' || !item) return;
      event.preventDefault();
      step(list, item, button);
    });
  }
}
