import { drawAside } from '../worker-pool/render.ts';
import type { Ctx } from './context.ts';
import type { Values } from './form-state.ts';
import { type Html, trusted } from './html.ts';

/** How what is in a form will look. @property before, after what stands beside its words */
export type Previewed = { words: Html; before: Html | null; after: Html | null };

/** Longer than any text that may be posted. */
const PREVIEWED = 40_000;

/** The words of a form with nothing beside them, drawn as they stand anywhere. */
export async function plainPreview(ctx: Ctx, { values: { body } }: { values: Values }): Promise<Previewed> {
  const text = typeof body === 'string' ? body.slice(0, PREVIEWED) : '';
  return { words: trusted((await drawAside(ctx.adda.workerPool, text)).html), before: null, after: null };
}
