/** Forms whose work takes a while say so while it goes on, and are sent once. Without a script the browser shows that it waits. */
export function startSlow(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const words = form.dataset.slow;
    if (words === undefined) return;
    if (form.querySelector('.slow')) return event.preventDefault();
    const line = document.createElement('p');
    line.className = 'slow';
    line.setAttribute('role', 'status');
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', words);
    form.append(line);
    line.append(bar, words);
  });
  // Whoever comes back finds the form as it was.
  addEventListener('pageshow', () => {
    for (const line of document.querySelectorAll('.slow')) line.remove();
  });
}
