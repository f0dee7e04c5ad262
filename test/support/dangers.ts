/** What a browser would run or fetch in a piece of HTML, told by a real parser. */
import { Parser } from 'htmlparser2';

const RUNNING = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'base',
  'link',
  'meta',
  'style',
  'svg',
  'math',
  'form',
  'template',
]);
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'srcset', 'poster', 'data', 'xlink:href']);
/** With a scheme that runs nothing, or on this very site. */
const SAFE_ADDRESS = /^(https?:|mailto:|(?!\/\/|[a-z][a-z0-9+.-]*:))/i;

function ofAttribute(tag: string, name: string, value: string): string | null {
  if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') return `${tag} ${name}`;
  const address = value.replace(/[\u0000-\u0020]/g, '');
  return ADDRESSES.has(name) && !SAFE_ADDRESS.test(address) ? `${tag} ${name}=${value}` : null;
}

/** @param own tags that the page itself brings along */
export function dangers(html: string, own: string[] = []): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (RUNNING.has(tag) && !own.includes(tag)) found.push(tag);
      for (const [name, value] of Object.entries(attributes)) {
        const danger = ofAttribute(tag, name, value);
        if (danger) found.push(danger);
      }
    },
  });
  parser.end(html);
  return found;
}
