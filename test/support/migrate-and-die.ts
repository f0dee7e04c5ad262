/**
 * `node migrate-and-die.ts ENGINE URL N [say]`: migrates, and is killed before its n-th statement, counted from 0; `say` tells
 * when the first one comes.
 */
import { writeSync } from 'node:fs';
import { migratePostgres } from '../../server/platform/store/migrate-postgres.ts';
import { migrateSqlite } from '../../server/platform/store/migrate-sqlite.ts';

const [engine, url, n, say] = process.argv.slice(2);
let count = 0;
const before = () => {
  if (count === 0 && say) writeSync(1, 'begun\n');
  if (count++ === Number(n)) process.kill(process.pid, 'SIGKILL');
};
if (engine === 'sqlite') migrateSqlite(url!.slice('sqlite:'.length), { before });
else await migratePostgres(url!, { before });
