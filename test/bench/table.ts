export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Of values that were measured on the same: the mean of one less the other, with its standard error. */
export function pairedDifference(one: (number | null)[], other: (number | null)[]): { mean: number; error: number } {
  const differences = one.flatMap((value, i) => {
    const against = other[i];
    return value === null || against === null || against === undefined ? [] : [value - against];
  });
  const n = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: n < 2 ? NaN : Math.sqrt(squares / (n - 1) / n) };
}

/** As tables say it. */
export function differenceText({ mean, error }: { mean: number; error: number }): string {
  if (Number.isNaN(error)) return '–';
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(3)} ± ${error.toFixed(3)}`;
}

/** Prints rows as a Markdown table. */
export function table(title: string, rows: Record<string, string | number>[]): void {
  console.log(`\n### ${title}\n`);
  const names = Object.keys(rows[0] ?? {});
  console.log(`| ${names.join(' | ')} |\n| ${names.map(() => '---').join(' | ')} |`);
  for (const row of rows) console.log(`| ${names.map((name) => row[name]).join(' | ')} |`);
}
