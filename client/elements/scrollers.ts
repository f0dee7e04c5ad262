let watch: ResizeObserver | null = null;

/** Watches what may scroll, also what came while the page is open; watching twice is once. */
export function watchScrollers(): void {
  for (const block of document.querySelectorAll('.prose :is(pre, .table-scroll)')) watch?.observe(block);
}

/** Only what really scrolls is a stop for the keyboard; without a script all of it is. */
export function startScrollers(): void {
  watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  watchScrollers();
}
