/**
 * A route's schemas are compiled when the route is first asked: the forum answers sooner after its
 * start, and holds nothing for addresses that nobody uses.
 */
import ajv, { type BuildCompilerFromPool } from '@fastify/ajv-compiler';
import json, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler';

type Check = { (data: unknown): unknown; errors?: unknown };
type Write = (data: unknown) => string;

/** Fastify's own, at the first request of a route; what is wrong with it is at `errors`, where Fastify looks. */
export const buildValidator: BuildCompilerFromPool = (externalSchemas, options) => {
  const compile = ajv()(externalSchemas, options) as (route: unknown) => Check;
  return ((route: unknown) => {
    let check: Check | undefined;
    const lazily: Check = (data) => {
      check ??= compile(route);
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
