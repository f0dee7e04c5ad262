/** Whether a thread may be about the same as what somebody is about to ask: what is offered has to have something in common with it. */

/** One word in common is chance; two are a subject. */
const SHARED = 2;

/**
 * @param asked the telling words of the new title, each in all of its forms
 * @param title the terms of the thread's title
 * @param text those of the part of its text that was found
 */
export function isAlike(
  asked: readonly (readonly string[])[],
  title: ReadonlySet<string>,
  text: ReadonlySet<string>,
): boolean {
  const shared = (terms: readonly ReadonlySet<string>[]) =>
    asked.filter((forms) => forms.some((form) => terms.some((some) => some.has(form)))).length;
  // Of a single word the thread has to be, not only to use it.
  return asked.length < SHARED ? shared([title]) > 0 : shared([title, text]) >= SHARED;
}
