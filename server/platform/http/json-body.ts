/** What comes as JSON. */
import type { FastifyInstance } from 'fastify';
import { AddaError } from '../errors.ts';

/** Deeper than anything that we take. */
const DEPTH_AT_MOST = 32;
/** More names than anything that we take has, in all its objects: each that nobody asked for is looked at, and taken out. */
const NAMES_AT_MOST = 2_000;
const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 58, 91, 93, 123, 125];

/** Where the text that begins with a quotation mark ends; the length where it does not. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

/**
 * Why a body is not parsed: lists and objects stand within each other deeper than we take (the platform's parser needs
 * 0.3 µs for each), or they have too many names; null for neither.
 */
export function whyNotParse(json: string): 'malformed' | 'too_large' | null {
  let depth = 0;
  let names = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) i = endOfText(json, i);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > DEPTH_AT_MOST) return 'malformed';
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
    else if (code === COLON && ++names > NAMES_AT_MOST) return 'too_large';
  }
  return null;
}

/** Looks at a body before it is parsed, by the framework's own parser. */
export function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'ignore');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    const no = whyNotParse(body);
    if (no) return done(new AddaError(no));
    void parse(request, body, done);
  });
}
