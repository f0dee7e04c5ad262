/** Labels never go, with one exception: those of the example community, which goes as a whole. */
import type { Tx } from './store.ts';

/** Deletes the labels in threads of this source, with the guard lifted inside this transaction only. */
export async function deleteLabelsOfSource(tx: Tx, source: string): Promise<void> {
  const ofSource = (value: string) => `thread_id in (select t.id from threads t where t.source = ${value})`;
  if (tx.engine === 'postgres') {
    await tx.raw('alter table post_labels disable trigger post_labels_no_change');
    await tx.raw(`delete from post_labels where ${ofSource('$1')}`, [source]);
    await tx.raw('alter table post_labels enable always trigger post_labels_no_change');
    return;
  }
  const [guard] = await tx.raw<{ sql: string }>(`select sql from sqlite_master where name = 'post_labels_no_delete'`);
  await tx.raw('drop trigger post_labels_no_delete');
  await tx.raw(`delete from post_labels where ${ofSource('?')}`, [source]);
  await tx.raw(guard!.sql);
}
