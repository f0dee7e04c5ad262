/** Whether the replica of ADDA_DATABASE_READ_URL answers, follows this database and keeps up with it. */
import { withoutPassword } from '../platform/shown-url.ts';
import { stateOfReplica } from '../platform/store/replica.ts';
import type { Store } from '../platform/store/store.ts';
import type { Finding } from './doctor.ts';
import { sentenceForDatabase } from './doctor-database.ts';

const MIB = 1_048_576;
const MUCH = 16 * MIB;

export async function checkReplica(store: Store, url: string): Promise<Finding[]> {
  if (url === '') return [];
  const shown = withoutPassword(url);
  const bad = (text: string): Finding[] => [{ good: false, text }];
  try {
    const { isSame, follows, behind } = await stateOfReplica(store.address, url);
    if (!isSame) return bad(`${shown} is no replica of ADDA_DATABASE_URL: it is never asked.`);
    if (!follows) return bad(`${shown} follows no primary: it is never asked.`);
    return behind > MUCH
      ? bad(`The replica ${shown} is ${Math.round(behind / MIB)} MiB behind: until it is not, the primary answers all.`)
      : [{ good: true, text: `The replica ${shown} answers and keeps up.` }];
  } catch (error) {
    return bad(`${sentenceForDatabase(error)} (${shown}) Until it answers, the primary answers all.`);
  }
}
