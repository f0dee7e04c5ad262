import { accountFields } from '../../people/accounts/views.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check, errorSummary, input } from '../../platform/layout/fields.ts';
import { icon } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { faultSentence, sentenceOf } from '../../platform/http/sentences.ts';
import type { Example } from './example.ts';
import { LANGUAGES } from '../../../shared/words.ts';

/** Name and languages of the forum. */
export function forumFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const chosen = ([] as unknown[]).concat(form.values.languages ?? []);
  const fault = form.faults.find((item) => item.field === 'languages');
  return html`${input(ctx, form, { name: 'forumName', label: m.setup.forumName })}
  <fieldset class="field" id="languages"${fault && html` aria-describedby="languages-e"`}>
    <legend class="field__label">${m.setup.languages}</legend>
    ${LANGUAGES.map((language) => check('languages', m.language[language], chosen.includes(language), language))}
    ${fault && html`<p class="field__error" id="languages-e">${icon(ctx, 'warn')}${faultSentence(fault, m)}</p>`}
  </fieldset>`;
}

/** Loading the example where that can be done, or why it cannot. */
export function loadExample(ctx: Ctx, { hasRoom, refused }: Example): Html {
  const { m } = ctx;
  if (hasRoom)
    return html`<p>${m.setup.lookLead}</p>
      <form method="post" action="/demo" data-slow="${m.setup.loading}"><button class="button">${m.setup.load}</button></form>`;
  return html`${!refused && html`<p>${sentenceOf(new AddaError('example_in_way'), m)}</p>`}`;
}

function lookAround(ctx: Ctx, example: Example): Html {
  const { m, site } = ctx;
  return html`<section class="way">
    <h2>${site.hasDemo ? m.setup.loaded : m.setup.look}</h2>
    ${example.refused && errorSummary(ctx, example.refused)}
    ${
      site.hasDemo
        ? html`<p>${m.setup.loadedLead}</p>
        <p class="buttons"><a class="button" href="/">${m.setup.lookThere}</a></p>
        <p>${m.setup.removeLead}</p>
        <p class="buttons"><a class="button button--danger" href="/demo/remove">${m.demo.remove}</a></p>`
        : loadExample(ctx, example)
    }
  </section>`;
}

export function setupView(ctx: Ctx, form: FormState, example: Example): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.setup.title,
    className: 'welcome',
    noIndex: true,
    body: html`${icon(ctx, 'logo', 'brand-mark')}
<h1>${m.setup.title}</h1><p class="intro">${m.setup.lead}</p>
<div class="ways">
<section class="way way--first"><h2>${m.setup.own}</h2><p>${m.setup.ownLead}</p>
<form class="form" method="post" novalidate action="/setup">${errorSummary(ctx, form)}
${input(ctx, form, { name: 'code', label: m.setup.code, hint: m.setup.codeHelp, autocomplete: 'off', className: 'input--short' })}
${forumFields(ctx, form)}
<h3>${m.setup.adminTitle}</h3>
${accountFields(ctx, form)}
<div class="buttons"><button class="button button--primary">${m.setup.go}</button></div></form></section>
${lookAround(ctx, example)}
</div>`,
  });
}
