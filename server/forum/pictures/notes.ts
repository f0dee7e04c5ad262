/** What is told of pictures that were kept, besides that they were. */
import type { Ctx } from '../../platform/http/context.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import type { Picture } from './queries.ts';

/** What moved and does not any more, and how what moves is shown. */
export function notesOn({ m, uploadFaults }: Ctx, kept: Picture[]): string[] {
  const moving = kept.some(({ moves }) => moves) ? [m.pictures.movesNote] : [];
  return [...uploadFaults.map((fault) => faultSentence(fault, m)), ...moving];
}
