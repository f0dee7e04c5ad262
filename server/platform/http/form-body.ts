/** What a form sends, read by the platform's own parser: it takes half the time of the one that formbody brings. */

/** More than any form has, lists and all; what comes after it is not read. */
const PAIRS_AT_MOST = 5_000;

function bounded(text: string): string {
  let at = -1;
  for (let pairs = 0; pairs < PAIRS_AT_MOST; pairs++) {
    at = text.indexOf('&', at + 1);
    if (at === -1) return text;
  }
  return text.slice(0, at);
}

/** A name that is sent once has a text, one that is sent again a list. */
export function parseForm(text: string): Record<string, string | string[]> {
  const fields = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(bounded(text))) {
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else fields[name] = [before, value];
  }
  return fields;
}
