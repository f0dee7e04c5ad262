/** How long files and functions are: lines, by district. */
import { parseAst } from 'vite';
import { filesUnder } from '../support/sources.ts';
import { table } from './table.ts';

/** Content and not code. */
const WORDS = /^server\/reach\/demo\/content\/|^server\/demo\/content\/|^shared\/catalogue\//;
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

type Node = { type?: string; start?: number; end?: number; body?: { type?: string } } & Record<string, unknown>;

/** Lines of each function that has a body of statements. */
function functionsIn(text: string): number[] {
  const found: number[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    if (node.type && FUNCTIONS.has(node.type) && node.body?.type === 'BlockStatement')
      found.push(text.slice(node.start, node.end).split('\n').length);
    Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: 'ts' }));
  return found;
}

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

function row(of: string, files: [string, string][]) {
  const lengths = files.map(([, text]) => text.split('\n').length - 1);
  const functions = files.flatMap(([, text]) => functionsIn(text));
  return {
    of,
    files: files.length,
    lines: lengths.reduce((sum, length) => sum + length, 0),
    'file median': at(lengths, 0.5),
    'file p90': at(lengths, 0.9),
    functions: functions.length,
    'function median': at(functions, 0.5),
    'function p90': at(functions, 0.9),
    'longest function': at(functions, 1 - 1e-9),
  };
}

export async function benchSizes(): Promise<void> {
  const all = [...filesUnder('server'), ...filesUnder('shared'), ...filesUnder('client')].filter(
    ([file]) => !WORDS.test(file),
  );
  const parts = [
    ...new Set(
      all.map(([file]) =>
        file
          .split('/')
          .slice(0, file.startsWith('server/') ? 2 : 1)
          .join('/'),
      ),
    ),
  ];
  table('Lengths, in lines', [
    ...parts.map((part) =>
      row(
        part,
        all.filter(([file]) => file === part || file.startsWith(`${part}/`)),
      ),
    ),
    row('all', all),
  ]);
}
