/** Shows what a member was told while no page is open, and leads there. It keeps nothing, and answers no request, where nobody asked for it. */
import { OFFLINE_WORKER } from '../../shared/offline.ts';
import type { PushMessage } from '../../shared/push.ts';
import { readOffline } from '../offline/worker.ts';

type Told = ExtendableEvent & { data: { json(): PushMessage } | null };
type Pressed = ExtendableEvent & { notification: Notification };
type ExtendableEvent = Event & { waitUntil(done: Promise<unknown>): void };
type Page = { url: string; focus(): Promise<Page> };
type Worker = {
  registration: {
    showNotification(title: string, options: NotificationOptions): Promise<void>;
    navigationPreload?: { enable(): Promise<void> };
  };
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: never) => void): void;
};

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', (event: ExtendableEvent) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event: ExtendableEvent) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('push', (event: Told) => {
  if (!event.data) return;
  const { title, body, url, tag, lang } = event.data.json();
  event.waitUntil(worker.registration.showNotification(title, { body, tag, lang, dir: 'auto', data: url }));
});

async function lead(path: string): Promise<void> {
  const url = new URL(path, location.origin).href;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => page.url === url);
  if (open) return void (await open.focus());
  await worker.clients.openWindow(url);
}

worker.addEventListener('notificationclick', (event: Pressed) => {
  event.notification.close();
  event.waitUntil(lead(String(event.notification.data)));
});

if (location.pathname + location.search === OFFLINE_WORKER) readOffline(worker);
