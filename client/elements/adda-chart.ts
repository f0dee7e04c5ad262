import { html, LitElement } from 'lit';

/**
 * Shows what the nearest point of a chart says while a pointer is over it. The same figures stand in the table
 * below, so it is for the eye only.
 *
 * @slot - the chart that the server drew; its points carry `data-say` and, in per cent of the width, `data-x`
 */
export class AddaChart extends LitElement {
  private tip: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // The browser's own hint would stand beside ours.
    for (const title of this.querySelectorAll('g > title')) title.remove();
    this.addEventListener('pointermove', (event) => this.show(event));
    this.addEventListener('pointerdown', (event) => this.show(event));
    this.addEventListener('pointerleave', () => this.hide());
  }

  private show(event: PointerEvent): void {
    const point = (event.target as Element).closest<SVGGElement>('[data-say]');
    if (!point) return this.hide();
    if (!this.tip) {
      this.tip = document.createElement('p');
      this.tip.className = 'chart-tip';
      this.tip.setAttribute('aria-hidden', 'true');
      this.append(this.tip);
    }
    const x = Number(point.dataset.x);
    this.tip.textContent = point.dataset.say ?? '';
    this.tip.hidden = false;
    this.tip.style.setProperty('--x', `${x}%`);
    this.tip.style.setProperty('--shift', `${-x}%`);
    for (const other of this.querySelectorAll('.is-here')) other.classList.remove('is-here');
    point.classList.add('is-here');
  }

  private hide(): void {
    if (this.tip) this.tip.hidden = true;
    for (const other of this.querySelectorAll('.is-here')) other.classList.remove('is-here');
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-chart', AddaChart);
