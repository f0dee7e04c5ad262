/** What is read is kept where somebody asked for it, and forgotten when they sign out. */

/** What is said to somebody on coming to a page belongs to no copy of it. */
function addressRead(): string {
  const page = new URLSearchParams(location.search).get('page');
  return location.pathname + (page ? `?page=${page}` : '');
}

/** @param worker the one that keeps; it has names of its own for what it keeps, and shares no file with pages */
export function startOffline(worker: ServiceWorker): void {
  if (/^\/t\/\d+\/[^/]+$/.test(location.pathname)) worker.postMessage({ keep: addressRead() }, []);
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out')
      worker.postMessage({ forget: true }, []);
  });
}
