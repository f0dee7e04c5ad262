/** `node migrate-and-die.ts ENGINE URL N`: migrates, and is killed before its n-th statement, counted from 0. */
import { migratePostgres } from '../../server/platform/store/migrate-postgres.ts';
import { migrateSqlite } from '../../server/platform/store/migrate-sqlite.ts';

const [engine, url, n] = process.argv.slice(2);
let count = 0;
const before = () => {
  if (count++ === Number(n)) process.kill(process.pid, 'SIGKILL');
};
if (engine === 'sqlite') migrateSqlite(url!.slice('sqlite:'.length), { before });
else await migratePostgres(url!, { before });
