import { html, LitElement } from 'lit';

/**
 * Lets this browser keep the threads that are read in it, once somebody has pressed for it, and lists them.
 *
 * @slot - the two buttons, the sentences that say how it is, and the list that it fills
 */
export class AddaOffline extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback();
    if (!('serviceWorker' in navigator && 'caches' in window)) return;
    const { worker = '', keeper = '', pages = '', files = '' } = this.dataset;
    this.press('keep', async () => {
      await navigator.serviceWorker.register(keeper);
      await navigator.serviceWorker.ready;
    });
    this.press('forget', async () => {
      await navigator.serviceWorker.register(worker);
      await Promise.all([pages, files].map((name) => caches.delete(name)));
    });
    void this.show();
  }

  private piece(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-piece=${name}]`)!;
  }

  private press(name: 'keep' | 'forget', work: () => Promise<void>): void {
    this.piece(name).addEventListener('click', () => {
      void work()
        .then(() => this.show(name === 'keep'))
        .catch(() => (this.piece('failed').hidden = false));
    });
  }

  private async isKeeping(): Promise<boolean> {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    return worker?.scriptURL.endsWith(this.dataset.keeper!) ?? false;
  }

  private async show(keeps?: boolean): Promise<void> {
    const isOn = keeps ?? (await this.isKeeping());
    for (const name of ['keep', 'off']) this.piece(name).hidden = isOn;
    for (const name of ['forget', 'on']) this.piece(name).hidden = !isOn;
    for (const name of ['unsupported', 'failed']) this.piece(name).hidden = true;
    const items = isOn ? await this.kept() : [];
    this.piece('list').replaceChildren(...items);
    this.piece('kept').hidden = items.length === 0;
  }

  /** The last one that was read first. */
  private async kept(): Promise<HTMLElement[]> {
    const cache = await caches.open(this.dataset.pages!);
    const keys = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/t/'));
    return Promise.all(
      keys.toReversed().map(async (key) => {
        const page = new DOMParser().parseFromString((await (await cache.match(key))?.text()) ?? '', 'text/html');
        const { pathname, search } = new URL(key.url);
        const link = Object.assign(document.createElement('a'), { href: pathname + search, dir: 'auto' });
        link.textContent = page.querySelector('h1')?.textContent?.trim() ?? pathname;
        const item = document.createElement('li');
        item.append(link);
        return item;
      }),
    );
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-offline', AddaOffline);
