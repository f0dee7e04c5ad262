import { html, LitElement } from 'lit';

const WORKER = '/service-worker.js';

/** The forum's key as the browser wants it. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/**
 * Signs this browser up for push messages, once somebody has pressed for it, and sends the form with what it got.
 *
 * @slot - the form, and the sentences that say why it could not be done
 */
export class AddaPush extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback();
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return;
    const form = this.querySelector('form')!;
    form.hidden = false;
    this.say(Notification.permission === 'denied' ? 'denied' : null);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.signUp(form).catch(() => this.say('failed'));
    });
  }

  private async signUp(form: HTMLFormElement): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') return this.say('denied');
    // One that keeps what is read tells, too.
    const registration =
      (await navigator.serviceWorker.getRegistration()) ?? (await navigator.serviceWorker.register(WORKER));
    await navigator.serviceWorker.ready;
    const applicationServerKey = bytesOf(this.dataset.key ?? '');
    // One of another key, from before the forum was set up anew, could not be sent to.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    const { endpoint, keys } = subscription.toJSON();
    for (const [name, value] of Object.entries({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth })) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value: value ?? '' });
      form.append(field);
    }
    form.submit();
  }

  private say(what: 'denied' | 'failed' | null): void {
    for (const sentence of this.querySelectorAll<HTMLElement>('[data-says]'))
      sentence.hidden = sentence.dataset.says !== what;
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('adda-push', AddaPush);
