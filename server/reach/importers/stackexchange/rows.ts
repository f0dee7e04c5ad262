/** One record of a dump as its attributes. */
import { SaxesParser } from 'saxes';

export type Row = Readonly<Record<string, string | undefined>>;
/** What a record held: a row, a fault, or a row with something faulty behind it. */
export type Parsed = { row: Row | null; fault: string | null };

/** Characters that XML forbids, raw or as references; old dumps have some. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));/gi;

function parse(text: string): Parsed {
  let row: Row | null = null;
  const parser = new SaxesParser({ fragment: true, position: false });
  parser.on('opentag', (tag) => {
    row ??= tag.attributes as Row;
  });
  try {
    parser.write(text).close();
    return { row, fault: null };
  } catch (error) {
    return { row, fault: `no proper XML (${(error as Error).message.replace(/\.$/, '')})` };
  }
}

/** Reads a record's attributes. What XML forbids is dropped from a text rather than the row with it. */
export function parseRow(text: string): Parsed {
  const parsed = parse(text);
  if (!parsed.fault) return parsed;
  const cleaned = text.replace(FORBIDDEN, '');
  return cleaned === text ? parsed : parse(cleaned);
}

/** A whole number, or null. */
export function intOf(text: string | undefined): number | null {
  if (text === undefined || !/^\s*-?\d{1,15}\s*$/.test(text)) return null;
  return Number(text);
}

const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/;

/** A dump's time (UTC without a zone) in milliseconds, or null. */
export function timeOf(text: string | undefined): number | null {
  if (!text || !/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const time = Date.parse(ZONED.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

/** `<a><b>` and `|a|b|` alike; each once. */
export function tagsOf(text: string | undefined): string[] {
  const names = (text ?? '').split(/[<>|]+/).map((name) => name.trim().toLowerCase().replace(/\s+/gu, '-'));
  return [...new Set(names.filter(Boolean))];
}
