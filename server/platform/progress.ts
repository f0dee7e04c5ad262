/** How far an import is: a bar on a terminal, a plain line every few seconds elsewhere. On stderr. */
import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 150;

export type Progress = {
  /** A new stretch of work of `total` units (bytes, posts …). */
  start(label: string, total: number): void;
  /** So many units more, which were so many rows. */
  add(units: number, rows: number): void;
  stop(): void;
};

/** A progress for work that tells how much is done of how much. */
export function stepsOf(progress: Progress, label: string): (done: number, of: number) => void {
  let before = -1;
  return (done, of) => {
    if (before < 0) progress.start(label, of);
    progress.add(done - Math.max(before, 0), done - Math.max(before, 0));
    before = done;
  };
}

/** For tests and for callers that show nothing. */
export const silent: Progress = { start() {}, add() {}, stop() {} };

function inWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

type Output = { isTTY?: boolean; write(text: string): unknown };

export function makeProgress(output: Output = process.stderr): Progress {
  let label = '';
  let total = 0;
  let units = 0;
  let rows = 0;
  let startedAt = 0;
  let shownAt = 0;
  let bar: SingleBar | null = null;

  function facts() {
    const seconds = (Date.now() - startedAt) / 1_000;
    const left = units > 0 ? ((total - units) * seconds) / units : Infinity;
    return { label, rate: Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en-GB'), left: inWords(left) };
  }

  function show() {
    shownAt = Date.now();
    if (bar) return bar.update(Math.min(units, total), facts());
    const percent = total > 0 ? Math.floor((100 * units) / total) : 100;
    const { rate, left } = facts();
    output.write(`${label}: ${percent} %, ${rate} rows/s, ${left} left\n`);
  }

  const stop = () => {
    if (bar) show();
    bar?.stop();
    bar = null;
  };

  return {
    start(nextLabel, nextTotal) {
      stop();
      [label, total, units, rows, startedAt, shownAt] = [nextLabel, nextTotal, 0, 0, Date.now(), Date.now()];
      if (!output.isTTY) return;
      bar = new SingleBar({
        format: '{label} [{bar}] {percentage} % · {rate} rows/s · {left} left',
        stream: process.stderr,
        barsize: 24,
        hideCursor: true,
      });
      bar.start(total, 0, facts());
    },
    add(moreUnits, moreRows) {
      units += moreUnits;
      rows += moreRows;
      if (Date.now() - shownAt >= (bar ? BAR_EVERY_MS : LINE_EVERY_MS)) show();
    },
    stop,
  };
}
