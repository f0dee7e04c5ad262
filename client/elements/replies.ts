/** "Reply" opens its form under the post; without a script the link leads to the post's own page. */

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function openForm(link: HTMLAnchorElement, template: HTMLTemplateElement): void {
  const form = (template.content.cloneNode(true) as DocumentFragment).querySelector('form')!;
  const id = `reply-body-${link.dataset.reply}`;
  form.querySelector<HTMLInputElement>('[name=parentId]')!.value = link.dataset.reply!;
  form.querySelector<HTMLInputElement>('[name=idempotencyKey]')!.value = newKey();
  for (const one of form.querySelectorAll('[id], [for], [aria-describedby]'))
    for (const name of ['id', 'for', 'aria-describedby'])
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name)!.replaceAll('reply-body', id));
  const field = form.querySelector('textarea')!;
  form.querySelector<HTMLElement>('[data-naming]')!.hidden = link.dataset.names === undefined;
  const label = form.querySelector('label')!;
  label.textContent = link.textContent;
  link.setAttribute('aria-expanded', 'true');
  link.closest('.post__foot')!.append(form);
  // What was begun on an earlier visit does not take the reader away from where they came to.
  if (link.dataset.isKept === undefined) field.focus();
  delete link.dataset.isKept;
}

/** Says of each link that opens a form whether it is open; also of those that came while the page is open. */
export function nameReplies(): void {
  if (!document.querySelector('#reply-form')) return;
  for (const link of document.querySelectorAll('[data-reply]:not([aria-expanded])'))
    link.setAttribute('aria-expanded', 'false');
}

export function startReplies(): void {
  const template = document.querySelector<HTMLTemplateElement>('#reply-form');
  if (!template) return;
  nameReplies();
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-reply]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const open = link.closest('.post__foot')!.querySelector(':scope > form.form');
    if (!open) return openForm(link, template);
    open.toggleAttribute('hidden');
    link.setAttribute('aria-expanded', String(!open.hasAttribute('hidden')));
  });
}
