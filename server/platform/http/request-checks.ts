/** What every route asks before its own work: may they enter, is what came well-formed, which files came along. */
import type { FastifyRequest } from 'fastify';
import { AddaError, type FieldFault } from '../errors.ts';
import { type RouteRule, whyNotAuthorized, whyNotWrite } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { type Ctx, signedOut, speaksAs } from './context.ts';
import { saidIn } from '../idempotency/content.ts';
import { isBegun } from '../idempotency/idempotency.ts';
import { keyedRequest } from './keyed-request.ts';
import { asRefusal } from './errors.ts';
import { noteTyped } from './lazy-compilers.ts';
import { readMultipart, type Upload } from './multipart.ts';

/** A form that anybody may see is drawn again also for those who have been signed out meanwhile. */
export function maySee(rule: RouteRule, ctx: Ctx): boolean {
  return ctx.viewer ? whyNotAuthorized(rule, ctx.viewer) === null : rule !== 'admin';
}

/** @param writes whether it changes something, which not every token may */
export function authorize(rule: RouteRule, ctx: Ctx, writes: boolean): void {
  const no = whyNotAuthorized(rule, ctx.viewer) ?? (writes ? whyNotWrite(ctx.viewer) : null);
  if (no) throw new AddaError(no);
}

/** More would help nobody, and an answer must not be larger than what it answers. */
const FAULTS_TOLD = 20;

/** A schema only bounds the work: what fits is the rule's to say. */
function trueLimit(field: string): number | null {
  const range = (LIMITS as Record<string, unknown>)[field] as { max?: number } | undefined;
  return range?.max ?? null;
}

/** Schema faults as the domain states them, by field. */
function faultsOf(request: FastifyRequest): FieldFault[] {
  const validation = request.validationError?.validation ?? [];
  return validation
    .slice(0, FAULTS_TOLD)
    .map((fault: { params: Record<string, unknown>; instancePath: string; keyword: string }) => {
      const field = (fault.params.missingProperty as string | undefined) ?? fault.instancePath.split('/')[1] ?? '';
      if (fault.keyword === 'required') return { field, fault: 'required' as const };
      if (fault.keyword === 'maxLength')
        return { field, fault: 'too_long' as const, limit: trueLimit(field) ?? Number(fault.params.limit) };
      return { field, fault: 'wrong' as const };
    });
}

export function checkRequest(request: FastifyRequest): void {
  if (!request.validationError) return;
  // An address that cannot exist is one that does not exist.
  if (request.validationError.validationContext === 'params') throw new AddaError('not_found');
  throw new AddaError('invalid', { faults: [...faultsOf(request), ...request.ctx.uploadFaults] });
}

/**
 * Whether what somebody sent may be done at all: what was refused before the route could look at it, who they are, what came.
 * @param isApi where a form's `preview` has an address of its own, and would be posted @throws {AddaError}
 */
export function checkWrite(request: FastifyRequest, who: RouteRule, isApi = false): void {
  if (request.refusal) throw request.refusal;
  authorize(who, request.ctx, true);
  checkRequest(request);
  if (isApi && (request.body as { preview?: unknown }).preview)
    throw new AddaError('invalid', { faults: [{ field: 'preview', fault: 'preview_elsewhere' }] });
}

/** Longer than any list that a schema takes. */
const LIST_BOUND = 1_000;

/**
 * Refuses a request: a form's own route does, with what was typed; elsewhere it is thrown.
 * @throws {AddaError} the refusal
 */
export function refuse(request: FastifyRequest, error: AddaError): void {
  if (!request.routeOptions.config.refuses) throw error;
  request.refusal ??= error;
}

/**
 * A list without end would cost a fault for each of its items before anybody counts them.
 * @throws {AddaError} `invalid`
 */
export async function boundLists(request: FastifyRequest): Promise<void> {
  for (const sent of [request.body, request.query] as Record<string, unknown>[]) {
    if (typeof sent !== 'object' || sent === null) continue;
    if (Array.isArray(sent)) throw new AddaError('malformed');
    for (const [field, value] of Object.entries(sent)) {
      if (!Array.isArray(value) || value.length <= LIST_BOUND) continue;
      const name = field.slice(0, 100);
      refuse(
        request,
        new AddaError('invalid', {
          faults: [{ field: name, fault: 'too_many', limit: LIST_BOUND, length: value.length }],
        }),
      );
      sent[field] = value.slice(0, LIST_BOUND);
    }
  }
}

/**
 * Forms of posts, and drafts, say for whom they were drawn: in a tab that was left open somebody else may be signed in by now,
 * under whose name nothing of theirs is posted or kept. Who sent it is nobody then, and may sign in and send it again. Nor is
 * anything said with a brand's label, or without it, whose form said otherwise.
 * @returns what else came
 */
function forWriter(request: FastifyRequest, sent: Record<string, unknown>): Record<string, unknown> {
  const { writer, speaksAs: drawnAs, ...fields } = sent;
  const { ctx } = request;
  const drawnFor = writer === undefined ? '' : String(writer).slice(0, 20);
  if (drawnFor !== '' && drawnFor !== String(ctx.viewer?.id)) request.ctx = signedOut(ctx, drawnFor);
  else if (ctx.viewer && drawnAs !== undefined && drawnAs !== speaksAs(ctx))
    refuse(request, new AddaError('speaks_otherwise'));
  return fields;
}

/** Nothing sent is the same as an empty form. */
export async function fillBody(request: FastifyRequest): Promise<void> {
  request.body = forWriter(request, (request.body ?? {}) as Record<string, unknown>);
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) noteTyped(request.body);
}

/** What became of files that came with a form. @property refusal why the rest was not looked at */
export type Received = { pictureIds: number[]; fileIds?: number[]; faults: FieldFault[]; refusal?: AddaError };

const NOTHING: Received = { pictureIds: [], faults: [] };

/** Ids that a form sent, with those of files that came along. An empty one says that it has a field for them, even when all are taken out. */
function withReceived(sent: unknown, received: number[] = []): number[] | undefined {
  const before = [sent ?? []].flat().filter((id) => id !== '');
  return sent === undefined && received.length === 0 ? undefined : [...before.map(Number), ...received];
}

/** What is typed beside files is not lost where these cannot be kept just now. */
const withoutFiles = (request: FastifyRequest) => (thrown: unknown) => {
  const refusal = asRefusal(request, thrown);
  if (refusal instanceof AddaError) return { ...NOTHING, refusal };
  throw thrown;
};

/**
 * Reads a form that carries files; of those who may not enter only the words, so that the form can be drawn again. What is sent
 * once more under its key brings no files a second time.
 */
export function receiving(
  { path, who }: { path: string; who: RouteRule },
  receive: (ctx: Ctx, uploads: Upload[]) => Promise<Received>,
  isStrict: boolean,
) {
  const isAgain = async (request: FastifyRequest): Promise<boolean> => {
    const keyed = keyedRequest(request, path, isStrict);
    return keyed !== null && isBegun(request.ctx.adda.store.read, keyed);
  };
  return async (request: FastifyRequest): Promise<void> => {
    if (!request.isMultipart()) return fillBody(request);
    const { ctx } = request;
    const mayEnter = !request.refusal && whyNotAuthorized(who, ctx.viewer) === null;
    await readMultipart(request, mayEnter, async ({ fields: sent, uploads, hashes, faults, refusal, isCut }) => {
      if (isCut) throw request.refusal ?? refusal;
      request.refusal ??= refusal;
      const fields = forWriter(request, sent);
      const isTaken = mayEnter && refusal === null && request.ctx === ctx;
      request.content = { ...saidIn(fields), files: hashes };
      request.body = fields;
      const take = async () => ((await isAgain(request)) ? NOTHING : receive(ctx, uploads));
      const received = isTaken ? await take().catch(withoutFiles(request)) : NOTHING;
      request.refusal ??= received.refusal ?? null;
      ctx.uploadFaults.push(...faults, ...received.faults);
      const { pictureIds: sentPictures, fileIds: sentFiles, ...others } = fields;
      const pictureIds = withReceived(sentPictures, received.pictureIds);
      const fileIds = withReceived(sentFiles, received.fileIds);
      request.body = { ...others, ...(pictureIds && { pictureIds }), ...(fileIds && { fileIds }) };
    });
  };
}
