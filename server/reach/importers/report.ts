/** What an import did, file by file, for people and for programs. */

/** Lines named for each reason; more are only counted. */
const LINES_NAMED = 20;

export type Note = { reason: string; count: number; lines: number[] };

export type FileReport = {
  file: string;
  state: 'read' | 'missing' | 'broken';
  /** Rows found in the file. */
  rows: number;
  imported: number;
  existing: number;
  skipped: number;
  bad: number;
  /** Why a broken file broke, or what is lost because a file is missing. */
  problem: string | null;
  notes: Note[];
};

export type Made = {
  members: number;
  questions: number;
  answers: number;
  replies: number;
  accepted: number;
  /** Earlier versions of posts. */
  edits: number;
  closed: number;
  links: number;
  pictures: number;
};
const NOTHING_MADE: Made = {
  ...{ members: 0, questions: 0, answers: 0, replies: 0, accepted: 0 },
  ...{ edits: 0, closed: 0, links: 0, pictures: 0 },
};

export class Report {
  readonly files: FileReport[] = [];
  readonly made: Made = { ...NOTHING_MADE };
  /** What is not brought, and of how much there was. */
  readonly left = new Map<string, number>();
  space: { name: string; slug: string } | null = null;
  seconds = 0;

  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  file(name: string): FileReport {
    let found = this.files.find((entry) => entry.file === name);
    if (!found) {
      found = {
        file: name,
        state: 'read',
        rows: 0,
        imported: 0,
        existing: 0,
        skipped: 0,
        bad: 0,
        problem: null,
        notes: [],
      };
      this.files.push(found);
    }
    return found;
  }

  /** Something worth saying about a file's rows. */
  note(name: string, reason: string, line?: number, count = 1): void {
    const { notes } = this.file(name);
    let note = notes.find((entry) => entry.reason === reason);
    if (!note) notes.push((note = { reason, count: 0, lines: [] }));
    note.count += count;
    if (line !== undefined && note.lines.length < LINES_NAMED) note.lines.push(line);
  }

  /** A row that cannot be used. */
  bad(name: string, reason: string, line: number): void {
    this.file(name).bad++;
    this.note(name, reason, line);
  }

  /** Rows that are left out on purpose. */
  skip(name: string, reason: string, line?: number, count = 1): void {
    this.file(name).skipped += count;
    this.note(name, reason, line, count);
  }

  /** Something of a row that is not brought. */
  leave(what: string, count = 1): void {
    this.left.set(what, (this.left.get(what) ?? 0) + count);
  }

  /** A file that ends or fails in its middle. */
  broke(name: string, problem: string): void {
    Object.assign(this.file(name), { state: 'broken', problem });
  }

  missing(name: string, lost: string): void {
    Object.assign(this.file(name), { state: 'missing', problem: lost });
  }

  get rows(): number {
    return this.files.reduce((sum, file) => sum + file.rows, 0);
  }

  get isBroken(): boolean {
    return this.files.some((file) => file.state === 'broken');
  }

  /** Everything that was not there before. */
  get news(): number {
    return Object.values(this.made).reduce((sum, count) => sum + count, 0);
  }

  toJSON() {
    const { source, space, seconds, rows, news, made, isBroken: broken, files } = this;
    return {
      source,
      space,
      seconds,
      rows,
      rowsPerSecond: Math.round(rows / Math.max(seconds, 0.001)),
      new: news,
      made,
      broken,
      left: Object.fromEntries(this.left),
      files,
    };
  }
}

const number = (count: number) => count.toLocaleString('en-GB');

function noteLine({ reason, count, lines }: Note): string {
  if (lines.length === 0) return `${reason}: ${number(count)}`;
  const more = count > lines.length ? ` and ${number(count - lines.length)} more` : '';
  return `${reason}: ${number(count)} (line ${lines.join(', ')}${more})`;
}

function fileLines(file: FileReport): string[] {
  const name = file.file.padEnd(16);
  if (file.state === 'missing') return [`  ${name} missing: ${file.problem}`];
  const counts = [
    `${number(file.rows)} rows: ${number(file.imported)} imported`,
    `${number(file.existing)} already there`,
    `${number(file.skipped)} skipped`,
    `${number(file.bad)} bad`,
  ].join(', ');
  const broken = file.state === 'broken' ? [`${' '.repeat(19)}BROKEN: ${file.problem}`] : [];
  return [`  ${name} ${counts}`, ...broken, ...file.notes.map((note) => `${' '.repeat(19)}${noteLine(note)}`)];
}

/** The report as lines of text. */
export function reportText(report: Report): string {
  const { members, questions, answers, accepted, replies, edits, closed, links, pictures } = report.made;
  const left = [...report.left].map(([what, count]) => `${number(count)} ${what}`);
  const where = report.space ? ` into ${report.space.name} (/s/${report.space.slug})` : '';
  const rate = Math.round(report.rows / Math.max(report.seconds, 0.001));
  return [
    `Import ${report.source}${where}`,
    ...report.files.flatMap(fileLines),
    [
      `${number(report.news)} new: ${number(members)} members`,
      `${number(questions)} questions`,
      `${number(answers)} answers`,
      `${number(accepted)} accepted`,
      `${number(replies)} replies`,
      `${number(edits)} earlier versions`,
      `${number(closed)} closed`,
      `${number(links)} links between threads`,
      `${number(pictures)} pictures`,
    ].join(', '),
    ...(left.length > 0 ? [`Not brought: ${left.join(', ')}`] : []),
    `${number(report.rows)} rows in ${report.seconds.toFixed(1)} s (${number(rate)} rows/s)`,
    ...(report.isBroken
      ? [
          'A file is broken: all that came before the break is in. Mend the file and import again; nothing comes in twice.',
        ]
      : []),
  ].join('\n');
}
