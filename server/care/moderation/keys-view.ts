/** The keys of the queue and of a case; the script shows them, as without it there are none. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';

export const keyList = ({ m }: Ctx): Html =>
  html`<details class="help" data-key-list hidden><summary>${m.cases.keys}</summary>
    <dl>${m.cases.keyHelp.map(([key, what]) => html`<dt>${key}</dt><dd>${what}</dd>`)}</dl>
  </details>`;
