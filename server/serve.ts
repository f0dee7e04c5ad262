/** Start and stop, in order. */
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Adda } from './platform/adda.ts';
import { makeAdda } from './platform/events/consumers.ts';
import { buildApp } from './app.ts';
import { type Config, mediaFolder } from './platform/config.ts';
import { withoutPassword } from './platform/shown-url.ts';
import { loadAssets } from './platform/http/assets.ts';
import { noteForwarder } from './platform/site/forwarder.ts';
import { privateFolder, shutDataFolder } from './platform/store/private-files.ts';
import { startJobs } from './platform/jobs/clock.ts';
import { makeLog } from './platform/log.ts';
import { ensureSetupCode } from './desk/setup/actions.ts';
import { FEATURES } from './features.ts';
import { openWholeStore } from './platform/store/open.ts';
import { setOwnOrigin } from './platform/site/origin.ts';
import { startTracing } from './platform/tracing.ts';
import { startWorkers } from './platform/events/workers.ts';

/** What people have sent is answered; who has not sent it all by then, or does not take the answer, is cut off. */
const ANSWER_WITHIN_MS = 4_000;
/** What is not done by then is done after the next start: it stands in the database. */
const STOP_WITHIN_MS = 9_000;

export type Running = { app: FastifyInstance; adda: Adda; address: string; stop(): Promise<void> };

function addressOf(config: Config, bound: AddressInfo | null): string {
  if (config.originIsFixed) return config.origin;
  const isEverywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = isEverywhere ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host;
  return `http://${host}:${bound?.port ?? config.port}`;
}

/** All connections, those that became something else than HTTP too. */
function trackConnections({ server }: FastifyInstance): Set<Socket> {
  const all = new Set<Socket>();
  server.on('connection', (one: Socket) => {
    all.add(one);
    one.once('close', () => all.delete(one));
  });
  return all;
}

/** Migrates, listens, starts the jobs. @throws when the database, the build or the port is not to be had */
export async function serve(config: Config): Promise<Running & { setupCode: string | null }> {
  shutDataFolder(config.dataFolder);
  privateFolder(mediaFolder(config));
  const log = makeLog(config);
  const adda = makeAdda({
    config,
    store: openWholeStore(config.databaseUrl, config.databaseReadUrl),
    log,
    features: FEATURES,
  });
  try {
    const migrated = await adda.store.migrate();
    if (migrated.ran.length > 0) log.info(migrated, 'the database was brought to this version');
    const setupCode = await ensureSetupCode(adda);
    await noteForwarder(adda, null);
    const endTracing = await startTracing();
    const app = await buildApp(adda, loadAssets());
    const connections = trackConnections(app);
    await app.listen({ port: config.port, host: config.host });
    const address = addressOf(config, app.server.address() as AddressInfo | null);
    // Letters point to where the forum really is.
    if (!config.originIsFixed) setOwnOrigin((config.origin = address));
    const jobs = startJobs(adda);
    const workers = startWorkers(adda);
    const stop = async () => {
      const tooLong = setTimeout(() => {
        log.warn('what was still running when the forum stopped goes on at the next start');
        process.exit(0);
      }, STOP_WITHIN_MS).unref();
      const cutting = setTimeout(() => connections.forEach((one) => one.destroy()), ANSWER_WITHIN_MS).unref();
      await app.close();
      clearTimeout(cutting);
      await jobs.stop();
      await workers.stop();
      for (const { stop: letGo } of adda.features) await letGo?.(adda);
      await Promise.all([adda.workerPool.close(), adda.aside.close()]);
      await adda.store.close();
      await endTracing().catch((error: unknown) => log.warn(error, 'the last spans were not sent'));
      clearTimeout(tooLong);
    };
    log.info({ address, data: config.dataFolder, database: withoutPassword(config.databaseUrl) }, 'adda is up');
    return { app, adda, address, stop, setupCode };
  } catch (error) {
    await adda.store.close();
    throw error;
  }
}
