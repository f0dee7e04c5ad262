/**
 * The schema, once, for both engines: the tables of every feature, united. Times are UTC milliseconds; every `version`
 * only ever rises. What is kept of a closed set of words is checked by the database too.
 */
import type { Kit } from './kit.ts';
import { brandsTables } from './tables/brands.ts';
import { careTables } from './tables/care.ts';
import { caseTables } from './tables/cases.ts';
import { fileTables } from './tables/files.ts';
import { insightTables } from './tables/insight.ts';
import { messageTables } from './tables/messages.ts';
import { notificationTables } from './tables/notifications.ts';
import { nominationTables } from './tables/nominations.ts';
import { peopleTables } from './tables/people.ts';
import { platformTables } from './tables/platform.ts';
import { pollTables } from './tables/polls.ts';
import { postsTables } from './tables/posts.ts';
import { preventionTables } from './tables/prevention.ts';
import { reachTables } from './tables/reach.ts';
import { searchTables } from './tables/search.ts';
import { spacesTables } from './tables/spaces.ts';
import { threadsTables } from './tables/threads.ts';
import { waitingTables } from './tables/waiting.ts';

export function define(kit: Kit) {
  const people = peopleTables(kit);
  const spaces = spacesTables(kit, people);
  const threads = threadsTables(kit, { ...people, ...spaces });
  const posts = postsTables(kit, { ...people, ...threads });
  const brands = brandsTables(kit, { ...people, ...threads, ...posts });
  const care = careTables(kit, { ...people, ...spaces, ...threads, ...posts });
  const cases = caseTables(kit, { ...people, ...spaces, ...threads, ...posts, ...care });
  const nominations = nominationTables(kit, { ...people, ...spaces });
  const polls = pollTables(kit, { ...people, ...posts });
  const waiting = waitingTables(kit, { ...people, ...threads });
  const files = fileTables(kit, { ...people, ...posts });
  const prevention = preventionTables(kit);
  const insight = insightTables(kit, { ...people, ...threads });
  const notifications = notificationTables(kit, { ...people, ...spaces, ...threads, ...posts });
  const messages = messageTables(kit, { ...people, ...brands });
  const reach = reachTables(kit, people);
  const platform = platformTables(kit, people);
  const search = searchTables(kit, posts);
  const lower = { ...people, ...spaces, ...threads, ...posts, ...brands };
  return {
    ...lower,
    ...care,
    ...cases,
    ...nominations,
    ...polls,
    ...waiting,
    ...files,
    ...prevention,
    ...insight,
    ...notifications,
    ...messages,
    ...reach,
    ...platform,
    ...search,
  };
}

export type Tables = ReturnType<typeof define>;
