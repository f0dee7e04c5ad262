/** Every setting, once: name, type, default, a line of help. Environment wins over the settings file. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { KeepRule } from '../rules/backups.ts';
import { installFolder } from './install.ts';

export type Setting = { name: string; fallback: string; help: string };

export const SETTINGS: Setting[] = [
  { name: 'PORT', fallback: '3000', help: 'port to listen on' },
  { name: 'HOST', fallback: 'localhost', help: 'address to listen on; 0.0.0.0 for all' },
  {
    name: 'ADDA_ORIGIN',
    fallback: '',
    help: 'public address, such as https://forum.example; default http://localhost:PORT',
  },
  { name: 'ADDA_DATA', fallback: '', help: 'folder for the database, mail and pictures; default ./data beside Adda' },
  {
    name: 'ADDA_DATABASE_URL',
    fallback: '',
    help: 'postgres://… or sqlite:FILE; default adda.sqlite in the data folder',
  },
  {
    name: 'ADDA_DATABASE_READ_URL',
    fallback: '',
    help: 'postgres://… of a streaming replica that answers reads while it holds all that was written; else the primary does',
  },
  {
    name: 'ADDA_SMTP_URL',
    fallback: '',
    help: 'smtp://user:password@host:port; without it mail is written to data/outbox',
  },
  { name: 'ADDA_MAIL_FROM', fallback: '', help: 'sender of mail; default adda@ the host of ADDA_ORIGIN' },
  {
    name: 'ADDA_MAIL_REPLY',
    fallback: '',
    help: 'where letters are answered, such as replies+%@forum.example; % becomes a signed word. Without it they are not',
  },
  {
    name: 'ADDA_IMAP_URL',
    fallback: '',
    help: 'imaps://user:password@host/INBOX, the mailbox of ADDA_MAIL_REPLY; not needed where mail is piped into adda mail receive',
  },
  {
    name: 'ADDA_TRUST_PROXY',
    fallback: '',
    help: 'addresses of proxies in front whose X-Forwarded-For is believed, comma-separated',
  },
  {
    name: 'ADDA_S3_ENDPOINT',
    fallback: '',
    help: 'address of a service that speaks as S3 does, for pictures and other files; without it they lie in ADDA_DATA',
  },
  { name: 'ADDA_S3_BUCKET', fallback: '', help: 'bucket of ADDA_S3_ENDPOINT that is the forum’s alone' },
  { name: 'ADDA_S3_REGION', fallback: 'us-east-1', help: 'region of the bucket, where its service has some' },
  { name: 'ADDA_S3_KEY_ID', fallback: '', help: 'name of the key that reads and writes the bucket' },
  { name: 'ADDA_S3_SECRET', fallback: '', help: 'the key itself' },
  {
    name: 'ADDA_QUOTA_MEMBER_MIB',
    fallback: '500',
    help: 'MiB of pictures and other files that one member may have here; 0 for any',
  },
  {
    name: 'ADDA_QUOTA_FORUM_MIB',
    fallback: '0',
    help: 'MiB of pictures and other files that all members together may have here; 0 for any',
  },
  { name: 'ADDA_BACKUP', fallback: '', help: 'folder for a backup a day; without it the forum makes none by itself' },
  {
    name: 'ADDA_BACKUP_KEEP',
    fallback: '7d 4w 6m',
    help: 'how many of them are kept: of the newest days, weeks and months, one each',
  },
  {
    name: 'ADDA_BACKUP_RECIPIENT',
    fallback: '',
    help: 'key of age (age1…) for which they are encrypted; without it they are not',
  },
  {
    name: 'ADDA_METRICS_TOKEN',
    fallback: '',
    help: 'whoever brings it (Authorization: Bearer …) reads /metrics, as Prometheus does; without it there is none',
  },
  { name: 'ADDA_LOG', fallback: 'info', help: 'log level: debug, info, warn, error, silent' },
  { name: 'ADDA_CACHE_MB', fallback: '64', help: 'memory for finished visitor pages, in MB' },
  {
    name: 'ADDA_BUSY_MS',
    fallback: '1000',
    help: 'when the process lags by so many ms, requests are asked to come again (503); 0 for never',
  },
  { name: 'ADDA_CONFIG', fallback: '', help: 'settings file (NAME=value lines); default adda.env beside Adda' },
];

/** @property endpoint an address without a stroke at its end */
export type S3Settings = { endpoint: string; bucket: string; region: string; keyId: string; secret: string };

export type Config = {
  port: number;
  host: string;
  origin: string;
  /** Whether ADDA_ORIGIN was given; otherwise the address a browser used is believed. */
  originIsFixed: boolean;
  dataFolder: string;
  databaseUrl: string;
  /** Of a replica that answers reads; '' without one. */
  databaseReadUrl: string;
  smtpUrl: string;
  mailFrom: string;
  /** Where letters are answered, with `%` for a signed word; empty where they are not. */
  mailReply: string;
  imapUrl: string;
  /** Of at least sixteen letters; empty where nobody reads metrics. */
  metricsToken: string;
  /** @property folder empty where none are made by themselves */
  backup: { folder: string; keep: KeepRule; recipient: string };
  /** Null where files lie in a folder. */
  s3: S3Settings | null;
  /** In bytes, of one member and of all; 0: any. */
  quota: { member: number; forum: number };
  trustProxy: string[];
  logLevel: string;
  cacheBytes: number;
  /** How late the process may be before it asks others to come again, in ms; 0: however late. */
  busyMs: number;
};

/** A setting that cannot be used; its message is one sentence for the operator. */
export class ConfigError extends Error {}

type Env = Record<string, string | undefined>;

/** Beside a checkout's package.json; an Adda installed as a package keeps its data where it is run. */
function homeFolder(): string {
  const folder = installFolder();
  return folder.split(path.sep).includes('node_modules') ? process.cwd() : folder;
}

function withFile(env: Env): Env {
  const file = env.ADDA_CONFIG || path.join(homeFolder(), 'adda.env');
  if (!existsSync(file)) {
    if (env.ADDA_CONFIG) throw new ConfigError(`The settings file ${file} does not exist.`);
    return env;
  }
  return { ...parseEnv(readFileSync(file, 'utf8')), ...env };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

function readOrigin(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new ConfigError(`ADDA_ORIGIN must be an address such as https://forum.example, not "${text}".`);
  // Only the origin would be used, and every link would lead elsewhere than was meant.
  if (url.href !== `${url.origin}/`)
    throw new ConfigError(
      `ADDA_ORIGIN must be an address without a path or anything else behind it, such as ${url.origin}: Adda answers at the root of its host.`,
    );
  return url.origin;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function readLogLevel(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new ConfigError(`ADDA_LOG must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`);
}

function readSmtpUrl(text: string): string {
  const url = text === '' ? null : URL.parse(text);
  if (text === '' || ((url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname !== '')) return text;
  throw new ConfigError('ADDA_SMTP_URL must be an address such as smtp://user:password@host:587.');
}

/** The local part has 64 letters, of which the signed word takes 39. */
const MAIL_REPLY = /^(?=[^@]{1,25}@)[a-z\d.!#$&'*+/=?^_`{|}~-]*%[a-z\d.!#$&'*+/=?^_`{|}~-]*@[a-z\d-]+(\.[a-z\d-]+)*$/i;

function readMailReply(text: string): string {
  if (text === '' || MAIL_REPLY.test(text)) return text.toLowerCase();
  throw new ConfigError(
    `ADDA_MAIL_REPLY must be an address with one % before the @ and at most 24 other letters there, such as replies+%@forum.example, not "${text}".`,
  );
}

function readImapUrl(text: string): string {
  const url = text === '' ? null : URL.parse(text);
  if (text === '' || ((url?.protocol === 'imaps:' || url?.protocol === 'imap:') && url.hostname !== '')) return text;
  throw new ConfigError('ADDA_IMAP_URL must be an address such as imaps://user:password@host/INBOX.');
}

function readKeepRule(text: string): KeepRule {
  const rule: KeepRule = { days: 0, weeks: 0, months: 0 };
  const names = { d: 'days', w: 'weeks', m: 'months' } as const;
  for (const part of text.trim().split(/\s+/)) {
    const [, count, unit] = /^(\d{1,4})([dwm])$/.exec(part) ?? [];
    if (unit === undefined)
      throw new ConfigError(
        `ADDA_BACKUP_KEEP must be numbers of days, weeks and months such as 7d 4w 6m, not "${text}".`,
      );
    rule[names[unit as keyof typeof names]] = Number(count);
  }
  return rule;
}

function readRecipient(text: string): string {
  if (text === '' || /^age1[a-z\d]{20,4000}$/.test(text)) return text;
  throw new ConfigError('ADDA_BACKUP_RECIPIENT must be a key of age: it begins with age1 and is made by age-keygen.');
}

function readMetricsToken(text: string): string {
  if (text === '' || /^[\w.~+/=-]{16,200}$/.test(text)) return text;
  throw new ConfigError('ADDA_METRICS_TOKEN must be 16 to 200 letters, digits or signs of . _ ~ + / = -.');
}

/** All of it, or nothing. */
function readS3(get: (name: string) => string): S3Settings | null {
  const endpoint = get('ADDA_S3_ENDPOINT');
  if (endpoint === '') return null;
  const url = URL.parse(endpoint);
  if ((url?.protocol !== 'https:' && url?.protocol !== 'http:') || url.search !== '' || url.hash !== '')
    throw new ConfigError('ADDA_S3_ENDPOINT must be an address such as https://s3.eu-central-1.amazonaws.com.');
  const bucket = get('ADDA_S3_BUCKET');
  if (!/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket))
    throw new ConfigError('ADDA_S3_BUCKET must be the name of a bucket: small letters, digits, dots and hyphens.');
  const [keyId, secret] = [get('ADDA_S3_KEY_ID'), get('ADDA_S3_SECRET')];
  if (keyId === '' || secret === '')
    throw new ConfigError('ADDA_S3_ENDPOINT needs ADDA_S3_KEY_ID and ADDA_S3_SECRET as well.');
  return { endpoint: url.href.replace(/\/+$/, ''), bucket, region: get('ADDA_S3_REGION'), keyId, secret };
}

const MIB = 1_048_576;
const readQuota = (name: string, text: string): number => wholeNumber(name, text, 0, 1_000_000_000) * MIB;

/** Where pictures and other files lie that rows of the database name. */
export const mediaFolder = ({ dataFolder }: Pick<Config, 'dataFolder'>): string => path.join(dataFolder, 'media');

/** @throws {ConfigError} with one sentence when a setting cannot be used */
export function loadConfig(given: Env = process.env): Config {
  const env = withFile(given);
  const get = (name: string) => env[name] || SETTINGS.find((s) => s.name === name)!.fallback;
  const port = wholeNumber('PORT', get('PORT'), 0, 65_535);
  const dataFolder = path.resolve(get('ADDA_DATA') || path.join(homeFolder(), 'data'));
  const origin = get('ADDA_ORIGIN') ? readOrigin(get('ADDA_ORIGIN')) : `http://localhost:${port}`;
  const databaseUrl = get('ADDA_DATABASE_URL') || `sqlite:${path.join(dataFolder, 'adda.sqlite')}`;
  if (!/^(postgres(ql)?:\/\/|sqlite:)/.test(databaseUrl)) {
    throw new ConfigError('ADDA_DATABASE_URL must begin with postgres:// or sqlite:.');
  }
  const databaseReadUrl = get('ADDA_DATABASE_READ_URL');
  if (databaseReadUrl !== '' && ![databaseUrl, databaseReadUrl].every((url) => /^postgres(ql)?:\/\//.test(url)))
    throw new ConfigError('ADDA_DATABASE_READ_URL is a replica’s of ADDA_DATABASE_URL: both begin with postgres://.');
  return {
    port,
    host: get('HOST'),
    origin,
    originIsFixed: get('ADDA_ORIGIN') !== '',
    dataFolder,
    databaseUrl,
    databaseReadUrl,
    smtpUrl: readSmtpUrl(get('ADDA_SMTP_URL')),
    mailFrom: get('ADDA_MAIL_FROM') || `adda@${new URL(origin).hostname}`,
    mailReply: readMailReply(get('ADDA_MAIL_REPLY')),
    imapUrl: readImapUrl(get('ADDA_IMAP_URL')),
    metricsToken: readMetricsToken(get('ADDA_METRICS_TOKEN')),
    backup: {
      folder: get('ADDA_BACKUP') && path.resolve(get('ADDA_BACKUP')),
      keep: readKeepRule(get('ADDA_BACKUP_KEEP')),
      recipient: readRecipient(get('ADDA_BACKUP_RECIPIENT')),
    },
    s3: readS3(get),
    quota: {
      member: readQuota('ADDA_QUOTA_MEMBER_MIB', get('ADDA_QUOTA_MEMBER_MIB')),
      forum: readQuota('ADDA_QUOTA_FORUM_MIB', get('ADDA_QUOTA_FORUM_MIB')),
    },
    trustProxy: get('ADDA_TRUST_PROXY')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    logLevel: readLogLevel(get('ADDA_LOG')),
    cacheBytes: wholeNumber('ADDA_CACHE_MB', get('ADDA_CACHE_MB'), 0, 65_536) * 1_048_576,
    busyMs: wholeNumber('ADDA_BUSY_MS', get('ADDA_BUSY_MS'), 0, 60_000),
  };
}
