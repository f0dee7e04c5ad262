/** The letters to somebody who was let into a private space, or was not, and to those who keep it when somebody asks. */
import { spacePath } from '../../platform/http/paths.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { isMember, keepersOf, requestById, spaceOf } from './queries.ts';

export const joinLetters: readonly LetterKind[] = [
  letterKind({
    template: 'letIn',
    on: ['space.member_changed'],
    async recipients(tx, { accountId, spaceId, isSet, actorId }) {
      const account = await accountBy(tx, { id: accountId });
      if (!isSet || accountId === actorId || !account?.email || account.emailVerifiedAt === null) return [];
      return [{ to: account.email, accountId, facts: { spaceId, accountId } }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      if (!(await isMember(tx, facts.spaceId!, facts.accountId!))) return null;
      const [space, account] = [await spaceOf(tx, facts.spaceId!), await accountBy(tx, { id: facts.accountId! })];
      const link = adda.config.origin + spacePath(space.slug);
      return m.mail.letIn({ forum: site.name, name: account?.name ?? '', space: space.name, link });
    },
  }),
  letterKind({
    template: 'notLetIn',
    on: ['space.join_decided'],
    async recipients(tx, { requestId, isGranted }) {
      const request = isGranted ? null : await requestById(tx, requestId);
      const account = request && (await accountBy(tx, { id: request.accountId }));
      if (!account?.email || account.emailVerifiedAt === null) return [];
      return [{ to: account.email, accountId: account.id, facts: { requestId } }];
    },
    async write(tx, { facts }, { site, m }) {
      const request = await requestById(tx, facts.requestId!);
      if (request?.state !== 'refused') return null;
      const [space, account] = [await spaceOf(tx, request.spaceId), await accountBy(tx, { id: request.accountId })];
      return m.mail.notLetIn({ forum: site.name, name: account?.name ?? '', space: space.name, link: '' });
    },
  }),
  letterKind({
    template: 'joinAsked',
    on: ['space.join_asked'],
    async recipients(tx, { requestId }) {
      const request = await requestById(tx, requestId);
      if (!request) return [];
      const keepers = await keepersOf(tx, request.spaceId);
      const accounts = await Promise.all(keepers.map((id) => accountBy(tx, { id })));
      return accounts.flatMap((one) =>
        one?.email && one.emailVerifiedAt !== null
          ? [{ to: one.email, accountId: one.id, facts: { requestId, keeperId: one.id } }]
          : [],
      );
    },
    async write(tx, { facts }, { adda, site, m }) {
      const request = await requestById(tx, facts.requestId!);
      if (request?.state !== 'open') return null;
      const [space, keeper] = [await spaceOf(tx, request.spaceId), await accountBy(tx, { id: facts.keeperId! })];
      const link = `${adda.config.origin}${spacePath(space.slug)}/members`;
      return m.mail.joinAsked({ forum: site.name, name: keeper?.name ?? '', space: space.name, link });
    },
  }),
];
