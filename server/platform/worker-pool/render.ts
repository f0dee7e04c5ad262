/** Markdown to HTML without holding up others: short texts at once, long ones in a thread. */
import type { DrawOptions } from '../../../shared/markdown.ts';
import { render, type Rendered } from '../../../shared/render.ts';
import type { WorkerPool } from './pool.ts';

/** The worst text of this length takes a few milliseconds. */
const AT_ONCE = 2_000;

/** @throws {AddaError} `busy` */
export async function renderAside(workers: WorkerPool, markdown: string, options?: DrawOptions): Promise<Rendered> {
  return markdown.length <= AT_ONCE ? render(markdown, options) : workers.run('render', { markdown, options });
}
