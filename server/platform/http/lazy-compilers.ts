/**
 * A route's schemas are compiled when the route is first asked: the forum answers sooner after its
 * start, and holds nothing for addresses that nobody uses.
 */
import ajv, { type BuildCompilerFromPool } from '@fastify/ajv-compiler';
import json, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler';

type Check = { (data: unknown): unknown; errors?: unknown };
type Write = (data: unknown) => string;

const API = '/api/';
/** Whoever starts several forums in one process compiles what a schema says once. */
const build = ajv();
const typed = new WeakSet<object>();

/** Says of a body that it came as JSON: its numbers are numbers, while all that a form or an address says is text. */
export function noteTyped(body: unknown): void {
  if (typeof body === 'object' && body !== null) typed.add(body);
}

/**
 * Fastify's own, at the first request of a route; what is wrong with it is at `errors`, where Fastify looks. The API takes
 * JSON as it is: nothing in it is made into the type that was meant.
 */
export const buildValidator: BuildCompilerFromPool = (externalSchemas, options) => {
  const compile = build(externalSchemas, options) as (route: unknown) => Check;
  const exact = { ...options, customOptions: { ...options?.customOptions, coerceTypes: false } };
  const compileExactly = build(externalSchemas, exact as typeof options) as (route: unknown) => Check;
  return ((route: { url?: string; httpPart?: string }) => {
    const mayBeTyped = route.httpPart === 'body' && Boolean(route.url?.startsWith(API));
    let check: Check | undefined;
    let checkExactly: Check | undefined;
    const lazily: Check = (data) => {
      const isTyped = mayBeTyped && typed.has(data as object);
      const one = isTyped ? (checkExactly ??= compileExactly(route)) : (check ??= compile(route));
      const isRight = one(data);
      lazily.errors = one.errors;
      return isRight;
    };
    return lazily;
  }) as never;
};

/** Fastify's own, at the first answer of a route. */
export const buildSerializer: SerializerFactory = (externalSchemas, options) => {
  const compile = json()(externalSchemas, options) as unknown as (route: unknown) => Write;
  return ((route: unknown) => {
    let write: Write | undefined;
    return (data: unknown) => (write ??= compile(route))(data);
  }) as never;
};
