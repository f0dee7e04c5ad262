/** What a version changed of the one before it. */
import type { Change } from '../../../shared/difference.ts';
import { html, type Html } from '../http/html.ts';

export const changesIn = (parts: Change[]): Html[] =>
  parts.map(({ value, is }) =>
    is === 'added' ? html`<ins>${value}</ins>` : is === 'removed' ? html`<del>${value}</del>` : html`${value}`,
  );
