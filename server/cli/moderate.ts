import { Command, InvalidArgumentError } from 'commander';
import { actorOf, isOtherModerator } from '../people/accounts/office-queries.ts';
import { hasStake } from '../people/accounts/stake.ts';
import { audienceOfAccount } from '../platform/audience/scope-queries.ts';
import { casesFor, waitingFor } from '../care/cases/list-queries.ts';
import { memberNamed } from '../people/accounts/manage.ts';
import { findAct } from '../care/acts/all.ts';
import { inputOf } from '../care/acts/fields.ts';
import { doAct } from '../care/acts/run.ts';
import { undoAct } from '../care/acts/undo.ts';
import { ACT_TARGETS, type ActTarget, type ActVerb, MEMBER_ACTS, POST_ACTS, THREAD_ACTS } from '../../shared/words.ts';
import { withAdda } from './run.ts';

const CASES_SHOWN = 50;
const VERBS = { post: POST_ACTS, thread: THREAD_ACTS, member: MEMBER_ACTS };

function target(text: string): ActTarget {
  const found = ACT_TARGETS.find((one) => one === text);
  if (!found) throw new InvalidArgumentError(`Choose one of ${ACT_TARGETS.join(', ')}.`);
  return found;
}

const number = (text: string) => Number(text);
const numbers = (text: string) => text.split(',').map(Number);

type Options = Record<string, unknown> & { as: string; reason?: string; note?: string; threadId?: string };

export function moderateCommand(): Command {
  const moderate = new Command('moderate').description('Do what a moderator does, in the name of one.');
  moderate
    .command('act <what> <verb> <which...>')
    .description(
      `hide post 7 is: act post hide 7. Verbs: ${Object.entries(VERBS)
        .map(([what, list]) => `${what}: ${list.join(', ')}`)
        .join('; ')}`,
    )
    .requiredOption('--as <name>', 'the moderator in whose name it is done')
    .option('--reason <reason>', 'one of the forum’s reasons')
    .option('--note <words>', 'what whom it concerns reads')
    .option('--space <slug>', 'for move and silence')
    .option('--thread-id <thread>', 'number or address of the other thread')
    .option('--days <days>', 'for how long', number)
    .option('--minutes <minutes>', 'for slow', number)
    .option('--why <reason>', 'for close')
    .option('--title <title>', 'for split and retitle')
    .option('--form <form>', 'for retitle')
    .option('--posts <ids>', 'for split, with commas', numbers)
    .option('--parent-id <post>', 'for as-reply', number)
    .option('--case-id <case>', 'the case that is upheld with it', number)
    .action((what: string, verb: string, which: string[], { as: name, ...options }: Options) =>
      withAdda(async (adda) => {
        const on = target(what);
        if (!findAct(on, verb as ActVerb)) throw new Error(`Verbs for a ${on}: ${VERBS[on].join(', ')}.`);
        const moderator = await actorOf(adda.store.read, await memberNamed(adda.store.read, name));
        for (const one of which) {
          const id = on === 'member' ? (await memberNamed(adda.store.read, one)).id : Number(one);
          const { actId } = await doAct(adda, moderator, { target: on, verb: verb as ActVerb, id }, inputOf(options));
          console.log(`Act ${actId}: ${verb} ${on} ${one}`);
        }
      }),
    );
  moderate
    .command('undo <act>')
    .description('Take an act back.')
    .requiredOption('--as <name>', 'the moderator in whose name it is done')
    .option('--reason <reason>', 'of the forum’s reasons, where taking it back needs one')
    .option('--note <words>', 'what whom it concerns is told')
    .action((act: string, { as: name, ...why }: { as: string; reason?: string; note?: string }) =>
      withAdda(async (adda) => {
        const moderator = await actorOf(adda.store.read, await memberNamed(adda.store.read, name));
        const { actId, verb } = await undoAct(adda, moderator, Number(act), why);
        console.log(`Act ${actId}: ${verb}`);
      }),
    );
  moderate
    .command('cases')
    .description('The cases that wait for a moderator, the first to be decided first.')
    .requiredOption('--as <name>', 'the moderator for whom they wait')
    .action(({ as: name }: { as: string }) =>
      withAdda(async (adda) => {
        const conn = adda.store.read;
        const { id: accountId } = await memberNamed(conn, name);
        const { moderates } = await audienceOfAccount(conn, accountId);
        const actor = await actorOf(conn, { id: accountId });
        const isOnlyOne = !(await isOtherModerator(conn, null, [accountId], Date.now()));
        const asking = { accountId, moderates, hasStake: actor !== null && (await hasStake(conn, actor)), isOnlyOne };
        const { count } = await waitingFor(conn, asking);
        console.log(`${count} cases wait.`);
        for (const { of, reasons } of await casesFor(conn, asking, CASES_SHOWN)) {
          const since = new Date(of.createdAt).toISOString().slice(0, 10);
          console.log(
            `${of.id}: ${of.target} ${of.subjectId}, ${reasons}, reported by ${of.reportCount} since ${since}`,
          );
        }
      }),
    );
  return moderate;
}
