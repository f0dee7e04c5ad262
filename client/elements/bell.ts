/** The bell opens its panel; without a script, or where it cannot be had, it leads to the page. */
import type { AddaBellPanel } from './adda-bell-panel.ts';

async function panelOf(bell: HTMLAnchorElement): Promise<AddaBellPanel> {
  await import('./adda-bell-panel.ts');
  const there = document.querySelector<AddaBellPanel>('adda-bell-panel');
  if (there) return there;
  const made = document.createElement('adda-bell-panel') as AddaBellPanel;
  bell.after(made);
  return made;
}

export function startBell(): void {
  const bell = document.querySelector<HTMLAnchorElement>('a.bell');
  if (!bell || !('popover' in bell)) return;
  bell.setAttribute('aria-haspopup', 'dialog');
  let wasOpen = false;
  // A press beside the panel closes it, also one on the bell.
  bell.addEventListener('pointerdown', () => (wasOpen = bell.ariaExpanded === 'true'));
  bell.addEventListener('click', (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isClosed = wasOpen;
    wasOpen = false;
    if (isClosed) return;
    void panelOf(bell)
      .then((panel) => panel.open(bell))
      .then(
        (isShown) => isShown || location.assign(bell.href),
        () => location.assign(bell.href),
      );
  });
}
