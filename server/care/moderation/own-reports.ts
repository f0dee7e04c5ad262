/** “What became of your reports”, for members. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { cursorPager, empty, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { actWords } from '../acts/words.ts';
import { type OwnReport, reportsBy } from '../cases/list-queries.ts';
import { pathOf } from '../cases/report-view.ts';
import { type Subject, subjectNow } from '../cases/subjects.ts';
import type { SpaceAct } from '../../../shared/words.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';

const PER_PAGE = 20;

export type OwnReports = {
  list: { own: OwnReport; subject: Subject | null }[];
  people: People;
  next: number | null;
  isFirst: boolean;
};

/** @param before the last one on the page before */
export async function ownReports(ctx: Ctx, before: number | null): Promise<OwnReports> {
  const conn = ctx.adda.store.read;
  const rows = await reportsBy(conn, ctx.viewer!.id, before, PER_PAGE + 1);
  const list = [];
  for (const own of rows.slice(0, PER_PAGE)) list.push({ own, subject: await subjectNow(conn, ctx.audience, own.of) });
  const members = list.map(({ subject }) => (subject?.target === 'member' ? subject.slug : null));
  const next = rows.length > PER_PAGE ? list.at(-1)!.own.report.id : null;
  return { list, people: await peopleNamed(ctx, members), next, isFirst: before === null };
}

/** What was done, in words; nothing of what was done to a person. */
export function outcomeOf({ m }: Pick<Ctx, 'm'>, act: OwnReport['act'], spaceAct: SpaceAct | null): string {
  if (spaceAct !== null) return m.reports.outcome(m.log.kept[spaceAct]);
  return act && act.target !== 'member' ? m.reports.outcome(actWords(m, act.target, act.verb).done) : '';
}

function item(ctx: Ctx, { own: { report, of, act }, subject }: OwnReports['list'][number], people: People): Html {
  const { m } = ctx;
  const member = subject?.target === 'member' ? people.get(subject.slug) : undefined;
  const what = member
    ? authorTag(ctx, member, 'mentioned')
    : subject && html`<a href="${pathOf(subject)}"${textAttributes(ctx, subject.title)}>${subject.title}</a>`;
  const name = of.kind === 'edit' ? m.cases.edit : m.reports.reasons[report.reason].name;
  const said = [outcomeOf(ctx, act, of.spaceAct), report.decision].filter(Boolean).join(' ');
  return html`<li>
    <h3>${m.cases.targets[of.target]} · ${name}</h3>
    <p>${what ?? m.reports.gone}</p>
    <p class="muted small">${time(ctx, report.createdAt)}</p>
    <p><b>${m.reports.states[report.state]}</b>${said && html` · <span${textAttributes(ctx, said)}>${said}</span>`}</p>
  </li>`;
}

export function ownReportsView(ctx: Ctx, { list, people, next, isFirst }: OwnReports): Html {
  const { reports } = ctx.m;
  return shell(ctx, {
    title: reports.mine,
    width: 'read',
    noIndex: true,
    body: html`<h1>${reports.mine}</h1>
    <p class="lede">${reports.mineLead}</p>
    ${
      list.length === 0
        ? empty(ctx, 'solved', reports.none, reports.noneHelp)
        : html`<ol class="post-list">${list.map((one) => item(ctx, one, people))}</ol>`
    }
    ${cursorPager(ctx, '/reports', isFirst, next === null ? null : `/reports?before=${next}`)}`,
  });
}
