/** What is said of a field is about what was sent: it goes as soon as something else is typed there. */
export function startFaults(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.getAttribute('aria-invalid') !== 'true') return;
    target.removeAttribute('aria-invalid');
    const error = `${target.id}-e`;
    document.getElementById(error)?.remove();
    const described = (target.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== error);
    if (described.join('') === '') target.removeAttribute('aria-describedby');
    else target.setAttribute('aria-describedby', described.join(' '));
    const line = document.querySelector(`#errors a[href="#${CSS.escape(target.id)}"]`)?.closest('li');
    const list = line?.parentElement;
    line?.remove();
    // A summary that says more than its lines stays.
    if (list?.childElementCount === 0 && !document.getElementById('errors')?.hasAttribute('data-says'))
      document.getElementById('errors')?.remove();
  });
}
