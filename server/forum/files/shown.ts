/** Files as a post shows them: a quiet list under its words, each a download. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { icon } from '../../platform/layout/parts.ts';
import type { PostFile } from './queries.ts';
import { filePath } from './store.ts';

const [KB, MB] = [1_024, 1_048_576];

/** In words, rounded up. */
export const sizeOf = ({ m }: Ctx, bytes: number): string =>
  bytes < MB ? m.files.kilobytes(Math.ceil(bytes / KB)) : m.files.megabytes(megabytes(bytes));

export function fileList(ctx: Ctx, files: PostFile[], title: string): Html | null {
  if (files.length === 0) return null;
  const { m } = ctx;
  return html`<ul class="files" aria-label="${m.files.of(title)}">
    ${files.map(
      (file) => html`<li><a class="files__link" href="${filePath(file.name)}" download>
        ${icon(ctx, 'file')}<span class="file-name" dir="auto">${file.title}</span>
        <span class="files__facts">${m.files.kinds[file.kind]}, ${sizeOf(ctx, file.bytes)}</span></a></li>`,
    )}
  </ul>`;
}
