/** Whoever has chosen no time zone yet is offered the one that their browser is in. */
export function startZones(): void {
  const select = document.querySelector<HTMLSelectElement>('[data-own-zone] select');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && [...select.options].some(({ value }) => value === zone)) select.value = zone;
}
