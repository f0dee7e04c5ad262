import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, memberPath, spacePath } from '../../platform/http/paths.ts';
import { entryList } from '../../care/log/parts.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { empty, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMIT_NAMES, limitsFrom } from '../../rules/posting.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import type { BrandPage } from './page.ts';
import type { Brand, Grant } from '../../brands/queries.ts';

export function brandsView(ctx: Ctx, brands: Brand[]): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.brands.title,
    width: 'read',
    description: m.brands.lead,
    body: html`<h1>${m.brands.title}</h1>
    <p class="lede">${m.brands.lead}</p>
    ${
      brands.length === 0
        ? empty(ctx, 'note', m.brands.none, m.brands.noneHelp)
        : html`<ul class="space-list">
          ${brands.map(
            (brand) => html`<li>
              <h2><a href="${brandPath(brand.slug)}">${brand.name}</a></h2>
              <p class="muted">${brand.domains.join(' · ')}</p>
            </li>`,
          )}
        </ul>`
    }
    <p><a href="/staff-rules">${m.rules.title}</a></p>`,
  });
}

/** A person's grant, with its label and how it stands. */
function grantItem(ctx: Ctx, grant: Grant): Html {
  const { m } = ctx;
  const name = grant.name || m.thread.former;
  const who = grant.name ? html`<a href="${memberPath(grant.slug)}">${name}</a>` : name;
  const label = staffLabel(ctx, {
    label: m.staff.label(grant.brandName),
    since: grant.endedAt === null ? null : m.staff.former,
  });
  return html`<li>${who} ${label} · ${m.brands.since} ${time(ctx, grant.startedAt!)} · ${
    grant.endedAt !== null && grant.endedBy
      ? html`${m.brands.ended[grant.endedBy]} ${time(ctx, grant.endedAt)}`
      : html`${m.brands.until} ${time(ctx, grant.expiresAt!)}`
  }</li>`;
}

function use(ctx: Ctx, words: string, used: number, limit: number | null): Html {
  const { m } = ctx;
  return html`<tr><th scope="row">${words}</th><td class="num">${m.number(used)}</td><td class="num">${limit === null ? '' : m.number(limit)}</td></tr>`;
}

export function brandView(ctx: Ctx, data: BrandPage): Html {
  const { m } = ctx;
  const { brand, posts, shares, limits } = data;
  const isOperator = ctx.site.operator?.id === brand.id;
  return shell(ctx, {
    title: brand.name,
    width: 'read',
    description: m.brands.about(brand.name),
    body: html`<h1>${brand.name}</h1>
    <p class="lede">${m.brands.about(brand.name)}</p>
    ${isOperator && html`<p>${m.brands.isOperator(brand.name)}</p>`}
    <p class="muted">${brand.domains.join(' · ')}</p>
    ${
      ctx.may.manageBrands &&
      html`<p class="buttons"><a class="button button--small" href="/admin/brands/${brand.slug}">${m.brands.manage}</a></p>`
    }
    <section class="section">
      <h2>${m.brands.use}</h2>
      <div class="table-wrap" tabindex="0">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${m.brands.what}</th>
              <th scope="col" class="num">${m.brands.used}</th>
              <th scope="col" class="num">${m.brands.limit}</th>
            </tr>
          </thead>
          <tbody>
            ${use(ctx, m.brands.postsDay, posts.day, data.dayLimit)}
            ${use(ctx, m.brands.postsWeek, posts.week, null)}
            ${use(ctx, m.brands.postsMonth, posts.month, null)}
            ${use(ctx, m.brands.safety, data.safety, limits.safetyNotices)}
            ${use(ctx, m.brands.limitsHit, data.limitsHit, null)}
          </tbody>
        </table>
      </div>
    </section>
    <section class="section">
      <h2>${m.brands.shares}</h2>
      <p>${m.brands.sharesHelp}</p>
      ${
        shares.length === 0
          ? html`<p class="muted">${m.brands.noShares}</p>`
          : html`<div class="table-wrap" tabindex="0">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">${m.ask.space}</th>
                  <th scope="col" class="num">${m.brands.allPosts}</th>
                  <th scope="col" class="num">${m.brands.used}</th>
                  <th scope="col" class="num">${m.brands.limit}</th>
                </tr>
              </thead>
              <tbody>
                ${shares.map(
                  (share) => html`<tr>
                    <th scope="row"><a href="${spacePath(share.slug)}">${share.name}</a></th>
                    <td class="num">${m.number(share.posts)}</td>
                    <td class="num">${m.number(share.used)}</td>
                    <td class="num">${m.number(share.limit)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`
      }
    </section>
    <section class="section">
      <h2>${m.brands.grants}</h2>
      ${
        data.grants.length === 0
          ? html`<p class="muted">${m.brands.noGrants}</p>`
          : html`<ul class="plain-list">${data.grants.map((grant) => grantItem(ctx, grant))}</ul>`
      }
    </section>
    <section class="section">
      <h2>${m.brands.log}</h2>
      ${data.entries.length === 0 ? html`<p class="muted">${m.log.none}</p>` : entryList(ctx, data.entries, data.there)}
      <p><a href="/log">${m.log.title}</a> · <a href="/staff-rules">${m.rules.title}</a></p>
    </section>`,
  });
}

/** The rules in plain words, with the forum's own numbers. */
export function staffRulesView(ctx: Ctx, brands: Brand[]): Html {
  const { m } = ctx;
  const limits = limitsFrom(ctx.site.staffLimits);
  return shell(ctx, {
    title: m.rules.title,
    width: 'read',
    description: m.rules.lead,
    body: html`<h1>${m.rules.title}</h1>
    <p class="lede">${m.rules.lead}</p>
    <p>
      ${m.rules.looksLike}
      ${staffLabel(ctx, { label: wordsFor(ctx.site).staff.label(m.rules.exampleBrand), since: null })}
    </p>
    ${m.rules.sections(limits).map(
      ([title, lines]) => html`<section class="section">
        <h2>${title}</h2>
        <ul class="plain-list plain-list--dots">${lines.map((line) => html`<li>${line}</li>`)}</ul>
      </section>`,
    )}
    <section class="section" id="numbers">
      <h2>${m.rules.numbers}</h2>
      <p>${m.rules.numbersHelp}</p>
      <div class="table-wrap" tabindex="0">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${m.brands.what}</th>
              <th scope="col" class="num">${m.rules.here}</th>
            </tr>
          </thead>
          <tbody>
            ${LIMIT_NAMES.map(
              (name) =>
                html`<tr>
                  <th scope="row">${m.rules.names[name]}</th>
                  <td class="num">${m.number(limits[name])}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
    <section class="section">
      <h2>${m.brands.title}</h2>
      ${
        brands.length === 0
          ? html`<p class="muted">${m.brands.none}</p>`
          : html`<ul class="plain-list">
            ${brands.map((brand) => html`<li><a href="${brandPath(brand.slug)}">${brand.name}</a></li>`)}
          </ul>`
      }
      <p><a href="/log">${m.log.title}</a></p>
    </section>`,
  });
}
