/**
 * A route's schemas are compiled when the route is first asked: the forum answers sooner after its
 * start, and holds nothing for addresses that nobody uses.
 */
import ajv, { type BuildCompilerFromPool } from '@fastify/ajv-compiler';
import json, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler';

type Check = { (data: unknown): unknown; errors?: unknown };
type Write = (data: unknown) => string;

const strict = new WeakSet<object>();

/** What this body says is taken as it stands: JSON has numbers, truth values and lists of its own, which forms do not. */
export function takeAsItStands(body: unknown): void {
  if (typeof body === 'object' && body !== null) strict.add(body);
}

/** Fastify's own, at the first request of a route; what is wrong with it is at `errors`, where Fastify looks. */
export const buildValidator: BuildCompilerFromPool = (externalSchemas, options) => {
  const customOptions = { ...options?.customOptions, coerceTypes: false };
  const compile = ajv()(externalSchemas, options) as (route: unknown) => Check;
  let compileStrictly: typeof compile | undefined;
  return ((route: unknown) => {
    let loose: Check | undefined;
    let exact: Check | undefined;
    const lazily: Check = (data) => {
      const isExact = typeof data === 'object' && data !== null && strict.has(data);
      if (isExact)
        compileStrictly ??= ajv()(externalSchemas, { ...options, customOptions } as typeof options) as typeof compile;
      const check = isExact ? (exact ??= compileStrictly!(route)) : (loose ??= compile(route));
      const isRight = check(data);
      lazily.errors = check.errors;
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
