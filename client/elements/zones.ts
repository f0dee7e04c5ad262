/** The time zone that the browser is in: kept where its reader has none yet, and the first to choose from. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const TRIED = 'adda-zone';

/** It is a default, which they can change; the server keeps it only where nothing was chosen. */
function keep(): void {
  if (document.body.dataset.noZone === undefined || sessionStorage.getItem(TRIED) !== null) return;
  sessionStorage.setItem(TRIED, zone);
  const headers = { accept: 'application/json' };
  const body = new URLSearchParams({ zone });
  void fetch('/notifications/zone', { method: 'POST', headers, body }).catch(() => null);
}

/** Offers it above all others; it is chosen where they have chosen nothing. */
function offer(field: HTMLElement, select: HTMLSelectElement): void {
  const there = [...select.options].find(({ value }) => value === zone);
  const text = zone.slice(zone.indexOf('/') + 1).replace(/_/g, ' ');
  const isChosen = there?.selected === true || 'ownZone' in field.dataset;
  const group = document.createElement('optgroup');
  group.label = field.dataset.zones ?? '';
  group.append(there ?? new Option(text, zone));
  select.prepend(group);
  if (isChosen) select.value = zone;
  const name = () => {
    for (const shown of document.querySelectorAll('[data-zone-chosen]'))
      shown.textContent = select.value.replace(/_/g, ' ');
  };
  select.addEventListener('change', name);
  name();
}

export function startZones(): void {
  if (!zone) return;
  keep();
  const field = document.querySelector<HTMLElement>('[data-zones]');
  const select = field?.querySelector('select');
  if (field && select) offer(field, select);
}
