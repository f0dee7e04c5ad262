/**
 * Reading without a connection: what a browser keeps, and where. Scripts of pages import nothing of it, or the worker would
 * share a file with them, which not every browser lets it load.
 */

/** The worker that answers without a connection is the same script at another address: only whoever asked for it pays for it. */
export const WORKER = '/service-worker.js';
export const OFFLINE_WORKER = `${WORKER}?offline`;

/** Where the page about it lies, which stands in for what is not kept. */
export const OFFLINE_PATH = '/offline';

/** Pages as visitors see them, and the files that these load. */
export const KEPT_PAGES = 'read pages';
export const KEPT_FILES = 'files of read pages';

/** So many pages are kept, the last ones that were read, and of their files. */
export const PAGES_KEPT = 50;
export const FILES_KEPT = 120;

/** When a page was kept, in ms. */
export const KEPT_AT = 'x-kept-at';

/** What a page asks of the worker: to keep the address that is read, or to forget all of them. */
export type Asked = { keep?: string; forget?: true };
