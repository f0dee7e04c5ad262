/** One clear line for whatever fails in a command. */
import { BackupError } from '../platform/store/backup-parts.ts';
import { ConfigError } from '../platform/config.ts';
import { AddaError } from '../platform/errors.ts';
import { faultSentence, sentenceOf } from '../platform/http/sentences.ts';
import { MigrationError } from '../platform/store/migrate.ts';
import { DamageError } from '../platform/store/sqlite-damage.ts';
import { codeOf } from '../platform/store/unavailable.ts';
import { messages } from '../../shared/catalogue/index.ts';

/** Did the database fail, and not what was asked of it? */
export function isDatabaseFault(error: unknown): boolean {
  return (
    /^(SQLITE_|ECONN|CONNECT|CONNECTION|ENOTFOUND|[0-9A-Z]{5}$)/.test(codeOf(error)) && !(error instanceof AddaError)
  );
}

/** What is wrong with a database, in words. */
export function databaseSentence(error: unknown): string {
  if (error instanceof MigrationError || error instanceof DamageError) return error.message;
  const code = codeOf(error);
  if (/^SQLITE_(FULL|IOERR)/.test(code) || code === 'ENOSPC' || code === '53100')
    return 'The disk is full, or cannot be written.';
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code))
    return 'The database file cannot be opened or written: it, its folder or its disk is read-only, or belongs to another user than the one who runs Adda.';
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return 'The database file is damaged or is no database: keep it aside, and put a backup in its place (docs/operations.md).';
  if (code.startsWith('SQLITE_BUSY')) return 'Another process has kept the database locked for too long.';
  if (code === '3D000') return 'The database does not exist.';
  if (code.startsWith('28')) return 'The database refused the user or password.';
  if (/^(ECONN|CONNECT|CONNECTION|ENOTFOUND|57P)/.test(code)) return 'The database server cannot be reached.';
  return `The database failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
}

/** One line for people, whatever was thrown. */
export function sentenceFor(error: unknown): string {
  const isOurs = [ConfigError, MigrationError, BackupError, DamageError].some((kind) => error instanceof kind);
  if (isOurs) return (error as Error).message;
  if (error instanceof AddaError) {
    const m = messages('en');
    const faults = error.details.faults?.map((fault) => `${fault.field}: ${faultSentence(fault, m)}`);
    return faults?.join(' ') ?? sentenceOf(error, m);
  }
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return 'Another program listens on this port already. Choose another with PORT=….';
  if (code === 'EACCES' || code === 'EPERM')
    return `This may not be read or written: ${(error as { path?: string }).path ?? ''}`;
  if (code === 'ENOSPC') return 'The disk is full.';
  if (isDatabaseFault(error)) return databaseSentence(error);
  return error instanceof Error ? error.message : String(error);
}
