/**
 * The number of a thread in a number or an address of it; 0 for none, and for an address of another site.
 * @param origin of this forum, where it is known
 */
export function threadIdIn(text: string | undefined, origin?: string): number {
  const [, before = '', digits] =
    /^\s*(?:(\S*)\/t\/)?(\d{1,9})(?:[/?#]\S*)?\s*$/.exec((text ?? '').slice(0, 2_000)) ?? [];
  return before === '' || isOurs(before, origin) ? Number(digits ?? 0) : 0;
}

/** With or without a scheme, as people copy it. */
const isOurs = (before: string, origin: string | undefined): boolean =>
  origin === undefined || before.toLowerCase().replace(/^(?:https?:)?\/\//, '') === new URL(origin).host;
