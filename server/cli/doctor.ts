import { Command } from 'commander';
import { constants, existsSync, mkdirSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import path from 'node:path';
import { anyAdmin } from '../people/accounts/queries.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { withoutPassword } from '../platform/shown-url.ts';
import { loadAssets } from '../platform/http/assets.ts';
import { installFolder } from '../platform/install.ts';
import { isOpenToOthers, PRIVATE_FOLDER } from '../platform/store/private-files.ts';
import { forwarderOf } from '../platform/site/forwarder.ts';
import { jobRuns } from '../platform/jobs/queries.ts';
import { checkBackups } from './doctor-backup.ts';
import { fileOf, openStore } from '../platform/store/open.ts';
import { AS_COMMAND } from '../platform/store/sqlite-lock.ts';
import { checkPages, mustBeUsable, sentenceForDatabase } from './doctor-database.ts';
import { checkJobs } from './doctor-jobs.ts';
import { checkReplica } from './doctor-replica.ts';
import { checkFiles } from './doctor-files.ts';
import { checkMailServers } from './doctor-mail.ts';
import { countAllGivenUp } from '../desk/admin/given-up.ts';

const LITTLE_SPACE = 512 * 1_048_576;

/** @property isOff whether it is about what nobody set up: nothing is wrong with that, and nothing is said to be well */
export type Finding = { good: boolean; isOff?: boolean; text: string };

async function checkFolder(config: Config): Promise<Finding> {
  try {
    mkdirSync(config.dataFolder, { recursive: true, mode: PRIVATE_FOLDER });
    await access(config.dataFolder, constants.W_OK);
    const disk = await statfs(config.dataFolder);
    const free = disk.bavail * disk.bsize;
    if (free < LITTLE_SPACE)
      return {
        good: false,
        text: `The disk of ${config.dataFolder} has only ${Math.round(free / 1_048_576)} MB left.`,
      };
    if (isOpenToOthers(config.dataFolder))
      return {
        good: false,
        text: `The data folder ${config.dataFolder} can be read by others on this machine; the next start shuts it, or else: chmod 700.`,
      };
    return { good: true, text: `The data folder ${config.dataFolder} can be written, and is nobody else's to read.` };
  } catch {
    return { good: false, text: `The data folder ${config.dataFolder} cannot be written.` };
  }
}

/** Whether requests come through a proxy that is not believed. */
function checkForwarder(config: Config, address: string | null): Finding[] {
  if (address === null || config.trustProxy.includes(address)) return [];
  return [
    {
      good: false,
      text: `Requests were forwarded by ${address}, which ADDA_TRUST_PROXY does not name: if that is your proxy, all visitors share the limits of one address.`,
    },
  ];
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  const shown = withoutPassword(config.databaseUrl);
  const file = fileOf(config.databaseUrl);
  if (file !== null && !existsSync(file))
    return [{ good: true, text: `The database ${shown} will be made at the first start.` }];
  let store;
  try {
    if (file !== null) await mustBeUsable(file);
    store = openStore(config.databaseUrl, AS_COMMAND);
    const waiting = await store.pending();
    if (waiting.length > 0)
      return [
        { good: true, text: `The database ${shown} is of an earlier version: the next start brings it to this one.` },
      ];
    const admin = await anyAdmin(store.read);
    const givenUp = await countAllGivenUp(store.read);
    return [
      { good: true, text: `The database ${shown} answers and is up to date.` },
      ...(await checkPages(store)),
      ...(await checkReplica(store, config.databaseReadUrl)),
      {
        good: admin,
        text: admin
          ? 'There is an admin.'
          : 'There is no admin yet: open the forum and set it up, or run adda user create NAME EMAIL --role admin.',
      },
      ...checkForwarder(config, await forwarderOf(store.read)),
      ...checkJobs(config, await jobRuns(store.read), Date.now()),
      {
        good: givenUp === 0,
        text:
          givenUp === 0
            ? 'No task and no letter was given up.'
            : `${givenUp} ${givenUp === 1 ? 'task or letter was' : 'tasks and letters were'} given up: see /admin/tasks.`,
      },
    ];
  } catch (error) {
    return [{ good: false, text: `${sentenceForDatabase(error)} (${shown})` }];
  } finally {
    await store?.close();
  }
}

function checkBuild(): Finding {
  try {
    loadAssets();
    return { good: true, text: 'Server and client are built.' };
  } catch {
    return {
      good: false,
      text: `The client is not built in ${path.join(installFolder(), 'dist')}: run npm run build.`,
    };
  }
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1', '[::1]'];

function checkAddress(config: Config): Finding[] {
  const findings: Finding[] = [];
  const isOpen = !LOCAL_NAMES.includes(config.host);
  const isPublic = isOpen || (config.originIsFixed && !LOCAL_NAMES.includes(new URL(config.origin).hostname));
  if (isOpen && !config.originIsFixed)
    findings.push({
      good: false,
      text: 'HOST is open to others, but ADDA_ORIGIN is not set: links in mail will point to localhost.',
    });
  if (isPublic && config.origin.startsWith('http:'))
    findings.push({ good: false, text: 'ADDA_ORIGIN is not https: passwords and sessions travel in the open.' });
  return [...findings, checkMail(config, isPublic)];
}

/** On one's own machine letters may lie in a folder; where others come, nobody gets them there. */
function checkMail(config: Config, isPublic: boolean): Finding {
  if (config.smtpUrl) return { good: true, text: 'Mail goes out by SMTP.' };
  const folder = path.join(config.dataFolder, 'outbox');
  return isPublic
    ? { good: false, text: `No ADDA_SMTP_URL: nobody gets a letter, and so nobody can join; they lie in ${folder}.` }
    : { good: true, text: `No ADDA_SMTP_URL: mail is written to ${folder}.` };
}

export function doctorCommand(): Command {
  return new Command('doctor').description('Say what is wrong with this installation, in words.').action(async () => {
    const config = loadConfig();
    const findings = [
      await checkFolder(config),
      ...(await checkDatabase(config)),
      checkBuild(),
      ...checkAddress(config),
      ...(await checkMailServers(config)),
      await checkBackups(config),
      ...(await checkFiles(config)),
    ];
    for (const { good, isOff, text } of findings) console.log(`${isOff ? 'off ' : good ? 'ok  ' : 'look'}  ${text}`);
    const bad = findings.filter((finding) => !finding.good).length;
    console.log(bad === 0 ? '\nNothing is wrong.' : `\n${bad} ${bad === 1 ? 'thing needs' : 'things need'} a look.`);
    process.exitCode = bad === 0 ? 0 : 1;
  });
}
