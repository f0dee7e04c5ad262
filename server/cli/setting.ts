import { Command } from 'commander';
import { takeBack, writeSetting } from '../desk/settings/actions.ts';
import { sentencesOf, settingWords } from '../desk/settings/words.ts';
import { site } from '../platform/site/queries.ts';
import { settingHistory } from '../platform/site/setting-queries.ts';
import { isLookedFor, SETTINGS, settingOf, settingValue, type Setting } from '../rules/settings.ts';
import { messages } from '../../shared/catalogue/index.ts';
import { withAdda } from './run.ts';

const CHANGES_SHOWN = 50;
const english = () => messages('en');

function known(key: string): Setting {
  const setting = settingOf(key);
  if (!setting) throw new Error(`There is no setting ${key}: adda setting list names them.`);
  return setting;
}

/** What was typed, as a form would send it: of several, with commas. */
const given = ({ kind }: Setting, text: string): unknown =>
  kind === 'choices' ? text.split(',').flatMap((one) => one.trim() || []) : text;

export function settingCommand(): Command {
  const command = new Command('setting').description('What admins choose for the forum, as on its page of settings.');
  command
    .command('list [words...]')
    .description('Each setting with what it is and what it is by default; only those that these words are said of.')
    .action((words: string[]) =>
      withAdda(async ({ store }) => {
        const forum = await site(store.read);
        for (const one of SETTINGS.filter((setting) => isLookedFor(sentencesOf(english(), setting), words.join(' ')))) {
          const [value, usual] = [settingValue(forum, one), one.usual].map((what) => JSON.stringify(what));
          console.log(`${one.key} = ${value} (default ${usual}): ${settingWords(english(), one).name}`);
        }
      }),
    );
  command
    .command('show <key>')
    .description('Print what a setting is, as JSON.')
    .action((key: string) =>
      withAdda(async ({ store }) => console.log(JSON.stringify(settingValue(await site(store.read), known(key))))),
    );
  command
    .command('set <key> <value>')
    .description('Change a setting; several values with commas, an empty one for none.')
    .action((key: string, value: string) => {
      const setting = known(key);
      return withAdda((adda) => writeSetting(adda, null, key, given(setting, value)));
    });
  command
    .command('history [key]')
    .description('What was changed, newest first, with the number by which it is taken back.')
    .action((key: string | undefined) =>
      withAdda(async ({ store }) => {
        const about = key === undefined ? {} : { key: known(key).key };
        for (const one of await settingHistory(store.read, { ...about, limit: CHANGES_SHOWN })) {
          const [before, after] = [one.before, one.after].map((what) => JSON.stringify(what));
          const by = one.actorName ?? 'the command line';
          console.log(`${one.id}: ${new Date(one.at).toISOString()} ${one.key} ${before} → ${after}, by ${by}`);
        }
      }),
    );
  command
    .command('undo <change>')
    .description('Take a change back, unless the setting was changed again since.')
    .action((change: string) => withAdda((adda) => takeBack(adda, null, Number(change))));
  return command;
}
