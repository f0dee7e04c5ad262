import face from '../styles/bengali.css?url';

const BENGALI = /[\u0980-\u09ff]/;

/**
 * Brings the Bengali letters of the reading face once the page is there and idle, where there is Bengali
 * to read. Until then, without a script, or for those who save data, the device's own letters serve.
 */
export function startBengali(): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (connection?.saveData || !BENGALI.test(document.querySelector('main')?.textContent ?? '')) return;
  const load = () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = face;
    document.head.append(link);
  };
  addEventListener('load', () => setTimeout(load, 0), { once: true });
}
