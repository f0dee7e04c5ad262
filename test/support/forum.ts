/** A forum for tests: the real application on a fresh database, with people who have names. */
import type { FastifyInstance } from 'fastify';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Adda } from '../../server/platform/adda.ts';
import { makeAdda } from '../../server/platform/events/consumers.ts';
import { createApiToken } from '../../server/people/accounts/manage.ts';
import { insertAccount, updateAccount } from '../../server/people/accounts/queries.ts';
import { insertSession } from '../../server/platform/sessions/queries.ts';
import { brandBy, insertBrand, insertGrant } from '../../server/brands/queries.ts';
import { hashPassword } from '../../server/people/accounts/secrets.ts';
import { hashSecret, randomSecret } from '../../server/platform/secrets.ts';
import { FEATURES } from '../../server/features.ts';
import { buildApp } from '../../server/app.ts';
import { loadConfig } from '../../server/platform/config.ts';
import { loadAssets } from '../../server/platform/http/assets.ts';
import { makeLog } from '../../server/platform/log.ts';
import { USUAL_PREVENTION } from '../../server/rules/prevention.ts';
import { actorAs, type Moderates } from '../../server/rules/roles.ts';
import { nameSlug } from '../../server/rules/names.ts';
import { insertSpace, type Space } from '../../server/forum/spaces/queries.ts';
import type { Engine, Store } from '../../server/platform/store/store.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import type { Role } from '../../shared/words.ts';
import { closeAtEnd } from './cleanup.ts';
import { openTestStore, temporaryFolder } from './store.ts';

export const ORIGIN = 'http://localhost:3000';
/** Every member's password. */
export const PASSWORD = 'a wheel that wobbles';
const passwordHash = hashPassword(PASSWORD);

export type Member = {
  id: number;
  name: string;
  slug: string;
  role: Role;
  moderates: Moderates;
  cookie: string;
  token: string;
};

export type Forum = {
  adda: Adda;
  app: FastifyInstance;
  space: Space;
  member(name: string, role?: Role): Promise<Member>;
  /** A page, as a visitor or a member sees it. */
  get(url: string, who?: Member | null, headers?: Record<string, string>): Promise<Answer>;
  /** A form sent from our own page. */
  post(
    url: string,
    values: Record<string, string | string[]>,
    who?: Member | null,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A call of the API with the member's token. */
  api(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    who?: Member | null,
    headers?: Record<string, string>,
  ): Promise<Answer>;
};

export type Answer = { status: number; headers: Record<string, string>; text: string; json(): any };

/** The application on an open store, whatever is in it. */
export async function appOn(
  store: Store,
  env: Record<string, string> = {},
): Promise<Pick<Forum, 'adda' | 'app' | 'get' | 'post' | 'api'>> {
  const dataFolder = temporaryFolder();
  mkdirSync(path.join(dataFolder, 'media'));
  const config = loadConfig({
    ADDA_DATA: dataFolder,
    ADDA_LOG: 'silent',
    // The machine that tests may be late for its own reasons.
    ADDA_BUSY_MS: '0',
    ADDA_ORIGIN: ORIGIN,
    ADDA_CONFIG: undefined,
    ADDA_DATABASE_URL: 'sqlite:unused',
    ...env,
  });
  const adda = makeAdda({ config, store, log: makeLog(config), features: FEATURES });
  const app = await buildApp(adda, loadAssets());
  await app.ready();
  return { adda, app, ...callers(app) };
}

/** @param env settings besides those of tests */
export async function makeForum(engine: Engine, env: Record<string, string> = {}): Promise<Forum> {
  const store = await openTestStore(engine);
  const forum = await appOn(store, env);
  closeAtEnd(async () => {
    await forum.app.close();
    await forum.adda.aside.close();
  });
  const space = await store.write(async (tx) => {
    // Members of tests are new and say the same again; what is held is tested where it is meant.
    const prevention = { ...USUAL_PREVENTION, firstPosts: 'none' as const, similar: false };
    await updateSite(tx, { name: 'Test forum', isSetUp: true, prevention });
    return insertSpace(tx, {
      slug: 'wheels',
      name: 'Wheels that wobble',
      kind: 'problem',
      charter: 'For people whose wheels wobble. Say what you tried.',
      createdAt: tx.now,
    });
  });
  return { ...forum, space, member: (name, role) => makeMember(forum.adda, name, role) };
}

async function makeMember(adda: Adda, name: string, role: Role = 'member'): Promise<Member> {
  const account = await adda.store.write(async (tx) => {
    const made = await insertAccount(tx, {
      name,
      slug: nameSlug(name),
      email: `${nameSlug(name)}@example.org`,
      passwordHash: await passwordHash,
      role: role === 'staff' ? 'member' : role,
      emailVerifiedAt: tx.now,
      createdAt: tx.now,
    });
    return made;
  });
  if (role === 'staff') await speakForAcme(adda, account.id);
  const { token } = await createApiToken(adda, account.id, { label: 'test', scope: 'office', days: 30 });
  const is = { ...actorAs(account.id, role), name, slug: account.slug };
  return { ...is, cookie: await newSession(adda, account.id), token };
}

/** Another session: sessions end when a role changes. @returns its cookie */
export async function newSession(adda: Adda, accountId: number): Promise<string> {
  const secret = randomSecret();
  await adda.store.write((tx) =>
    insertSession(tx, {
      ...{ hash: hashSecret(secret), accountId, createdAt: tx.now, seenAt: tx.now },
      expiresAt: tx.now + 3_600_000,
    }),
  );
  return `adda_session=${secret}`;
}

const DAY = 86_400_000;

/** Staff are made by grants: this one is of a brand Acme, and old enough for the whole of the limits. */
export async function speakForAcme(adda: Adda, accountId: number): Promise<void> {
  await adda.store.write(async (tx) => {
    const brand =
      (await brandBy(tx, { slug: 'acme' })) ??
      (await insertBrand(tx, {
        slug: 'acme',
        name: 'Acme',
        domains: ['acme.example'],
        products: [],
        contact: 'hello@acme.example',
        createdAt: tx.now - 100 * DAY,
      }));
    await updateAccount(tx, accountId, { role: 'staff' });
    await insertGrant(tx, {
      brandId: brand.id,
      accountId,
      address: 'staff@acme.example',
      state: 'active',
      startedAt: tx.now - 60 * DAY,
      expiresAt: tx.now + 300 * DAY,
      createdAt: tx.now - 60 * DAY,
    });
  });
}

function callers(app: FastifyInstance): Pick<Forum, 'get' | 'post' | 'api'> {
  const answer = (response: Awaited<ReturnType<FastifyInstance['inject']>>): Answer => ({
    status: (response as unknown as { statusCode: number }).statusCode,
    headers: (response as unknown as { headers: Record<string, string> }).headers,
    text: (response as unknown as { body: string }).body,
    json: () => JSON.parse((response as unknown as { body: string }).body),
  });
  const cookie = (who?: Member | null) => (who ? { cookie: who.cookie } : {});
  return {
    get: async (url, who, headers = {}) =>
      answer(await app.inject({ method: 'GET', url, headers: { ...cookie(who), ...headers } })),
    async post(url, values, who, headers = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(values)) for (const item of [value].flat()) body.append(name, item);
      return answer(
        await app.inject({
          method: 'POST',
          url,
          payload: body.toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...cookie(who), ...headers },
        }),
      );
    },
    api: async (method, url, body, who, headers = {}) =>
      answer(
        await app.inject({
          method,
          url: `/api/v1${url}`,
          ...(body !== undefined && { payload: body as object }),
          headers: {
            ...(who && { authorization: `Bearer ${who.token}` }),
            ...(!who && method !== 'GET' && { origin: ORIGIN }),
            ...headers,
          },
        }),
      ),
  };
}
