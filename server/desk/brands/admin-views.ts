/** What admins see of brands: registering, changing, grants, limits. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, memberPath } from '../../platform/http/paths.ts';
import { errorSummary, idempotencyKey, input, select, textarea } from '../../platform/layout/fields.ts';
import { time } from '../../platform/layout/parts.ts';
import { seenField } from '../../platform/layout/seen-values.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMIT_NAMES, LIMIT_RANGES, type LimitName, limitsFrom } from '../../rules/posting.ts';
import { type Brand, type Grant, saidOf } from '../../brands/queries.ts';

/** Which of the page's forms was refused, and how. */
export type Refused = { which: 'brand' | 'grant' | 'limits' | 'operator'; form: FormState } | null;

const formOf = (refused: Refused, which: NonNullable<Refused>['which'], values: object) =>
  refused?.which === which ? refused.form : blankForm(values as Record<string, unknown>);
const save = (text: string) => html`<div class="buttons"><button class="button button--primary">${text}</button></div>`;

function brandFields(ctx: Ctx, form: FormState, isNew: boolean): Html {
  const { m } = ctx;
  return html`${input(ctx, form, { name: 'name', label: m.brands.name })}
${!isNew && input(ctx, form, { name: 'slug', label: m.spaces.slug })}
${textarea(ctx, form, { name: 'domains', label: m.brands.domains, hint: m.brands.domainsHelp, rows: 2 })}
${textarea(ctx, form, { name: 'products', label: m.brands.products, hint: m.brands.productsHelp, rows: 4 })}
${input(ctx, form, { name: 'contact', label: m.brands.contact, hint: m.brands.contactHelp, type: 'email' })}`;
}

export function adminBrandsView(ctx: Ctx, brands: Brand[], refused: Refused): Html {
  const { m, site } = ctx;
  const brand = formOf(refused, 'brand', {});
  const limits = formOf(refused, 'limits', limitsFrom(site.staffLimits));
  const operator = formOf(refused, 'operator', { operator: site.operator?.slug ?? '' });
  const nameOf = (slug: unknown) => brands.find((one) => one.slug === slug)?.name ?? m.brands.noOperator;
  return shell(ctx, {
    title: m.brands.admin,
    width: 'read',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li></ol></nav>
    <h1>${m.brands.admin}</h1>
    <p class="lede">${m.brands.lead}</p>
    <p class="buttons"><a class="button button--quiet" href="/admin/brands/numbers">${m.brandNumbers.title}</a></p>
    ${
      brands.length > 0 &&
      html`<ul class="plain-list">
        ${brands.map(
          (one) =>
            html`<li>
              <a href="/admin/brands/${one.slug}">${one.name}</a> <span class="muted">${one.domains.join(' · ')}</span>
            </li>`,
        )}
      </ul>`
    }
    <section class="section">
      <h2>${m.brands.register}</h2>
      <form class="form" method="post" novalidate action="/admin/brands">
        ${errorSummary(ctx, brand)} ${idempotencyKey(brand)}
        ${brandFields(ctx, brand, true)}
        ${save(m.brands.register)}
      </form>
    </section>
    <section class="section" id="limits">
      <h2>${m.rules.numbers}</h2>
      <p>${m.brands.limitsHelp}</p>
      <form class="form" method="post" novalidate action="/admin/limits">
        ${errorSummary(ctx, limits)}
        ${seenField(
          ctx,
          limits,
          limitsFrom(site.staffLimits),
          Object.entries(limitsFrom(site.staffLimits)).map(([name, value]) => ({
            ...{ name, label: m.rules.names[name as LimitName], words: String(value) },
          })),
        )}
        ${LIMIT_NAMES.map((name) =>
          input(ctx, limits, {
            name,
            label: m.rules.names[name],
            hint: m.brands.range(LIMIT_RANGES[name]),
            type: 'number',
            className: 'input--short',
          }),
        )}
        ${save(m.settings.save)}
      </form>
    </section>
    <section class="section">
      <h2>${m.brands.operator}</h2>
      <p>${m.brands.operatorHelp}</p>
      <form class="form" method="post" novalidate action="/admin/operator">
        ${errorSummary(ctx, operator)}
        ${seenField(
          ctx,
          operator,
          { operator: site.operator?.slug ?? '' },
          [{ name: 'operator', label: m.brands.operator, words: nameOf(site.operator?.slug) }],
          () => nameOf(operator.values.operator),
        )}
        ${select(ctx, operator, {
          name: 'operator',
          label: m.brands.operator,
          blank: m.brands.noOperator,
          groups: [{ label: null, options: brands.map(({ slug, name }) => ({ value: slug, text: name })) }],
        })}
        ${save(m.settings.save)}
      </form>
    </section>`,
  });
}

/** How far a grant has come, and what may be done with it. */
function grantItem(ctx: Ctx, grant: Grant, hasOtherAdmins: boolean): Html {
  const { m } = ctx;
  const act = (word: 'confirm' | 'renew' | 'end', text: string, look = '') =>
    html`<form method="post" action="/admin/grants/${grant.id}/${word}"><button class="button button--small ${look}">${text}</button></form>`;
  const needsAdmin = grant.state === 'proposed' && grant.confirmedAt === null && hasOtherAdmins;
  const state =
    grant.state === 'ended'
      ? html`${m.brands.ended[grant.endedBy ?? 'admin']} ${time(ctx, grant.endedAt!)}`
      : grant.state === 'active'
        ? html`${m.brands.active} · ${m.brands.until} ${time(ctx, grant.expiresAt!)}`
        : html`${m.brands.proposed}:
        ${[needsAdmin && m.brands.needsAdmin, grant.mailConfirmedAt === null && m.brands.needsLetter(grant.address)].filter(Boolean).join('; ')}`;
  return html`<li>
    <h3>${grant.name ? html`<a href="${memberPath(grant.slug)}">${grant.name}</a>` : m.thread.former}</h3>
    <p>${state}</p>
    ${
      grant.state !== 'ended' &&
      html`<div class="buttons">
        ${needsAdmin && grant.proposedBy !== ctx.viewer?.id && act('confirm', m.brands.confirm, 'button--primary')}
        ${act('renew', grant.state === 'active' ? m.brands.renew : m.brands.letterAgain)}
        ${act('end', m.brands.end, 'button--danger')}
      </div>`
    }
  </li>`;
}

export type AdminBrand = { brand: Brand; grants: Grant[]; hasOtherAdmins: boolean; refused: Refused };

/** A brand's products as they are typed: one a line, with the topic. */
const productLines = (brand: Brand) =>
  brand.products.map(({ name, topic }) => (topic ? `${name}: ${topic}` : name)).join('\n');

export function adminBrandView(ctx: Ctx, { brand, grants, hasOtherAdmins, refused }: AdminBrand): Html {
  const { m } = ctx;
  const values = { ...brand, domains: brand.domains.join('\n'), products: productLines(brand) };
  const form = formOf(refused, 'brand', values);
  const grant = formOf(refused, 'grant', {});
  return shell(ctx, {
    title: brand.name,
    width: 'read',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}">
      <ol>
        <li><a href="/admin">${m.admin.title}</a></li>
        <li><a href="/admin/brands">${m.brands.admin}</a></li>
      </ol>
    </nav>
    <h1>${brand.name}</h1>
    <p><a href="${brandPath(brand.slug)}">${m.brands.publicPage}</a></p>
    <section class="section">
      <h2>${m.brands.grants}</h2>
      ${
        grants.length === 0
          ? html`<p class="muted">${m.brands.noGrants}</p>`
          : html`<ul class="post-list">${grants.map((one) => grantItem(ctx, one, hasOtherAdmins))}</ul>`
      }
      <h3>${m.brands.propose}</h3>
      <p>${m.brands.proposeHelp}</p>
      <form class="form" method="post" novalidate action="/admin/brands/${brand.slug}/grants">
        ${errorSummary(ctx, grant)} ${idempotencyKey(grant)}
        ${input(ctx, grant, { name: 'member', label: m.brands.member })}
        ${input(ctx, grant, { name: 'address', label: m.brands.address, hint: m.brands.addressHelp, type: 'email' })}
        ${save(m.brands.propose)}
      </form>
    </section>
    <section class="section">
      <h2>${m.brands.change}</h2>
      <p>${m.brands.changeHelp}</p>
      <form class="form" method="post" novalidate action="/admin/brands/${brand.slug}">
        ${errorSummary(ctx, form)}
        ${seenField(ctx, form, saidOf(brand), [
          { name: 'name', label: m.brands.name, words: brand.name },
          { name: 'domains', label: m.brands.domains, words: values.domains },
          { name: 'products', label: m.brands.products, words: values.products },
          { name: 'contact', label: m.brands.contact, words: brand.contact },
        ])}
        ${brandFields(ctx, form, false)}
        ${save(m.settings.save)}
      </form>
    </section>`,
  });
}

/** One press, by whoever followed the letter's link. */
export function letterView(
  ctx: Ctx,
  page: { title: string; text: string; button: string; action: string },
  form: FormState,
): Html {
  return shell(ctx, {
    title: page.title,
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${page.title}</h1>
    ${errorSummary(ctx, form)}
    <p class="lede">${page.text}</p>
    <form class="form" method="post" novalidate action="${page.action}">
      <div class="buttons"><button class="button button--primary">${page.button}</button></div>
    </form>`,
  });
}
