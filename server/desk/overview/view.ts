import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { LATE_MS } from '../../platform/jobs/claims.ts';
import { time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { Figures } from './figures.ts';

const MB = 1_048_576;

const fact = (name: string, value: Part): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function forumFacts({ m }: Ctx, { forum }: Figures): Html {
  const linked = (count: number, address: string) =>
    count === 0 ? m.number(count) : html`<a href="${address}">${m.number(count)}</a>`;
  return html`<section class="section">
    <h2>${m.admin.forum}</h2>
    <dl class="facts">
      ${fact(m.overview.members, m.number(forum.members))}
      ${fact(m.overview.joined, m.number(forum.joined))}
      ${fact(m.overview.posts, m.number(forum.posts))}
      ${fact(m.overview.held, linked(forum.held, '/moderation/held'))}
      ${fact(m.overview.cases, linked(forum.cases, '/moderation'))}
    </dl>
  </section>`;
}

function queueFacts({ m }: Ctx, { forum, letters, push }: Figures): Html {
  const givenUp = forum.tasksGivenUp + letters.givenUp;
  return html`<section class="section">
    <h2>${m.overview.waiting}</h2>
    <dl class="facts">
      ${fact(m.overview.tasks, m.number(forum.tasks))}
      ${fact(m.overview.letters, html`<a href="/admin/mail">${m.number(letters.waiting)}</a>`)}
      ${fact(m.overview.push, m.number(push.waiting))}
      ${fact(m.admin.givenUp, givenUp === 0 ? m.number(0) : html`<a href="/admin/tasks">${m.number(givenUp)}</a>`)}
    </dl>
  </section>`;
}

function machineFacts(
  ctx: Ctx,
  { process: node, cache, openPages, disk, files, storage, backup, version, engine }: Figures,
): Html {
  const { m } = ctx;
  const mb = (bytes: number) => m.overview.megabytes(m.number(Math.round(bytes / MB)));
  const ms = (value: number) => m.overview.milliseconds(m.decimal(value, 1));
  const made = backup.at === null ? m.adminMail.never : time(ctx, backup.at);
  return html`<section class="section">
    <h2>${m.overview.machine}</h2>
    <p class="muted">${m.overview.machineLead}</p>
    <dl class="facts">
      ${fact(m.overview.version, `Adda ${version} · Node.js ${node.node} · ${engine}`)}
      ${fact(m.overview.started, time(ctx, node.startedAt))}
      ${fact(m.overview.answered, m.number(node.answered))}
      ${fact(m.overview.failed, m.number(node.failed))}
      ${fact(m.overview.half, ms(node.p50))}
      ${fact(m.overview.most, ms(node.p99))}
      ${fact(m.overview.memory, mb(node.memory))}
      ${fact(m.overview.cache, m.overview.cached(m.number(cache.pages), mb(cache.bytes), mb(cache.maxBytes)))}
      ${fact(m.overview.openPages, m.number(openPages))}
      ${disk && fact(m.overview.disk, m.overview.freeOf(mb(disk.free), mb(disk.size)))}
      ${fact(m.overview.database, mb(storage.database))}
      ${fact(m.overview.files, files.most === 0 ? mb(files.used) : m.overview.usedOf(mb(files.used), mb(files.most)))}
      ${fact(m.overview.pictures, mb(storage.pictures))}
      ${fact(m.overview.otherFiles, mb(storage.files))}
      ${fact(m.overview.backup, backup.isOn ? made : m.overview.noBackup)}
    </dl>
  </section>`;
}

/** How a job does, in words; what nobody set up does nothing, and so does not well. */
function jobState(ctx: Ctx, { hasFailed, isSetUp, error }: Figures['jobs'][number], isLate: boolean): Html {
  const { m } = ctx;
  if (hasFailed || isLate)
    return html`<strong>${hasFailed ? m.overview.jobFailed : m.overview.jobLate}</strong>${error && html`<br><code>${error}</code>`}`;
  return isSetUp
    ? html`${m.overview.jobGood}`
    : html`<strong>${m.overview.jobOff}</strong><br><small>${m.overview.jobOffHelp}</small>`;
}

function jobRow(ctx: Ctx, job: Figures['jobs'][number], now: number): Html {
  const { m } = ctx;
  const { name, finishedAt, dueAt, hasFailed, isSetUp } = job;
  const words = m.jobNames[name] ?? name;
  const isLate = dueAt < now - LATE_MS;
  return html`<tr>
    <th scope="row">${words}${words !== name && html`<br><code class="muted small">${name}</code>`}</th>
    <td>${jobState(ctx, job, isLate)}</td>
    <td>${finishedAt === null || !isSetUp ? m.adminMail.never : time(ctx, finishedAt)}</td>
    <td>${
      (hasFailed || isLate) &&
      html`<form method="post" action="/admin/jobs/${encodeURIComponent(name)}/run">
        <button class="button button--small">${m.admin.tryAgain}<span class="visually-hidden">: ${words}</span></button></form>`
    }</td>
  </tr>`;
}

/** How the forum and its machine do. */
export function overviewView(ctx: Ctx, figures: Figures): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.overview.title,
    width: 'read',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li></ol></nav>
      <h1>${m.overview.title}</h1>
      ${forumFacts(ctx, figures)} ${queueFacts(ctx, figures)} ${machineFacts(ctx, figures)}
      <section class="section" id="jobs">
        <h2>${m.overview.jobs}</h2>
        ${
          figures.jobs.length === 0
            ? html`<p class="muted">${m.overview.noJobs}</p>`
            : html`<div class="table-wrap" tabindex="0" role="region" aria-label="${m.overview.jobs}">
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">${m.overview.job}</th>
                      <th scope="col">${m.overview.state}</th>
                      <th scope="col">${m.overview.ended}</th>
                      <th scope="col"><span class="visually-hidden">${m.admin.tryAgain}</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    ${figures.jobs.map((job) => jobRow(ctx, job, figures.at))}
                  </tbody>
                </table>
              </div>`
        }
      </section>`,
  });
}
