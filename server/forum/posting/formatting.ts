/** "How to format": what can be written, each beside what becomes of it; the renderer itself draws the examples. */
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '../../../shared/limits.ts';
import { render } from '../../../shared/render.ts';
import type { Language } from '../../../shared/catalogue/languages.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { page } from '../../platform/http/routes.ts';
import { shell } from '../../platform/layout/shell.ts';

/** They are the same for everybody who reads a language. */
const drawn = new Map<Language, string[]>();

function examples({ lang, m }: Ctx): string[] {
  const { hiddenWords: hidden, codeBlock: code, tableBlock: table, noteBack } = m.thread;
  const words = { hidden, code, table, noteBack, maths: true, tags: '/search?q=' };
  const found =
    drawn.get(lang) ?? m.formatting.parts.map(({ text }, i) => render(text, { ...words, docId: `${i}` }).html);
  drawn.set(lang, found);
  return found;
}

function formattingView(ctx: Ctx): Html {
  const { formatting } = ctx.m;
  const shown = examples(ctx);
  return shell(ctx, {
    title: formatting.title,
    width: 'wide',
    body: html`<h1>${formatting.title}</h1>
    <p class="lede">${formatting.lede}</p>
    ${formatting.parts.map(
      ({ name, text, help }, i) => html`<section class="format" aria-labelledby="format-${i}">
        <h2 id="format-${i}">${name}</h2>
        ${help && html`<p>${help}</p>`}
        <div class="format__pair">
          <pre class="format__text" tabindex="0" role="region" aria-label="${formatting.written}: ${name}">${text}</pre>
          <div class="format__drawn prose" role="region" aria-label="${formatting.becomes}: ${name}">${trusted(shown[i]!)}</div>
        </div>
      </section>`,
    )}
    ${
      ctx.site.files.kinds.length > 0 &&
      html`<section class="format" aria-labelledby="format-files">
        <h2 id="format-files">${ctx.m.files.field}</h2>
        <p>${ctx.m.files.formatting(LIMITS.files)}</p>
      </section>`
    }`,
  });
}

export function formattingRoutes(app: FastifyInstance): void {
  page(app, { path: '/formatting', who: 'anyone', load: async () => null, view: (ctx) => formattingView(ctx) });
}
