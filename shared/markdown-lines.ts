/** What is set right in a text before it is read as Markdown: line by line, and never within code. */

/** So many containers are opened by the marks of one line, or by its indentation; what goes deeper is text. */
const MAX_MARKS = 12;
const MAX_INDENT = 60;
const MARKS = new RegExp(`^((?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_MARKS}})[>\\-*+\\d.) \\t]+`);
const FENCE = /^[ >]*(```|~~~)/;

/** Takes out the marks of containers beyond a depth that anybody means: their words stay. */
function flatten(line: string): string {
  const indent = line.length - line.trimStart().length;
  return (indent > MAX_INDENT ? line.slice(indent - MAX_INDENT) : line).replace(MARKS, '$1 ');
}

/** `##x` is meant as a heading; `#x` may be a word that somebody marked. */
const TIGHT_HEADING = /^((?: {0,3}>)* {0,3}#{2,6})(?=[\p{L}\p{N}])/u;
// A note at the foot (`[^1]: …`) defines no link.
const DEFINITION = /^ {0,3}\[(?!\^)([^\]\n]{1,100})\]:[ \t]*<?(?:https?:|mailto:|\/)\S/;
const APART = /\[([^[\]\n]{1,300})\] \[([^[\]\n]{1,100})\]/g;
const CODE = /(`+[^`]*`+)/;

/** `[words] [1]` is a link where `[1]` is defined. */
function joinReferences(line: string, labels: ReadonlySet<string>): string {
  if (!line.includes('] [')) return line;
  const join = (all: string, words: string, label: string) =>
    labels.has(label.toLowerCase()) ? `[${words}][${label}]` : all;
  return line
    .split(CODE)
    .map((part, i) => (i % 2 ? part : part.replace(APART, join)))
    .join('');
}

/** The labels that are defined in a text and stand elsewhere in it too. */
function labelsIn(markdown: string, lines: string[]): Set<string> {
  const labels = new Set<string>();
  if (!markdown.includes(']:')) return labels;
  const counts = new Map<string, number>();
  for (const [, label] of markdown.matchAll(/\[([^[\]\n]{1,100})\]/g)) {
    const key = label!.toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const line of lines) {
    const label = DEFINITION.exec(line)?.[1]?.toLowerCase();
    if (label !== undefined && (counts.get(label) ?? 0) > 1) labels.add(label);
  }
  return labels;
}

/** A text as it is read: bounded in depth, with headings, references and their definitions as people mean them. */
export function prepare(markdown: string): string {
  const lines = markdown.split('\n');
  const labels = labelsIn(markdown, lines);
  let isCode = false;
  let isInText = false;
  return lines
    .map((line) => {
      if (FENCE.test(line)) isCode = !isCode;
      if (isCode) return line;
      const label = labels.size > 0 ? DEFINITION.exec(line)?.[1] : undefined;
      const isDefinition = label !== undefined && labels.has(label.toLowerCase());
      // Right under a text it would be part of it.
      const apart = isDefinition && isInText ? '\n' : '';
      isInText = !isDefinition && line.trim() !== '';
      return apart + joinReferences(flatten(line).replace(TIGHT_HEADING, '$1 '), labels);
    })
    .join('\n');
}
