/** Moving one of a list. */

export const STEPS = ['up', 'down'] as const;
export type Step = (typeof STEPS)[number];

/**
 * The list with one of it before or behind the next that it stands beside: the others keep their order. At the end
 * nothing changes. @param isBeside among which it moves
 */
export function movedBy<T>(list: readonly T[], one: T, step: Step, isBeside: (other: T) => boolean): T[] {
  const beside = list.filter(isBeside);
  const at = beside.indexOf(one);
  const other = at < 0 ? undefined : beside[step === 'up' ? at - 1 : at + 1];
  if (other === undefined) return [...list];
  return list.map((item) => (item === one ? other : item === other ? one : item));
}
