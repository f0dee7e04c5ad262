import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Nothing } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { USUAL_PUSHES } from '../../rules/notice-wishes.ts';
import { NOTICE_KINDS } from '../../../shared/words.ts';
import { addDevice, choosePushes, endDevice } from './actions.ts';
import { pushKeys } from './keys.ts';
import { devicesOf } from './queries.ts';
import { type DevicesPage, devicesView } from './views.ts';

const PATH = '/notifications/devices';

async function load({ adda, viewer }: Ctx): Promise<DevicesPage> {
  const conn = adda.store.read;
  const account = await accountBy(conn, { id: viewer!.id });
  return {
    devices: await devicesOf(conn, viewer!.id, Date.now()),
    kinds: account?.pushKinds ?? USUAL_PUSHES,
    publicKey: (await pushKeys(adda)).publicKey,
  };
}

const Kind = Type.Union(NOTICE_KINDS.map((kind) => Type.Literal(kind)));
const Endpoint = Type.String({ maxLength: 2_000, description: 'Where the push service takes messages' });
const Key = Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9_-]+=*$' });

/** The script that a browser runs when a message comes; at an address that stays, since browsers come back for it. */
function serviceWorker(app: FastifyInstance): void {
  let text: string | null = null;
  app.get('/service-worker.js', { schema: { hide: true }, config: { who: 'anyone' } }, async (request, reply) => {
    const { assets } = request.ctx;
    text ??= readFileSync(path.join(assets.folder, assets.url('client/pages/service-worker.ts')), 'utf8');
    return reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(text);
  });
}

export function pushRoutes(app: FastifyInstance): void {
  serviceWorker(app);
  page(app, {
    path: PATH,
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load,
    view: devicesView,
    api: {
      path: '/api/v1/notifications/devices',
      summary: 'The devices that you are told on while no page is open, and of which kinds of things',
      tag: 'notifications',
      response: Type.Object({
        devices: Type.Array(
          Type.Object({
            id: Type.Integer(),
            device: Type.String({ description: 'What the browser called itself at the sign-in.' }),
            at: Type.Integer({ description: 'UTC milliseconds' }),
          }),
        ),
        kinds: Type.Array(Kind),
        publicKey: Type.String({ description: 'Of this forum, for `applicationServerKey` (RFC 8292).' }),
      }),
      json: ({ devices, kinds, publicKey }) => ({
        devices: devices.map(({ id, userAgent, createdAt }) => ({ id, device: userAgent, at: createdAt })),
        kinds: [...kinds],
        publicKey,
      }),
    },
  });
  action(app, {
    path: PATH,
    who: 'self',
    body: Type.Object({ endpoint: Endpoint, p256dh: Key, auth: Key }),
    run: (ctx, { body }) => addDevice(ctx.adda, ctx.viewer, ctx.viewer!.sessionHash, body),
    done: () => `${PATH}?flash=saved`,
  });
  action(app, {
    path: `${PATH}/:id/end`,
    who: 'member',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => endDevice(ctx.adda, ctx.viewer, params.id),
    done: () => `${PATH}?flash=saved`,
    api: {
      path: '/api/v1/notifications/devices/:id/end',
      summary: 'Be told on one of your devices no more',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: `${PATH}/kinds`,
    who: 'member',
    method: 'PUT',
    body: Type.Object({ kinds: Type.Optional(Type.Array(Kind, { maxItems: NOTICE_KINDS.length })) }),
    run: (ctx, { body }) => choosePushes(ctx.adda, ctx.viewer, body.kinds ?? []),
    done: () => `${PATH}?flash=saved`,
    api: {
      path: '/api/v1/notifications/devices/kinds',
      summary: 'Of which kinds of things your devices tell you',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
