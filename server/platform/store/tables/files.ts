/** Files with posts that are no pictures. */
import { FILE_KINDS, type FileKind } from '../../../../shared/words.ts';
import type { Kit } from '../kit.ts';
import type { PeopleTables } from './people.ts';
import type { PostsTables } from './posts.ts';

export function fileTables(kit: Kit, { accounts, posts }: Pick<PeopleTables & PostsTables, 'accounts' | 'posts'>) {
  const { table, id, int, time, text, index, uniqueIndex, oneOf } = kit;

  const postFiles = table(
    'post_files',
    {
      id: id(),
      /** Under which it is kept. */
      name: text('name').notNull(),
      /** As its owner calls it, and as it is called when it is downloaded. */
      title: text('title').notNull(),
      kind: text('kind').$type<FileKind>().notNull(),
      bytes: int('bytes').notNull(),
      ownerId: int('owner_id')
        .notNull()
        .references(() => accounts.id),
      /** Null while it stands nowhere yet. */
      postId: int('post_id').references(() => posts.id),
      /** From 1, in the order in which they are shown. */
      place: int('place').notNull().default(1),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      oneOf('post_files', 'kind', FILE_KINDS),
      uniqueIndex('post_files_name').on(t.name),
      index('post_files_post').on(t.postId, t.place),
      index('post_files_owner').on(t.ownerId, t.createdAt),
    ],
  );

  return { postFiles };
}
