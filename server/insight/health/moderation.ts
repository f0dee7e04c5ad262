/** The figures on moderation: what is reckoned from what was counted, and how machines get it. */
import Type from 'typebox';
import type { ModerationMonth } from './moderation-queries.ts';

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** Acts by which a moderator judged what a rule had held back or flagged: that is all that rules do by themselves. */
const AFTER_A_RULE = ['post.approve', 'post.refuse'];

export const actsIn = ({ byAct }: ModerationMonth): number => sum(Object.values(byAct));
export const byRuleIn = ({ byAct }: ModerationMonth): number => sum(AFTER_A_RULE.map((act) => byAct[act] ?? 0));
export const suspensionsIn = ({ byAct }: ModerationMonth): number => byAct['member.suspend'] ?? 0;

export const MonthOut = Type.Object({
  start: Type.Integer({ description: 'UTC milliseconds; the last month is not over yet' }),
  acts: Type.Integer(),
  byAct: Type.Record(Type.String(), Type.Integer()),
  byRule: Type.Integer({ description: 'Acts by which a moderator judged what a rule had held or flagged' }),
  suspensions: Type.Integer(),
  casesDecided: Type.Integer(),
  medianMs: Type.Union([Type.Integer(), Type.Null()], { description: 'From the first report to the decision' }),
  notices: Type.Integer(),
  appealsDecided: Type.Integer(),
  appealsUpheld: Type.Integer(),
});

export const monthOut = (month: ModerationMonth) => ({
  ...{ start: month.start, acts: actsIn(month), byAct: month.byAct, byRule: byRuleIn(month) },
  ...{ suspensions: suspensionsIn(month), casesDecided: month.decided, medianMs: month.medianMs },
  ...{ notices: month.notices, appealsDecided: month.appeals, appealsUpheld: month.upheld },
});

/** One line a month and figure. */
export function moderationCsv(months: ModerationMonth[]): string {
  const lines = ['month,figure,value'];
  for (const month of months) {
    const { start, byAct, ...figures } = monthOut(month);
    const put = (name: string, value: number | null) =>
      lines.push([new Date(start).toISOString().slice(0, 7), name, value ?? ''].join(','));
    for (const [name, value] of Object.entries(figures)) put(name, value);
    for (const act of Object.keys(byAct).sort()) put(`act:${act}`, byAct[act]!);
  }
  return `${lines.join('\n')}\n`;
}
