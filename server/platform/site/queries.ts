import { askedOnce } from '../store/asked-once.ts';
import { eq, ne, sql } from 'drizzle-orm';
import { messages, type Messages } from '../../../shared/catalogue/index.ts';
import { type Joining, LANGUAGES, type Language, type SitePage, type SpaceAccess } from '../../../shared/words.ts';
import { type FilesTaken, USUAL_FILES } from '../../rules/files.ts';
import type { HealthReaders } from '../../rules/health.ts';
import type { LimitName } from '../../rules/posting.ts';
import { type Prevention, type Raid, USUAL_PREVENTION } from '../../rules/prevention.ts';
import { settingChanges } from '../../rules/settings.ts';
import type { Conn, Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import { type ChangedBy, insertSettingChanges } from './setting-queries.ts';

/** The forum as its admins set it up. `version` rises with everything that any page might show. */
export type Site = {
  name: string;
  languages: Language[];
  /** The forum in one line; '' for none. */
  tagline: string;
  /** The file of its own mark; null where it has Adda's. */
  logo: string | null;
  /** Its own colour, and the same in the dark (rules/settings.ts); '' for Adda's. */
  accent: string;
  accentDark: string;
  isSetUp: boolean;
  hasDemo: boolean;
  /** When it was set up: who joins soon after is a founder; null where nobody knows. */
  startedAt: number | null;
  /** Whether any brand is registered. */
  hasBrands: boolean;
  /** What admins made stricter; the limits in force come from rules/posting.ts. */
  staffLimits: Partial<Record<LimitName, number>>;
  /** The brand that runs the forum, if one does: its admins speak for it. */
  operator: { id: number; name: string; slug: string; domains: string[] } | null;
  /** The brand that ran it before, and until when: its admins carry the label for a while yet (rules/stakes.ts). */
  formerOperator: { id: number; name: string; slug: string; domains: string[]; until: number } | null;
  /** The languages in which it says something of itself; of what is not here it says nothing. */
  pages: Partial<Record<SitePage, Language[]>>;
  /** Who may join (rules/join-links.ts). */
  joining: Joining;
  /** For whom the community health pages are. */
  healthFor: HealthReaders;
  /** What is held before others read it (rules/prevention.ts). */
  prevention: Prevention;
  /** Whether links that stand alone show what they lead to. */
  hasCards: boolean;
  /** Which files posts take that are no pictures (rules/files.ts). */
  files: FilesTaken;
  /** Raid mode, as it was switched on last; whether it is on says `raidAt`. */
  raid: Raid | null;
  /** The spaces that not everybody reads, by their addresses: whoever sees the name of one is told so. Of `keepSite` only. */
  closedSpaces: Readonly<Record<string, SpaceAccess>>;
  version: number;
};

const EMPTY: Site = {
  name: 'Adda',
  languages: [...LANGUAGES],
  ...{ tagline: '', logo: null, accent: '', accentDark: '' },
  isSetUp: false,
  hasDemo: false,
  startedAt: null,
  hasBrands: false,
  staffLimits: {},
  operator: null,
  formerOperator: null,
  pages: {},
  joining: 'open',
  healthFor: 'anyone',
  prevention: USUAL_PREVENTION,
  hasCards: true,
  files: USUAL_FILES,
  raid: null,
  closedSpaces: {},
  version: 0,
};

/**
 * The words for one reader, in the forum's first language unless theirs is known: also for what is written once
 * for all readers, such as labels.
 */
export const wordsFor = (forum: Pick<Site, 'languages'>, language?: string | null): Messages =>
  messages(languageFor(forum, language));

/** The same as a language: the one that was asked for, where there is one. */
export const languageFor = (forum: Pick<Site, 'languages'>, language?: string | null): Language =>
  LANGUAGES.find((one) => one === language) ?? forum.languages[0] ?? LANGUAGES[0];

/** Whether the forum has this page in any language. */
export const hasPage = ({ pages }: Pick<Site, 'pages'>, page: SitePage): boolean => (pages[page] ?? []).length > 0;

export async function site(conn: Conn): Promise<Site> {
  const [row] = await conn
    .prepared('site', (q, { settings }) =>
      q
        .select({ value: settings.value })
        .from(settings)
        .where(eq(settings.key, sql.placeholder('key'))),
    )
    .execute({ key: 'site' });
  return row ? { ...EMPTY, ...(row.value as Partial<Site>) } : EMPTY;
}

/** The spaces that not everybody reads. */
export async function closedSpaces(conn: Conn): Promise<Record<string, SpaceAccess>> {
  const { spaces: s } = conn.t;
  const rows = await conn.q.select({ slug: s.slug, access: s.access }).from(s).where(ne(s.access, 'public'));
  return Object.fromEntries(rows.map(({ slug, access }) => [slug, access]));
}

/** The same, asked once in a transaction that only reads it. */
export const siteOnce = (conn: Conn): Promise<Site> => askedOnce(conn, 'site', () => site(conn));

/** Says that any page may look different; the event that it happened with calls it. */
export async function touchSite(tx: Tx): Promise<void> {
  await updateSite(tx, {});
}

/**
 * Changes the site, and with it its version. What is a setting is kept with who changed it.
 * @param by left out for what no account did
 */
export async function updateSite(
  tx: Tx,
  changes: Partial<Omit<Site, 'version'>>,
  by: ChangedBy = { actorId: null },
): Promise<void> {
  await oneAtATime(tx, 'site');
  const now = await site(tx);
  const next = { ...now, ...changes, version: now.version + 1 };
  await putSetting(tx, 'site', next);
  await insertSettingChanges(tx, settingChanges(now, next), by);
}

export async function getSetting<T>(conn: Conn, key: string): Promise<T | null> {
  const { settings } = conn.t;
  const [row] = await conn.q.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return (row?.value as T) ?? null;
}

export async function putSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  const { settings } = tx.t;
  await tx.q.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}
