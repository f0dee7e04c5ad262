/** Writing on the whole screen: above the keyboard of a phone, with the preview beside on a wide one. */

/** What stands beside an element and its parents: nobody gets there while it covers them. */
function others(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at: HTMLElement = element; at !== document.body && at.parentElement; at = at.parentElement)
    for (const one of at.parentElement.children)
      if (one !== at && one instanceof HTMLElement && !one.inert && !one.matches('script, style, link, template'))
        found.push(one);
  return found;
}

export class FullScreen {
  private covered: HTMLElement[] = [];
  private root: HTMLElement;
  private onChange: (isOn: boolean) => void;

  constructor(root: HTMLElement, onChange: (isOn: boolean) => void) {
    this.root = root;
    this.onChange = onChange;
  }

  get isOn(): boolean {
    return this.root.hasAttribute('data-full');
  }

  toggle(): void {
    if (this.isOn) this.leave();
    else this.enter();
  }

  private fit = (): void => {
    const view = window.visualViewport;
    if (!view) return;
    // Where the keyboard lies over the page, only what is left of it.
    this.root.style.setProperty('--seen', `${view.height}px`);
    this.root.style.setProperty('--above', `${view.offsetTop}px`);
  };

  private enter(): void {
    this.root.toggleAttribute('data-full', true);
    document.documentElement.classList.add('is-covered');
    this.covered = others(this.root);
    for (const one of this.covered) one.inert = true;
    this.fit();
    window.visualViewport?.addEventListener('resize', this.fit);
    window.visualViewport?.addEventListener('scroll', this.fit);
    this.onChange(true);
  }

  leave(): void {
    if (!this.isOn) return;
    this.root.toggleAttribute('data-full', false);
    document.documentElement.classList.remove('is-covered');
    for (const one of this.covered) one.inert = false;
    window.visualViewport?.removeEventListener('resize', this.fit);
    window.visualViewport?.removeEventListener('scroll', this.fit);
    this.onChange(false);
  }
}
