/** What the API takes otherwise than forms do. */
import type { FastifyRequest } from 'fastify';
import { invalid } from '../errors.ts';
import { valuesOf } from './form-state.ts';
import { takeAsItStands } from './lazy-compilers.ts';
import { checkRequest } from './request-checks.ts';

/** What the API gets as JSON is taken as it stands; what it gets as a form is read as forms are. */
export async function exactJson({ body, headers }: FastifyRequest): Promise<void> {
  if (/^application\/json\b/i.test(headers['content-type'] ?? '')) takeAsItStands(body);
}

/** Who asks how something will look has nothing posted. @throws {AddaError} `invalid` */
export function checkExactly(request: FastifyRequest): void {
  checkRequest(request);
  if (valuesOf(request.body).preview) throw invalid({ field: 'preview', fault: 'preview_elsewhere' });
}
