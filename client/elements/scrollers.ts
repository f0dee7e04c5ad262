/** Only what really scrolls is a stop for the keyboard; without a script all of it is. */
export function startScrollers(): void {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const block of document.querySelectorAll('.prose :is(pre, .table-scroll)')) watch.observe(block);
}
