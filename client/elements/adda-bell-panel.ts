import { html, LitElement } from 'lit';
import { drawTimes } from './times.ts';

const GAP = 8;

/**
 * The newest of what a member was told, under the bell. The server draws it when it is opened; without a script the bell
 * leads to the page of all.
 *
 * @slot - what the server drew
 */
export class AddaBellPanel extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.className = 'bell-panel';
    this.role = 'dialog';
    this.tabIndex = -1;
  }

  /** @param bell below which it stands @returns whether there was anything to show */
  async open(bell: HTMLAnchorElement): Promise<boolean> {
    const back = location.pathname + location.search;
    const response = await fetch(`/notifications/panel?${new URLSearchParams({ back })}`).catch(() => null);
    if (!response?.ok) return false;
    this.innerHTML = await response.text();
    drawTimes();
    this.ariaLabel = this.querySelector('h2')?.textContent ?? '';
    this.style.setProperty('--top', `${bell.getBoundingClientRect().bottom + GAP}px`);
    bell.ariaExpanded = 'true';
    this.addEventListener(
      'toggle',
      (event) => (bell.ariaExpanded = String((event as ToggleEvent).newState === 'open')),
    );
    this.showPopover();
    this.focus();
    return true;
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-bell-panel', AddaBellPanel);
