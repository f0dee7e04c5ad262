export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Prints rows as a Markdown table. */
export function table(title: string, rows: Record<string, string | number>[]): void {
  console.log(`\n### ${title}\n`);
  const names = Object.keys(rows[0] ?? {});
  console.log(`| ${names.join(' | ')} |\n| ${names.map(() => '---').join(' | ')} |`);
  for (const row of rows) console.log(`| ${names.map((name) => row[name]).join(' | ')} |`);
}
