/**
 * Words of a form that keeps no draft are not left behind unasked: by leaving its page, or by sending another form of it.
 * Posts, messages and what else has a composer keep theirs on the server.
 */

const TYPED = 'textarea, input:is([type="text"], [type="url"], [type="number"], :not([type]))';

/** Whether somebody typed something into it that is not sent. */
function isUnsaved(form: HTMLFormElement): boolean {
  const keeps = form.method === 'post' && !form.querySelector('adda-composer, adda-drafts, [type="password"]');
  const fields = keeps ? form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TYPED) : [];
  return [...fields].some((field) => field.isConnected && !field.disabled && field.value !== field.defaultValue);
}

export function startUnsaved(): void {
  let isTyped = false;
  let sent: EventTarget | null = null;
  const ask = (event: BeforeUnloadEvent) => {
    if ([...document.forms].some((form) => form !== sent && isUnsaved(form))) event.preventDefault();
    sent = null;
  };
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    sent = defaultPrevented ? null : target;
  });
  // A page that listens for it is not kept for coming back: only one in which somebody typed does.
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest('form') : null;
    if (isTyped || form?.method !== 'post') return;
    isTyped = true;
    addEventListener('beforeunload', ask);
  });
}
