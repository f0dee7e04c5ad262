import type { FastifyRequest } from 'fastify';
import { drawAside } from '../worker-pool/render.ts';
import { AddaError, type FieldFault } from '../errors.ts';
import { asRefusal } from './errors.ts';
import type { Ctx } from './context.ts';
import type { Values } from './form-state.ts';
import { type Html, trusted } from './html.ts';

/** How what is in a form will look. @property before, after what stands beside its words @property faults what would be refused of what stands beside them */
export type Previewed = { words: Html; before: Html | null; after: Html | null; faults?: FieldFault[] };

/** Longer than any text that may be posted. */
const PREVIEWED = 40_000;

/** The words of a form with nothing beside them, drawn as they stand anywhere. */
export async function plainPreview(ctx: Ctx, { values: { body } }: { values: Values }): Promise<Previewed> {
  const text = typeof body === 'string' ? body.slice(0, PREVIEWED) : '';
  return { words: trusted((await drawAside(ctx.adda.workerPool, text)).html), before: null, after: null };
}

/** Draws how a form's words will look. @returns why it is not drawn: the form is there all the same */
export async function drawPreview(
  request: FastifyRequest,
  draw: (ctx: Ctx, input: { values: Values }) => Promise<Previewed>,
  values: Values,
): Promise<AddaError | null> {
  try {
    request.ctx.preview = await draw(request.ctx, { values });
    return null;
  } catch (thrown) {
    const error = asRefusal(request, thrown);
    if (error instanceof AddaError) return error;
    throw thrown;
  }
}
