/** The number of a thread in a number or an address of it; 0 for none. */
export function threadIdIn(text: string | undefined): number {
  const [, digits] = /^\s*(?:\S*\/t\/)?(\d{1,9})(?:[/?#]\S*)?\s*$/.exec((text ?? '').slice(0, 2_000)) ?? [];
  return Number(digits ?? 0);
}
