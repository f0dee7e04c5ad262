/** Everything the product says in English. Every other language says the same: its files have the types of these. */
import { decimal } from '../../format.ts';
import { languageNames } from '../languages.ts';
import { accounts } from './accounts.ts';
import { acts } from './acts.ts';
import { adminSettings } from './admin-settings.ts';
import { bookmarks } from './bookmarks.ts';
import { jobs } from './jobs.ts';
import { brandNumbers } from './brand-numbers.ts';
import { brands } from './brands.ts';
import { cards } from './cards.ts';
import { cases } from './cases.ts';
import { composer } from './composer.ts';
import { courses } from './courses.ts';
import { drafts } from './drafts.ts';
import { errorPages } from './error-pages.ts';
import { errors } from './errors.ts';
import { feeds } from './feeds.ts';
import { files } from './files.ts';
import { formatting } from './formatting.ts';
import { health } from './health.ts';
import { invitations } from './invitations.ts';
import { joinLinks } from './join-links.ts';
import { keeping } from './keeping.ts';
import { kinds } from './kinds.ts';
import { later } from './later.ts';
import { lightBox } from './light-box.ts';
import { mail } from './mail.ts';
import { messages } from './messages.ts';
import { moderation } from './moderation.ts';
import { notifications } from './notifications.ts';
import { pages } from './pages.ts';
import { polls } from './polls.ts';
import { posts } from './posts.ts';
import { prevention } from './prevention.ts';
import { offline } from './offline.ts';
import { push } from './push.ts';
import { rank } from './rank.ts';
import { rules } from './rules.ts';
import { search } from './search.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { spaces } from './spaces.ts';
import { staff } from './staff.ts';
import { threads } from './threads.ts';
import { clockTime, n } from './say.ts';

export const en = {
  language: languageNames,
  number: n,
  clock: clockTime,
  decimal: (value: number, digits: number) => decimal('en', value, digits),
  health,
  ...accounts,
  ...acts,
  ...adminSettings,
  ...bookmarks,
  ...brandNumbers,
  ...jobs,
  ...brands,
  ...cards,
  ...cases,
  ...composer,
  ...courses,
  ...drafts,
  ...errorPages,
  ...errors,
  ...feeds,
  ...files,
  ...formatting,
  ...invitations,
  ...joinLinks,
  ...keeping,
  ...kinds,
  ...later,
  ...lightBox,
  ...mail,
  ...messages,
  ...moderation,
  ...notifications,
  ...pages,
  ...polls,
  ...posts,
  ...prevention,
  ...offline,
  ...push,
  ...rank,
  ...rules,
  ...search,
  ...setup,
  ...shell,
  ...spaces,
  ...staff,
  ...threads,
};

export type Messages = typeof en;
