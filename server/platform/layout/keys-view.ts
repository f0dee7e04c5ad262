/** The keys that a page has of its own; the script shows them, as without it there are none. */
import type { Ctx } from '../http/context.ts';
import { html, type Html } from '../http/html.ts';

/** @param keys each with what it does */
export const keyList = ({ m }: Ctx, keys: readonly [string, string][]): Html =>
  html`<details class="help" data-key-list hidden><summary>${m.cases.keys}</summary>
    <dl>${keys.map(([key, what]) => html`<dt>${key}</dt><dd>${what}</dd>`)}</dl>
  </details>`;
