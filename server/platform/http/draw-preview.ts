import type { DrawOptions } from '../../../shared/markdown.ts';
import { drawAside } from '../worker-pool/render.ts';
import type { Ctx } from './context.ts';
import type { Values } from './form-state.ts';

/** Longer than any text that may be posted. */
const PREVIEWED = 40_000;

/** Draws the text of a form for its writer. */
export async function drawPreview(ctx: Ctx, { body }: Values, options: DrawOptions | undefined): Promise<void> {
  if (typeof body !== 'string') return;
  ctx.preview = (await drawAside(ctx.adda.workerPool, body.slice(0, PREVIEWED), options)).html;
}
