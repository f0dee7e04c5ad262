/** Completes `@name` while it is typed. Whoever knows the name types on; without a script they have to. */
import { mentionKey } from '../../shared/mentions.ts';

type Member = { name: string; slug: string };

const PAUSE_MS = 150;
/** As the server finds a name; none stands behind letters, or in an address. */
const BEGUN = /(?<![\p{L}\p{M}\p{N}_@./])@([\p{L}\p{N}][\p{L}\p{M}\p{N}'’_.-]{0,59})$/u;
const LIST = 'mention-list';

let timer = 0;
let asked = 0;

const listOf = (area: HTMLTextAreaElement) => area.parentElement!.querySelector<HTMLElement>(`#${LIST}`);
const begunIn = ({ value, selectionStart }: HTMLTextAreaElement) => BEGUN.exec(value.slice(0, selectionStart))?.[1];

/** The name as somebody reads it, where it is found by that too. */
function typedAs({ name, slug }: Member): string {
  const joined = name.trim().replace(/\s+/gu, '-');
  return mentionKey(joined) === slug ? joined : slug;
}

function close(area: HTMLTextAreaElement): void {
  listOf(area)?.remove();
  for (const name of ['aria-controls', 'aria-expanded', 'aria-activedescendant', 'aria-autocomplete'])
    area.removeAttribute(name);
}

function choose(area: HTMLTextAreaElement, name: string): void {
  const begun = begunIn(area);
  if (begun === undefined) return close(area);
  const start = area.selectionStart - begun.length;
  area.setRangeText(`${name} `, start, area.selectionStart, 'end');
  close(area);
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

function point(area: HTMLTextAreaElement, at: number): void {
  const options = [...listOf(area)!.children];
  const now = options[(at + options.length) % options.length]!;
  for (const option of options) option.setAttribute('aria-selected', String(option === now));
  area.setAttribute('aria-activedescendant', now.id);
}

function show(area: HTMLTextAreaElement, members: Member[]): void {
  close(area);
  if (members.length === 0) return;
  const list = document.createElement('ul');
  list.id = LIST;
  list.className = 'mention-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '@');
  list.append(
    ...members.map((member, i) => {
      const option = document.createElement('li');
      option.id = `${LIST}-${i}`;
      option.role = 'option';
      option.dir = 'auto';
      option.dataset.name = typedAs(member);
      option.textContent = member.name;
      // The field keeps the focus.
      option.addEventListener('pointerdown', (event) => event.preventDefault());
      option.addEventListener('click', () => choose(area, option.dataset.name!));
      return option;
    }),
  );
  area.after(list);
  area.setAttribute('aria-autocomplete', 'list');
  area.setAttribute('aria-controls', LIST);
  area.setAttribute('aria-expanded', 'true');
  point(area, 0);
}

async function look(area: HTMLTextAreaElement): Promise<void> {
  const name = begunIn(area);
  if (name === undefined) return close(area);
  const mine = ++asked;
  const thread = /\/t\/(\d+)\//.exec(area.form?.action ?? '')?.[1];
  const query = new URLSearchParams({ name, ...(thread && { thread }) });
  const response = await fetch(`/api/v1/mentions?${query}`).catch(() => null);
  // What was typed since has asked again.
  if (mine !== asked || !response?.ok || document.activeElement !== area) return;
  show(area, ((await response.json()) as { members: Member[] }).members);
}

function onKey(event: KeyboardEvent, area: HTMLTextAreaElement): void {
  const list = listOf(area);
  if (!list || event.isComposing) return;
  const at = [...list.children].findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'ArrowDown') point(area, at + 1);
  else if (event.key === 'ArrowUp') point(area, at - 1);
  else if (event.key === 'Escape') close(area);
  else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey)
    choose(area, (list.children[at] as HTMLElement).dataset.name!);
  else return;
  event.preventDefault();
}

const areaOf = ({ target }: Event) => (target instanceof HTMLTextAreaElement && target.name === 'body' ? target : null);

export function startMentions(): void {
  document.addEventListener('input', (event) => {
    const area = areaOf(event);
    if (!area) return;
    clearTimeout(timer);
    // Without a name the list goes at once.
    if (begunIn(area) === undefined) close(area);
    else timer = window.setTimeout(() => void look(area), PAUSE_MS);
  });
  document.addEventListener('keydown', (event) => {
    const area = areaOf(event);
    if (area) onKey(event, area);
  });
  document.addEventListener('focusout', (event) => {
    const area = areaOf(event);
    if (area) close(area);
  });
}
