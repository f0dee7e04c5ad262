import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { listJoinLinks } from '../people/accounts/join-link-queries.ts';
import { writeJoinLink, writeJoinLinkEnd } from '../people/accounts/join-links.ts';
import { createAccount, createApiToken, memberNamed, promote, TOKEN_DAYS } from '../people/accounts/manage.ts';
import { randomSecret } from '../platform/secrets.ts';
import { type Role, TOKEN_SCOPES, type TokenScope } from '../../shared/words.ts';
import { readId } from '../rules/ids.ts';
import { isPlainMember, SPACE_MODERATOR } from '../rules/roles.ts';
import { moderateSpace } from '../forum/spaces/offices.ts';
import { withAdda } from './run.ts';

const GIVEN_ROLES = ['member', 'moderator', 'admin'];

function role(text: string): Role {
  if (!GIVEN_ROLES.includes(text)) throw new InvalidArgumentError(`Choose one of ${GIVEN_ROLES.join(', ')}.`);
  return text as Role;
}

function tokenScope(text: string): TokenScope {
  const scope = TOKEN_SCOPES.find((one) => one === text);
  if (!scope) throw new InvalidArgumentError(`Choose one of ${TOKEN_SCOPES.join(', ')}.`);
  return scope;
}

function tokenDays(text: string): number {
  const days = TOKEN_DAYS.find((one) => String(one) === text);
  if (!days) throw new InvalidArgumentError(`Choose one of ${TOKEN_DAYS.join(', ')}.`);
  return days;
}

function linkNumber(text: string): number {
  const id = readId(text);
  if (id === null) throw new Error(`There is no join link ${text}: adda user join-links names them.`);
  return id;
}

/** @throws for offices that are only for the whole forum */
function spaceRole(given: Role): Role {
  if (given !== SPACE_MODERATOR && !isPlainMember({ role: given }))
    throw new Error(`In one space there are moderators and members; ${given} is an office of the whole forum.`);
  return given;
}

/** The password in a file, without the end of its line. Never an argument: those can be read by all on the machine. */
const passwordIn = (file: string | undefined): string | null =>
  file === undefined ? null : readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');

export function userCommand(): Command {
  const user = new Command('user').description('Make members, change their role, give them API tokens.');
  user
    .command('create <name> <email>')
    .description('Make an account that can sign in at once.')
    .option('--password-file <file>', 'holds its password, - for standard input; otherwise one is made and printed')
    .option('--role <role>', `one of ${GIVEN_ROLES.join(', ')}`, role, 'member')
    .action((name: string, email: string, options: { passwordFile?: string; role: Role }) =>
      withAdda(async (adda) => {
        const given = passwordIn(options.passwordFile);
        const password = given ?? randomSecret().slice(0, 20);
        const id = await createAccount(adda, { name, email, password, role: options.role, language: 'en' });
        console.log(`Account ${id}: ${name}${given !== null ? '' : `, password ${password}`}`);
      }),
    );
  user
    .command('promote <name>')
    .description('Change what a member may do.')
    .requiredOption('--role <role>', `one of ${GIVEN_ROLES.join(', ')}`, role)
    .option('--space <slug>', 'only in this space: moderator, or member to take that back')
    .action((name: string, options: { role: Role; space?: string }) =>
      withAdda(async (adda) => {
        if (options.space === undefined) await promote(adda, name, options.role);
        else await moderateSpace(adda, name, options.space, spaceRole(options.role) === SPACE_MODERATOR);
        console.log(`${name} is ${options.role} now${options.space === undefined ? '' : ` in ${options.space}`}.`);
      }),
    );
  user
    .command('token <name>')
    .description('Make an API token that acts as this member; it is printed once. It ends with the password.')
    .option('--label <label>', 'what it is for', 'command line')
    .option('--scope <scope>', `what it may do: ${TOKEN_SCOPES.join(', ')}`, tokenScope, 'write' as TokenScope)
    .option('--days <days>', `how long it lasts: ${TOKEN_DAYS.join(', ')}`, tokenDays, 90)
    .action((name: string, options: { label: string; scope: TokenScope; days: number }) =>
      withAdda(async (adda) => {
        const account = await memberNamed(adda.store.read, name);
        console.log((await createApiToken(adda, account.id, options)).token);
      }),
    );
  joinLinkCommands(user);
  return user;
}

const LINKS_SHOWN = 200;

/** Links by which others join. */
function joinLinkCommands(user: Command): void {
  user
    .command('join-link')
    .description('Make a link by which others join; its address is printed once.')
    .option('--uses <count>', 'how many may join by it, 1 to 100', '1')
    .option('--days <count>', 'for how many days it is good, 1 to 90', '14')
    .option('--note <text>', 'for whom it is, or why; only admins see it', '')
    .option('--mail <address>', 'send it there: it is for one then, and is not printed', '')
    .action(({ mail, ...input }: { uses: string; days: string; note: string; mail: string }) =>
      withAdda(async (adda) => {
        const { id, address } = await writeJoinLink(adda, null, { ...input, email: mail });
        console.log(`Join link ${id}: ${address ?? `a letter goes to ${mail}`}`);
      }),
    );
  user
    .command('join-links')
    .description('Name the join links that are open, the newest first.')
    .action(() =>
      withAdda(async ({ store }) => {
        const links = await listJoinLinks(store.read, { isOpen: true, before: null }, LINKS_SHOWN, Date.now());
        for (const { id, uses, usesLeft, expiresAt, makerSlug, note } of links) {
          const by = makerSlug ?? 'the command line';
          const until = new Date(expiresAt).toISOString();
          console.log(`${id}: ${usesLeft} of ${uses} left, until ${until}, by ${by}${note && `: ${note}`}`);
        }
      }),
    );
  user
    .command('end-join-link <id>')
    .description('End a join link: nobody joins by it any more.')
    .action((id: string) => withAdda((adda) => writeJoinLinkEnd(adda, null, linkNumber(id))));
}
