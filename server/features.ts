/** Everything that the forum can do, one feature a line. */
import type { Feature } from './platform/feature.ts';
import { brands } from './brands/feature.ts';
import { acts } from './care/acts/feature.ts';
import { cases } from './care/cases/feature.ts';
import { log } from './care/log/feature.ts';
import { moderation } from './care/moderation/feature.ts';
import { prevention } from './care/prevention/feature.ts';
import { admin } from './desk/admin/feature.ts';
import { brandPages } from './desk/brands/feature.ts';
import { joinLinks } from './desk/join-links/feature.ts';
import { members } from './desk/members/feature.ts';
import { overview } from './desk/overview/feature.ts';
import { sitePages } from './desk/pages/feature.ts';
import { settings } from './desk/settings/feature.ts';
import { setup } from './desk/setup/feature.ts';
import { spaceOrder } from './desk/spaces/feature.ts';
import { staffDesk } from './desk/staff/feature.ts';
import { bookmarks } from './forum/bookmarks/feature.ts';
import { drafts } from './forum/drafts/feature.ts';
import { feeds } from './forum/feeds/feature.ts';
import { keeping } from './forum/keeping/feature.ts';
import { marks } from './forum/marks/feature.ts';
import { messages } from './forum/messages/feature.ts';
import { milestones } from './forum/milestones/feature.ts';
import { avatars } from './forum/avatars/feature.ts';
import { files } from './forum/files/feature.ts';
import { pictures } from './forum/pictures/feature.ts';
import { polls } from './forum/polls/feature.ts';
import { previews } from './forum/previews/feature.ts';
import { posting } from './forum/posting/feature.ts';
import { reading } from './forum/reading/feature.ts';
import { discovery } from './forum/discovery/feature.ts';
import { search } from './forum/search/feature.ts';
import { spaces } from './forum/spaces/feature.ts';
import { telling } from './forum/telling/feature.ts';
import { threads } from './forum/threads/feature.ts';
import { upkeep } from './forum/upkeep/feature.ts';
import { health } from './insight/health/feature.ts';
import { notificationPages } from './insight/notifications/feature.ts';
import { push } from './insight/push/feature.ts';
import { rankPages } from './insight/rank/feature.ts';
import { routing } from './insight/routing/feature.ts';
import { accounts } from './people/accounts/feature.ts';
import { following } from './people/following/feature.ts';
import { profiles } from './people/profiles/feature.ts';
import { expiry } from './platform/expiry/feature.ts';
import { events } from './platform/events/feature.ts';
import { mail } from './platform/mail/feature.ts';
import { notifications } from './platform/notifications/feature.ts';
import { live } from './reach/live/feature.ts';
import { backups } from './reach/backups/feature.ts';
import { mailReplies } from './reach/mail-replies/feature.ts';
import { importers } from './reach/importers/feature.ts';

export const FEATURES: readonly Feature[] = [
  setup,
  sitePages,
  feeds,
  following,
  rankPages,
  spaces,
  keeping,
  threads,
  posting,
  milestones,
  polls,
  pictures,
  files,
  previews,
  avatars,
  marks,
  telling,
  reading,
  bookmarks,
  messages,
  upkeep,
  profiles,
  accounts,
  search,
  discovery,
  importers,
  admin,
  settings,
  spaceOrder,
  overview,
  members,
  joinLinks,
  brands,
  brandPages,
  staffDesk,
  routing,
  health,
  moderation,
  acts,
  prevention,
  cases,
  log,
  events,
  mail,
  notifications,
  notificationPages,
  push,
  live,
  mailReplies,
  expiry,
  backups,
  drafts,
];
