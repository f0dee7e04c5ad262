import type { FastifyInstance } from 'fastify';
import { LANGUAGES } from '../../../shared/words.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action } from '../../platform/http/routes.ts';
import { Nothing } from '../../platform/http/schemas.ts';
import { site } from '../../platform/site/queries.ts';
import { loadDemo } from '../../reach/demo/load.ts';
import { exampleNow } from '../setup/example.ts';
import { setupView } from '../setup/views.ts';
import { adminPage } from './page.ts';

/** Loading the example, from the page of admins and, before there are any, from the one that sets the forum up. */
export function demoRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/demo',
    who: 'visitor',
    body: Nothing,
    run: (ctx) => loadDemo(ctx.adda, ctx.viewer),
    done: () => '/?flash=demo-loaded',
    async redraw(ctx, { values, error }) {
      // Of two presses at once the page tells the second what the first has done.
      const now = { ...ctx, site: await site(ctx.adda.store.read) };
      const example = await exampleNow(now, refusedForm(ctx, values, error));
      return now.site.isSetUp
        ? adminPage(now, { example })
        : setupView(now, blankForm({ languages: [...LANGUAGES] }), example);
    },
  });
}
