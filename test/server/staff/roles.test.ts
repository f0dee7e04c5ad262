/** Who may do what, as the policy's table says, for every address that changes something. */
import { writeJoinLink } from '../../../server/people/accounts/join-links.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, letTimePass } from '../../support/brands.ts';
import { moderateSpace } from '../../support/offices.ts';
import { updatePost } from '../../../server/forum/threads/post-queries.ts';
import { noteJobs } from '../../../server/platform/jobs/queries.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { insertSpace, updateSpace } from '../../../server/forum/spaces/queries.ts';
import { ALL_ACTS } from '../../../server/care/acts/all.ts';
import type { ActTarget } from '../../../shared/words.ts';
import { type Forum, makeForum, type Member, PASSWORD } from '../../support/forum.ts';
import { notingRoutes, type Route } from '../../support/routes.ts';
import { failedLetter, giveUpTask } from '../../support/given-up.ts';
import { shareOf } from '../../support/share.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const ROLES = ['visitor', 'member', 'staff', 'moderator', 'admin', 'here', 'elsewhere'] as const;
/** `here` moderates the space that it is about, `elsewhere` another one. */
type Role = (typeof ROLES)[number];
const FORUM_ROLES = ['member', 'staff', 'moderator', 'admin'] as const;
/** What comes of it: done, or the code of the refusal. */
type Row = Record<Role, string>;

const all = (visitor: string, member: string, staff: string, moderator = member, admin = moderator): Row => ({
  visitor,
  member,
  staff,
  moderator,
  admin,
  here: member,
  elsewhere: member,
});
/** What a moderator of the space may do in it like one of the forum. */
const inSpace = (row: Row): Row => ({ ...row, here: row.moderator });
const members = all('not_signed_in', 'done', 'staff_cannot');
const keepers = all('not_signed_in', 'forbidden', 'forbidden', 'done');
const admins = all('not_signed_in', 'forbidden', 'forbidden', 'forbidden', 'done');
const staffOnly = all('not_signed_in', 'not_staff', 'done', 'not_staff');
const everybody = all('done', 'done', 'done');
/** A case is not there for who moderates elsewhere. */
const ofCases = { ...inSpace(keepers), elsewhere: 'not_found' };
const signedIn = all('not_signed_in', 'done', 'done');

const tomorrow = () => new Date(Date.now() + DAY).toISOString().slice(0, 16);

const POLL = { pollQuestion: 'Which hub?', pollChoices: ['Cup', 'Cartridge'] };

/** The policy's table. Each row stands for a call of the API, made by each role in turn. */
const TABLE: Record<string, { row: Row; call(world: World, who: Member | null): Promise<string> }> = {
  'start a question': { row: all('not_signed_in', 'done', 'staff_form'), call: (w, who) => w.start(who, 'question') },
  'start a discussion': {
    row: all('not_signed_in', 'done', 'staff_form'),
    call: (w, who) => w.start(who, 'discussion'),
  },
  'start a prompt': { row: staffOnly, call: (w, who) => w.start(who, 'prompt') },
  'start a resource': { row: signedIn, call: (w, who) => w.start(who, 'resource') },
  'start an open hour': { row: staffOnly, call: (w, who) => w.start(who, 'open_hour') },
  'post, or reply': { row: signedIn, call: (w, who) => w.post(who) },
  'be a peer answer': { row: all('not_signed_in', 'answer', 'note'), call: (w, who) => w.post(who, true) },
  'accept an answer to one’s own question': { row: members, call: (w, who) => w.markOwn(who, 'accept') },
  'accept an answer to another’s question': {
    row: all('not_signed_in', 'not_the_asker', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'accept', w.answerId),
  },
  'find a post helpful': { row: members, call: (w, who) => w.mark(who, 'helpful', w.answerId) },
  'confirm an answer': { row: members, call: (w, who) => w.mark(who, 'worked', w.answerId) },
  'have the same problem': { row: members, call: (w, who) => w.mark(who, 'me_too', w.openingId) },
  'find a staff post helpful': {
    row: all('not_signed_in', 'staff_post', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'helpful', w.noteId),
  },
  'say for another that a note settled it': {
    row: all('not_signed_in', 'not_the_asker', 'staff_cannot'),
    call: (w, who) => w.mark(who, 'settled', w.noteId),
  },
  'edit another’s post': {
    row: all('not_signed_in', 'not_yours', 'not_yours'),
    call: (w, who) => w.send('PATCH', `/posts/${w.answerId}`, { body: 'Mine now.', revision: 1 }, who),
  },
  'withdraw another’s post': {
    row: all('not_signed_in', 'not_yours', 'not_yours'),
    call: (w, who) => w.send('POST', `/posts/${w.answerId}/withdraw`, {}, who),
  },
  'report a post': {
    row: everybody,
    call: (w, who) =>
      w.send(
        'POST',
        `/posts/${w.answerId}/reports`,
        { reason: 'other', evidence: 'It is out of place.', contact: 'a@example.org' },
        who,
      ),
  },
  'decide on a report': { row: ofCases, call: (w, who) => w.decideReport(who) },
  'take a case': { row: ofCases, call: (w, who) => w.withCase(who, 'claim') },
  'give a case back': { row: ofCases, call: (w, who) => w.withCase(who, 'release') },
  'dismiss a case': { row: ofCases, call: (w, who) => w.withCase(who, 'dismiss') },
  'uphold a case': { row: ofCases, call: (w, who) => w.withCase(who, 'uphold') },
  'act on a reported space': { row: { ...ofCases, here: 'own_matter' }, call: (w, who) => w.withSpaceCase(who) },
  'take back an act on a reported space': {
    row: { ...ofCases, here: 'own_matter' },
    call: (w, who) => w.withSpaceCase(who, true),
  },
  'report a thread': { row: everybody, call: (w, who) => w.report(who, `/threads/${w.threadId}`) },
  'report a member': { row: everybody, call: (w, who) => w.report(who, `/members/${w.peer.slug}`) },
  'report a space': { row: everybody, call: (w, who) => w.report(who, '/spaces/wheels') },
  'propose another title': {
    row: { ...all('not_signed_in', 'on_probation', 'staff_cannot', 'done') },
    call: (w, who) =>
      w.send(
        'POST',
        `/threads/${w.threadId}/proposals`,
        { title: 'A title that says more', evidence: 'It says more.' },
        who,
      ),
  },
  'give notice of what is unlawful': {
    row: everybody,
    call: (w, who) =>
      w.send(
        'POST',
        '/notices',
        {
          ...{ address: `/p/${w.answerId}`, why: 'It breaks a law of the land.', goodFaith: true },
          ...{ name: 'Nora', email: `nora${w.next()}@example.org` },
        },
        who,
      ),
  },
  'let staff into another’s question': {
    row: inSpace(all('not_signed_in', 'not_the_asker', 'staff_cannot', 'done')),
    call: async (w, who) => {
      const { id } = await ask(w.forum, w.asker);
      return w.send('POST', `/threads/${id}/early-access`, { reason: 'Only they can know this.' }, who);
    },
  },
  'give a safety notice': {
    row: inSpace(all('not_signed_in', 'forbidden', 'done', 'done')),
    call: (w, who) => w.warn(who),
  },
  'thank for a post': { row: staffOnly, call: (w, who) => w.send('POST', `/posts/${w.answerId}/thank`, {}, who) },
  'keep a draft of a note': {
    row: staffOnly,
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/draft`, { body: 'Later.' }, who),
  },
  'finish another’s journey': {
    row: all('not_signed_in', 'other_form', 'other_form'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/finish`, {}, who),
  },
  'join a challenge': {
    row: all('not_signed_in', 'other_form', 'staff_cannot'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/join`, {}, who),
  },
  'say that one did what a challenge asks': {
    row: all('not_signed_in', 'not_joined', 'not_joined'),
    call: (w, who) => w.send('PUT', `/threads/${w.threadId}/done`, {}, who),
  },
  'bring a picture': {
    row: all('not_signed_in', 'invalid', 'invalid'),
    call: (w, who) => w.send('POST', '/pictures', {}, who),
  },
  'bring a file': {
    row: all('not_signed_in', 'invalid', 'invalid'),
    call: (w, who) => w.send('POST', '/files', {}, who),
  },
  'keep a draft': {
    row: signedIn,
    call: (w, who) => w.send('PUT', '/drafts', { place: `thread:${w.threadId}`, body: 'Later.' }, who),
  },
  'go on with another thread that was begun': {
    row: signedIn,
    call: (w, who) =>
      w.inPerson('/ask/beside', { form: 'question', title: 'Half', body: 'Half of it.', goOn: 'new' }, who),
  },
  'go on with another message that was begun': {
    row: signedIn,
    call: (w, who) => w.inPerson('/messages/beside', { to: 'Rina', body: 'Half of it.', goOn: 'new' }, who),
  },
  'remove a draft': { row: signedIn, call: (w, who) => w.send('POST', '/drafts/remove', { place: 'start' }, who) },
  'let a post wait for its time': {
    row: all('not_signed_in', 'known_first', 'staff_not_later', 'done'),
    call: (w, who) => w.send('POST', `/threads/${w.threadId}/later`, { body: 'Later.', postAt: tomorrow() }, who),
  },
  'let a thread wait for its time': {
    row: all('not_signed_in', 'known_first', 'staff_form', 'done'),
    call: (w, who) =>
      w.send(
        'POST',
        '/threads/later',
        {
          ...{ space: 'wheels', form: 'question', title: 'Does it still wobble?', body: 'Tomorrow, I mean.' },
          postAt: tomorrow(),
        },
        who,
      ),
  },
  'change another’s post that waits': {
    row: all('not_signed_in', 'waiting_gone', 'waiting_gone'),
    call: (w, who) => w.send('PATCH', '/waiting/9999', { body: 'Later still.' }, who),
  },
  'post another’s post that waits': {
    row: all('not_signed_in', 'waiting_gone', 'waiting_gone'),
    call: (w, who) => w.send('POST', '/waiting/9999/post', {}, who),
  },
  'throw away what waits': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('POST', '/waiting/9999/remove', {}, who),
  },
  'say what a picture shows': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('PUT', '/pictures/999999/alt', { alt: 'A wheel.' }, who),
  },
  'follow a space': { row: signedIn, call: (w, who) => w.send('PUT', '/follows', { kind: 'space', targetId: 1 }, who) },
  'write to somebody first': {
    row: all('not_signed_in', 'invalid', 'staff_cannot'),
    call: (w, who) => w.send('POST', '/messages', { to: ['Nobody Here'], body: 'Hello.' }, who),
  },
  'write into a conversation of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('POST', '/messages/999999', { body: 'Hello.' }, who),
  },
  'bring somebody into a conversation of others': {
    row: all('not_signed_in', 'not_found', 'staff_cannot'),
    call: (w, who) => w.send('POST', '/messages/999999/people', { to: ['Rina'] }, who),
  },
  'accept a conversation of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('POST', '/messages/999999/accept', {}, who),
  },
  'leave a conversation of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('POST', '/messages/999999/leave', {}, who),
  },
  'report a message of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) =>
      w.send('POST', '/messages/999999/999999/reports', { reason: 'spam', evidence: 'It sells me wheels.' }, who),
  },
  'change a message of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('PATCH', '/messages/999999/999999', { body: 'Hello.' }, who),
  },
  'take back a message of others': {
    row: all('not_signed_in', 'not_found', 'not_found'),
    call: (w, who) => w.send('POST', '/messages/999999/999999/take-back', {}, who),
  },
  'choose from whom one takes messages': {
    row: signedIn,
    call: (w, who) => w.send('PUT', '/messages/from', { takesFrom: 'everyone' }, who),
  },
  'block nobody': {
    row: all('not_signed_in', 'invalid', 'invalid'),
    call: (w, who) => w.send('POST', '/blocks', { name: 'Nobody Here' }, who),
  },
  'block nobody no longer': {
    row: all('not_signed_in', 'invalid', 'invalid'),
    call: (w, who) => w.send('POST', '/blocks/remove', { name: 'Nobody Here' }, who),
  },
  'save a search': { row: signedIn, call: (w, who) => w.send('POST', '/searches', { q: 'wobble' }, who) },
  'save a search no longer': { row: signedIn, call: (w, who) => w.send('POST', '/searches/1/remove', {}, who) },
  'put a poll beside another’s post': {
    row: all('not_signed_in', 'not_yours', 'staff_cannot'),
    call: (w, who) => w.send('PUT', `/posts/${w.answerId}/poll`, POLL, who),
  },
  'let others change another’s post': {
    row: inSpace(all('not_signed_in', 'not_yours', 'staff_cannot', 'done')),
    call: (w, who) => w.send('PUT', `/posts/${w.openingId}/open`, { to: 'regular' }, who),
  },
  'vote in a poll': { row: members, call: (w, who) => w.withPoll(who, 'PUT', 'vote') },
  'let another’s poll go on': {
    row: all('not_signed_in', 'not_yours', 'staff_cannot'),
    call: (w, who) => w.withPoll(who, 'POST', 'reopen'),
  },
  'end another’s poll': {
    row: inSpace(all('not_signed_in', 'not_yours', 'not_yours', 'done')),
    call: (w, who) => w.withPoll(who, 'POST', 'end'),
  },
  'keep a post': { row: signedIn, call: (w, who) => w.send('PUT', `/posts/${w.openingId}/bookmark`, {}, who) },
  'keep a post no longer': {
    row: signedIn,
    call: (w, who) => w.send('POST', `/posts/${w.openingId}/bookmark/remove`, {}, who),
  },
  'be told on a device no more': {
    row: signedIn,
    call: (w, who) => w.send('POST', '/notifications/devices/1/end', {}, who),
  },
  'choose what devices tell': {
    row: signedIn,
    call: (w, who) => w.send('PUT', '/notifications/devices/kinds', { kinds: [] }, who),
  },
  'read notifications': { row: signedIn, call: (w, who) => w.send('POST', '/notifications/read', {}, who) },
  'resume letters': { row: signedIn, call: (w, who) => w.send('POST', '/notifications/mail/resume', {}, who) },
  'keep a zone': { row: signedIn, call: (w, who) => w.send('POST', '/notifications/zone', { zone: 'UTC' }, who) },
  'wish letters': { row: signedIn, call: (w, who) => w.send('PUT', '/notifications/mail', { wish: 'at_once' }, who) },
  'read a space': { row: signedIn, call: (w, who) => w.send('POST', '/spaces/wheels/read', {}, who) },
  'invite peers': {
    row: signedIn,
    call: (w, who) => w.send('POST', `/threads/${w.threadId}/invitations`, { members: [w.asker.id] }, who),
  },
  'propose a space': {
    row: members,
    call: (w, who) =>
      w.send(
        'POST',
        '/spaces/proposals',
        { name: `Proposed room ${w.next()}`, kind: 'craft', charter: 'For all who want this room.' },
        who,
      ),
  },
  'decide on a proposed space': { row: keepers, call: (w, who) => w.decideProposal(who) },
  'make a space': {
    row: keepers,
    call: (w, who) =>
      w.send(
        'POST',
        '/spaces',
        { name: `Another room ${w.next()}`, kind: 'craft', charter: 'For all who want this room.' },
        who,
      ),
  },
  'change a space': {
    row: inSpace(keepers),
    call: (w, who) =>
      w.send(
        'PATCH',
        '/spaces/wheels',
        { name: 'Wheels that wobble', kind: 'problem', charter: 'For people whose wheels wobble.' },
        who,
      ),
  },
  'keep a space': {
    row: inSpace(keepers),
    call: (w, who) => w.send('POST', '/spaces/wheels/keep', { rules: 'Be kind.', slowMinutes: 0 }, who),
  },
  'say what a space asks for': {
    row: inSpace(keepers),
    call: (w, who) => w.send('PUT', '/spaces/wheels/templates', { question: `Which wheel? ${w.next()}` }, who),
  },
  'let somebody into a private space': {
    // To those who moderate elsewhere it is not there.
    row: { ...keepers, here: 'not_found', elsewhere: 'not_found' },
    call: (w, who) => w.letIn(who),
  },
  'leave a private space that one is not in': {
    row: all('not_signed_in', 'not_found', 'not_found', 'no_change'),
    call: (w, who) => w.leave(who),
  },
  'second a proposed space': {
    row: all('not_signed_in', 'on_probation', 'staff_cannot', 'done'),
    call: (w, who) => w.second(who),
  },
  'name a moderator': { row: admins, call: (w, who) => w.appoint(who) },
  'propose a moderator, support and vote': {
    // Those who have not taken part there.
    row: all('not_signed_in', 'not_entitled', 'staff_cannot'),
    call: (w, who) =>
      w.send('POST', '/spaces/wheels/nominations', { name: w.peer.name, why: 'They know wheels very well.' }, who),
  },
  'object to who is proposed': { row: admins, call: (w, who) => w.object(who) },
  'note something about a person': {
    row: { ...keepers, here: 'done' },
    call: async (w, who) => {
      const about = await w.forum.member(`Noted ${w.next()}`);
      return w.send('POST', `/moderation/people/${about.slug}/notes`, { words: 'Spoke.', space: 'wheels' }, who);
    },
  },
  'take back another’s note': {
    row: { ...all('not_signed_in', 'forbidden', 'forbidden', 'not_found'), here: 'not_found', elsewhere: 'not_found' },
    call: (w, who) => w.takeBack(who),
  },
  'register a brand': {
    row: admins,
    call: (w, who) => {
      const slug = `brand${w.next()}`;
      return w.send('POST', '/brands', { name: slug, domains: `${slug}.example`, contact: `a@${slug}.example` }, who);
    },
  },
  'change a brand': {
    row: admins,
    call: (w, who) =>
      w.send('PATCH', '/brands/acme', { name: 'Acme', domains: 'acme.example', contact: 'a@acme.example' }, who),
  },
  'propose, confirm, renew or end a grant': { row: admins, call: (w, who) => w.grant(who) },
  'leave the staff role': {
    row: all('not_signed_in', 'not_staff', 'done', 'not_staff'),
    call: async (w, who) =>
      w.send(
        'POST',
        '/grants/leave',
        {},
        who?.role === 'staff' ? await w.forum.member(`Leaver ${w.next()}`, 'staff') : who,
      ),
  },
  'make limits stricter': { row: admins, call: (w, who) => w.send('PATCH', '/staff-rules', { grantMonths: 12 }, who) },
  'try again what was given up': {
    row: admins,
    call: async (w, who) => w.send('POST', `/admin/tasks/${await giveUpTask(w.forum.adda)}/retry`, {}, who),
  },
  'send oneself a test letter': { row: admins, call: (w, who) => w.send('POST', '/admin/mail/test', {}, who) },
  'give a member a role': {
    row: admins,
    call: async (w, who) => {
      const { slug } = await w.forum.member(`Riser ${w.next()}`);
      return w.inPerson(`/admin/members/${slug}/role`, { role: 'moderator', current: PASSWORD }, who);
    },
  },
  'end a member’s sessions': {
    row: admins,
    call: async (w, who) => {
      const { slug } = await w.forum.member(`Taken ${w.next()}`);
      return w.send('POST', `/admin/members/${slug}/sign-out`, {}, who);
    },
  },
  'send a member a link for a new password': {
    row: admins,
    call: async (w, who) => {
      const { slug } = await w.forum.member(`Lost ${w.next()}`);
      return w.send('POST', `/admin/members/${slug}/reset`, {}, who);
    },
  },
  'make a join link': { row: admins, call: (w, who) => w.send('POST', '/admin/join-links', { note: '' }, who) },
  'end a join link': {
    row: admins,
    call: async (w, who) => {
      const { id } = await writeJoinLink(w.forum.adda, null, {});
      return w.send('POST', `/admin/join-links/${id}/end`, {}, who);
    },
  },
  'give a letter up': {
    row: admins,
    call: async (w, who) => w.send('POST', `/admin/letters/${await failedLetter(w.forum.adda, 2)}/give-up`, {}, who),
  },
  'hide a post': { row: inSpace(keepers), call: (w, who) => w.act(who, 'post', 'hide', { reason: 'spam' }) },
  'lock a thread': { row: inSpace(keepers), call: (w, who) => w.act(who, 'thread', 'lock', { reason: 'unkind' }) },
  'suspend a member': {
    row: keepers,
    call: (w, who) => w.act(who, 'member', 'suspend', { reason: 'spam', days: 1 }),
  },
  // What is hidden is not there for who moderates elsewhere.
  'take an act back': { row: { ...inSpace(keepers), elsewhere: 'not_found' }, call: (w, who) => w.undo(who) },
  'act on many posts': {
    // Whoever moderates something may ask; what is refused is said of each post.
    row: { ...all('not_signed_in', 'forbidden', 'forbidden', 'done'), here: 'done', elsewhere: 'done' },
    call: async (w, who) =>
      w.send('POST', '/moderation/bulk', { verb: 'hide', posts: [await w.newPost()], reason: 'spam' }, who),
  },
  'decide an appeal': { row: inSpace(keepers), call: (w, who) => w.decideAppeal(who) },
  'say that another’s question is not the same': {
    row: all('not_signed_in', 'not_the_asker', 'not_the_asker'),
    call: (w, who) => w.send('POST', `/threads/${w.threadId}/not-the-same`, {}, who),
  },
  'set the reasons of acts': {
    row: admins,
    call: (w, who) => w.send('POST', '/admin/reasons', { slug: 'spam', rule: 'No spam.', isActive: true }, who),
  },
  'switch raid mode': {
    row: keepers,
    call: async (w, who) => {
      const code = await w.send('POST', '/moderation/raid', { hours: 1, days: 1 }, who);
      await w.forum.adda.store.write((tx) => updateSite(tx, { raid: null }));
      return code;
    },
  },
  'judge a held post': {
    row: inSpace(keepers),
    call: async (w, who) => w.send('POST', `/posts/${await w.flaggedPost()}/approve`, {}, who),
  },
  'say what is held, and write watch rules': {
    row: admins,
    call: (w, who) => w.send('POST', '/admin/prevention', { firstPosts: 'none', scoreAbove: 0 }, who),
  },
  'have a job run at once': {
    row: admins,
    call: async (w, who) => {
      await w.forum.adda.store.write((tx) => noteJobs(tx, ['statistics']));
      return w.send('POST', '/admin/jobs/statistics/run', {}, who);
    },
  },
  'put spaces into an order': {
    row: admins,
    call: (w, who) => w.send('PUT', '/admin/spaces/order', { spaces: ['wheels'] }, who),
  },
  'change a setting of the forum': {
    row: admins,
    call: (w, who) => w.send('PUT', '/admin/settings/hasCards', { value: true }, who),
  },
  'say who runs the forum': { row: admins, call: (w, who) => w.send('POST', '/operator', { operator: '' }, who) },
};

/** Which row of the table each address belongs to; `own` is about oneself and open to whoever may enter. */
const ADDRESSES: Record<string, string> = {
  ...Object.fromEntries(
    ['', '/rules', '/rules/:id', '/rules/:id/drop'].map((rest) => [
      `POST /admin/prevention${rest}`,
      'say what is held, and write watch rules',
    ]),
  ),
  'POST /api/v1/admin/prevention': 'say what is held, and write watch rules',
  'POST /api/v1/admin/watch-rules': 'say what is held, and write watch rules',
  'POST /api/v1/admin/watch-rules/:id': 'say what is held, and write watch rules',
  'DELETE /api/v1/admin/watch-rules/:id': 'say what is held, and write watch rules',
  'POST /moderation/raid': 'switch raid mode',
  'POST /moderation/raid/end': 'switch raid mode',
  'POST /api/v1/moderation/raid': 'switch raid mode',
  'POST /api/v1/moderation/raid/end': 'switch raid mode',
  'POST /moderation/held': 'judge a held post',
  'POST /api/v1/threads': 'start a question',
  'POST /ask': 'start a question',
  'POST /t/:id/posts': 'post, or reply',
  'POST /api/v1/threads/:id/posts': 'post, or reply',
  'POST /p/:id/marks/:kind': 'find a post helpful',
  'PUT /api/v1/posts/:id/marks/:kind': 'find a post helpful',
  'POST /p/:id/edit': 'edit another’s post',
  'PATCH /api/v1/posts/:id': 'edit another’s post',
  'POST /p/:id/withdraw': 'withdraw another’s post',
  'POST /api/v1/posts/:id/withdraw': 'withdraw another’s post',
  'POST /p/:id/restore': 'withdraw another’s post',
  'POST /api/v1/posts/:id/restore': 'withdraw another’s post',
  'POST /p/:id/report': 'report a post',
  'POST /api/v1/posts/:id/reports': 'report a post',
  'POST /t/:id/report': 'report a thread',
  'POST /api/v1/threads/:id/reports': 'report a thread',
  'POST /u/:name/report': 'report a member',
  'POST /api/v1/members/:name/reports': 'report a member',
  'POST /s/:slug/report': 'report a space',
  'POST /api/v1/spaces/:slug/reports': 'report a space',
  'POST /t/:id/propose': 'propose another title',
  'POST /api/v1/threads/:id/proposals': 'propose another title',
  'POST /notice': 'give notice of what is unlawful',
  'POST /api/v1/notices': 'give notice of what is unlawful',
  ...Object.fromEntries(
    Object.entries({
      claim: 'take a case',
      release: 'give a case back',
      dismiss: 'dismiss a case',
      uphold: 'uphold a case',
      space: 'act on a reported space',
      'space/undo': 'take back an act on a reported space',
    }).flatMap(([verb, row]) => [
      [`POST /moderation/cases/:id/${verb}`, row],
      [`POST /api/v1/cases/:id/${verb}`, row],
    ]),
  ),
  'POST /moderation/reports/:id': 'decide on a report',
  'POST /api/v1/reports/:id': 'decide on a report',
  'POST /t/:id/early-access': 'let staff into another’s question',
  'POST /api/v1/threads/:id/early-access': 'let staff into another’s question',
  'POST /p/:id/thank': 'thank for a post',
  'POST /api/v1/posts/:id/thank': 'thank for a post',
  'POST /t/:id/draft': 'keep a draft of a note',
  'PUT /api/v1/threads/:id/draft': 'keep a draft of a note',
  'POST /t/:id/finish': 'finish another’s journey',
  'PUT /api/v1/threads/:id/finish': 'finish another’s journey',
  'POST /t/:id/join': 'join a challenge',
  'PUT /api/v1/threads/:id/join': 'join a challenge',
  'POST /t/:id/done': 'say that one did what a challenge asks',
  'PUT /api/v1/threads/:id/done': 'say that one did what a challenge asks',
  'POST /pictures': 'bring a picture',
  'POST /api/v1/pictures': 'bring a picture',
  'POST /files': 'bring a file',
  'POST /api/v1/files': 'bring a file',
  'POST /ask/beside': 'go on with another thread that was begun',
  'POST /drafts': 'keep a draft',
  'PUT /api/v1/drafts': 'keep a draft',
  'POST /drafts/remove': 'remove a draft',
  'POST /api/v1/drafts/remove': 'remove a draft',
  'POST /t/:id/later': 'let a post wait for its time',
  'POST /api/v1/threads/:id/later': 'let a post wait for its time',
  'POST /ask/later': 'let a thread wait for its time',
  'POST /api/v1/threads/later': 'let a thread wait for its time',
  'POST /waiting/:id': 'change another’s post that waits',
  'PATCH /api/v1/waiting/:id': 'change another’s post that waits',
  'POST /waiting/:id/post': 'post another’s post that waits',
  'POST /api/v1/waiting/:id/post': 'post another’s post that waits',
  'POST /waiting/:id/remove': 'throw away what waits',
  'POST /api/v1/waiting/:id/remove': 'throw away what waits',
  'POST /pictures/:id/alt': 'say what a picture shows',
  'PUT /api/v1/pictures/:id/alt': 'say what a picture shows',
  'POST /follow': 'follow a space',
  'PUT /api/v1/follows': 'follow a space',
  'POST /messages': 'write to somebody first',
  'POST /api/v1/messages': 'write to somebody first',
  'POST /messages/beside': 'go on with another message that was begun',
  'POST /messages/:id/write': 'write into a conversation of others',
  'POST /api/v1/messages/:id': 'write into a conversation of others',
  'POST /messages/:id/people': 'bring somebody into a conversation of others',
  'POST /api/v1/messages/:id/people': 'bring somebody into a conversation of others',
  'POST /messages/:id/accept': 'accept a conversation of others',
  'POST /api/v1/messages/:id/accept': 'accept a conversation of others',
  'POST /messages/:id/leave': 'leave a conversation of others',
  'POST /api/v1/messages/:id/leave': 'leave a conversation of others',
  'POST /messages/:id/:message/report': 'report a message of others',
  'POST /api/v1/messages/:id/:message/reports': 'report a message of others',
  'POST /messages/:id/:message/change': 'change a message of others',
  'PATCH /api/v1/messages/:id/:message': 'change a message of others',
  'POST /messages/:id/:message/take-back': 'take back a message of others',
  'POST /api/v1/messages/:id/:message/take-back': 'take back a message of others',
  'POST /messages/from': 'choose from whom one takes messages',
  'PUT /api/v1/messages/from': 'choose from whom one takes messages',
  'POST /messages/block': 'block nobody',
  'POST /api/v1/blocks': 'block nobody',
  'POST /messages/unblock': 'block nobody no longer',
  'POST /api/v1/blocks/remove': 'block nobody no longer',
  'POST /searches': 'save a search',
  'POST /api/v1/searches': 'save a search',
  'POST /searches/:id/remove': 'save a search no longer',
  'POST /api/v1/searches/:id/remove': 'save a search no longer',
  'POST /p/:id/open': 'let others change another’s post',
  'PUT /api/v1/posts/:id/open': 'let others change another’s post',
  'POST /p/:id/poll': 'put a poll beside another’s post',
  'PUT /api/v1/posts/:id/poll': 'put a poll beside another’s post',
  'POST /p/:id/poll/vote': 'vote in a poll',
  'PUT /api/v1/posts/:id/poll/vote': 'vote in a poll',
  'POST /p/:id/poll/reopen': 'let another’s poll go on',
  'POST /api/v1/posts/:id/poll/reopen': 'let another’s poll go on',
  'POST /p/:id/poll/end': 'end another’s poll',
  'POST /api/v1/posts/:id/poll/end': 'end another’s poll',
  'POST /p/:id/bookmark': 'keep a post',
  'PUT /api/v1/posts/:id/bookmark': 'keep a post',
  'POST /p/:id/bookmark/remove': 'keep a post no longer',
  'POST /api/v1/posts/:id/bookmark/remove': 'keep a post no longer',
  'POST /notifications/devices/:id/end': 'be told on a device no more',
  'POST /api/v1/notifications/devices/:id/end': 'be told on a device no more',
  'POST /notifications/devices/kinds': 'choose what devices tell',
  'PUT /api/v1/notifications/devices/kinds': 'choose what devices tell',
  'POST /notifications/read': 'read notifications',
  'POST /api/v1/notifications/read': 'read notifications',
  'POST /notifications/mail': 'wish letters',
  'POST /notifications/zone': 'keep a zone',
  'POST /api/v1/notifications/zone': 'keep a zone',
  'POST /notifications/mail/resume': 'resume letters',
  'POST /api/v1/notifications/mail/resume': 'resume letters',
  'PUT /api/v1/notifications/mail': 'wish letters',
  'POST /s/:slug/read': 'read a space',
  'POST /api/v1/spaces/:slug/read': 'read a space',
  'POST /t/:id/invite': 'invite peers',
  'POST /api/v1/threads/:id/invitations': 'invite peers',
  'POST /spaces/propose': 'propose a space',
  'POST /api/v1/spaces/proposals': 'propose a space',
  'POST /moderation/proposals/:id': 'decide on a proposed space',
  'POST /api/v1/spaces/proposals/:id': 'decide on a proposed space',
  'POST /spaces/new': 'make a space',
  'POST /api/v1/spaces': 'make a space',
  'POST /admin/members/:name/role': 'give a member a role',
  'POST /admin/members/:name/sign-out': 'end a member’s sessions',
  'POST /admin/members/:name/reset': 'send a member a link for a new password',
  'POST /api/v1/admin/members/:name/sign-out': 'end a member’s sessions',
  'POST /api/v1/admin/members/:name/reset': 'send a member a link for a new password',
  'POST /admin/join-links': 'make a join link',
  'POST /api/v1/admin/join-links': 'make a join link',
  'POST /admin/join-links/:id/end': 'end a join link',
  'POST /api/v1/admin/join-links/:id/end': 'end a join link',
  'POST /admin/mail/test': 'send oneself a test letter',
  'POST /api/v1/admin/mail/test': 'send oneself a test letter',
  'POST /admin/letters/:id/give-up': 'give a letter up',
  'POST /api/v1/admin/letters/:id/give-up': 'give a letter up',
  'POST /s/:slug/edit': 'change a space',
  'PATCH /api/v1/spaces/:slug': 'change a space',
  ...Object.fromEntries(
    ['tasks', 'letters'].flatMap((what) => [
      [`POST /admin/${what}/:id/retry`, 'try again what was given up'],
      [`POST /api/v1/admin/${what}/:id/retry`, 'try again what was given up'],
    ]),
  ),
  'POST /s/:slug/templates': 'say what a space asks for',
  'PUT /api/v1/spaces/:slug/templates': 'say what a space asks for',
  'POST /s/:slug/keep': 'keep a space',
  'POST /api/v1/spaces/:slug/keep': 'keep a space',
  'POST /s/:slug/access': 'keep a space',
  'POST /api/v1/spaces/:slug/access': 'keep a space',
  'POST /s/:slug/archive': 'keep a space',
  'POST /api/v1/spaces/:slug/archive': 'keep a space',
  'POST /s/:slug/members': 'let somebody into a private space',
  'POST /api/v1/spaces/:slug/members': 'let somebody into a private space',
  'POST /s/:slug/members/:name/out': 'leave a private space that one is not in',
  'POST /api/v1/spaces/:slug/members/:name/out': 'leave a private space that one is not in',
  'POST /s/:slug/join-code': 'let somebody into a private space',
  'POST /api/v1/spaces/:slug/join-code': 'let somebody into a private space',
  'POST /s/:slug/join-code/end': 'let somebody into a private space',
  'POST /api/v1/spaces/:slug/join-code/end': 'let somebody into a private space',
  'POST /join-requests/:id': 'keep a space',
  'POST /api/v1/join-requests/:id': 'keep a space',
  'POST /spaces/proposals/:id/second': 'second a proposed space',
  'POST /api/v1/spaces/proposals/:id/second': 'second a proposed space',
  'POST /s/:slug/nominations': 'propose a moderator, support and vote',
  'POST /api/v1/spaces/:slug/nominations': 'propose a moderator, support and vote',
  ...Object.fromEntries(
    ['second', 'vote'].flatMap((verb) =>
      ['', '/api/v1'].map((base) => [`POST ${base}/nominations/:id/${verb}`, 'propose a moderator, support and vote']),
    ),
  ),
  'POST /nominations/:id/object': 'object to who is proposed',
  'POST /api/v1/nominations/:id/object': 'object to who is proposed',
  'POST /moderation/people/:name/notes': 'note something about a person',
  'POST /api/v1/moderation/people/:name/notes': 'note something about a person',
  'POST /moderation/notes/:id/withdraw': 'take back another’s note',
  'DELETE /api/v1/moderation/notes/:id': 'take back another’s note',
  'POST /admin/pages/:page/:language': 'register a brand',
  'PUT /api/v1/pages/:page/:language': 'register a brand',
  'POST /admin/jobs/:name/run': 'have a job run at once',
  'POST /api/v1/admin/jobs/:name/run': 'have a job run at once',
  'POST /admin/spaces/order': 'put spaces into an order',
  'PUT /api/v1/admin/spaces/order': 'put spaces into an order',
  'POST /admin/spaces/:slug/move': 'put spaces into an order',
  'POST /api/v1/admin/spaces/:slug/move': 'put spaces into an order',
  'POST /admin/spaces/:slug/archive': 'put spaces into an order',
  'POST /admin/settings/:key': 'change a setting of the forum',
  'PUT /api/v1/admin/settings/:key': 'change a setting of the forum',
  'POST /admin/settings/:key/usual': 'change a setting of the forum',
  'DELETE /api/v1/admin/settings/:key': 'change a setting of the forum',
  'POST /admin/settings/logo': 'change a setting of the forum',
  'POST /admin/settings/changes/:id/undo': 'change a setting of the forum',
  'POST /api/v1/admin/settings/changes/:id/undo': 'change a setting of the forum',
  'POST /admin/brands': 'register a brand',
  'POST /api/v1/brands': 'register a brand',
  'POST /admin/brands/:slug': 'change a brand',
  'PATCH /api/v1/brands/:slug': 'change a brand',
  'POST /admin/brands/:slug/grants': 'propose, confirm, renew or end a grant',
  'POST /api/v1/brands/:slug/grants': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/confirm': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/confirm': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/renew': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/renew': 'propose, confirm, renew or end a grant',
  'POST /admin/grants/:id/end': 'propose, confirm, renew or end a grant',
  'POST /api/v1/grants/:id/end': 'propose, confirm, renew or end a grant',
  'POST /desk/leave': 'leave the staff role',
  'POST /api/v1/grants/leave': 'leave the staff role',
  'POST /admin/limits': 'make limits stricter',
  'PATCH /api/v1/staff-rules': 'make limits stricter',
  'POST /admin/operator': 'say who runs the forum',
  'POST /api/v1/operator': 'say who runs the forum',
  ...Object.fromEntries(
    ALL_ACTS.flatMap(({ target, verb }) => {
      const row = { post: 'hide a post', thread: 'lock a thread', member: 'suspend a member' }[target];
      const [page, api] = {
        post: ['/p/:id', 'posts/:id'],
        thread: ['/t/:id', 'threads/:id'],
        member: ['/u/:name', 'members/:name'],
      }[target];
      return [
        [`POST ${page}/moderate/${verb}`, row],
        [`POST /api/v1/${api}/${verb}`, row],
      ];
    }),
  ),
  'POST /acts/:id/undo': 'take an act back',
  'POST /api/v1/acts/:id/undo': 'take an act back',
  'POST /t/:id/moderate/posts': 'act on many posts',
  'POST /moderation/bulk': 'act on many posts',
  'POST /api/v1/moderation/bulk': 'act on many posts',
  'POST /moderation/appeals/:id': 'decide an appeal',
  'POST /api/v1/appeals/:id': 'decide an appeal',
  'POST /t/:id/not-the-same': 'say that another’s question is not the same',
  'POST /api/v1/threads/:id/not-the-same': 'say that another’s question is not the same',
  'POST /admin/reasons': 'set the reasons of acts',
  'POST /api/v1/admin/reasons': 'set the reasons of acts',
  'POST /u/:name/claim': 'propose a space',
  'POST /admin/claims/:id': 'register a brand',
  'POST /admin/forum': 'register a brand',
};
const OWN =
  /^POST \/(s\/:slug\/moderators|(api\/v1\/)?nominations\/:id\/(accept|decline)|join\/:code|api\/v1\/join\/:code|statements\/:id\/appeal|api\/v1\/(acts\/:id\/appeals|accounts|preview|invitations\/:id\/decline)|preview|p\/:id\/quote|preferences|settings\/\S+|invitations\/\S+|notifications\/devices|desk\/drafts\/drop|sign-\S+|forgot|reset\/:secret|address\/back\/:secret|verify\/:secret|notice\/:secret|mail\/(off|on|mute|unmute)\/:token|grants\/(confirm|end)\/:secret|setup|demo(\/remove)?)$/;

/** A question with an answer and a note, and somebody of each role. */
class World {
  threadId = 0;
  openingId = 0;
  answerId = 0;
  noteId = 0;
  readonly forum: Forum;
  asker!: Member;
  peer!: Member;
  private n = 0;
  constructor(forum: Forum) {
    this.forum = forum;
  }
  next = () => ++this.n;

  async begin(): Promise<void> {
    [this.asker, this.peer] = [await this.forum.member('Rina'), await this.forum.member('Jamal')];
    await this.forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'brakes', name: 'Brakes that squeal', kind: 'problem' },
        ...{ charter: 'For people whose brakes squeal.', createdAt: tx.now },
      }),
    );
    const olga = await this.forum.member('Olga', 'staff');
    const { id, postId } = await ask(this.forum, this.asker);
    [this.threadId, this.openingId] = [id, postId];
    this.answerId = (await write(this.forum, this.peer, id, 'Tighten the spokes.')).id;
    this.noteId = (await write(this.forum, olga, id, 'An official word.')).id;
  }

  /** Somebody new who holds this role. */
  async somebody(role: Role): Promise<Member | null> {
    if (role === 'visitor') return null;
    const name = `Some ${role} ${this.next()}`;
    if (role !== 'here' && role !== 'elsewhere') return this.forum.member(name, role);
    const member = await this.forum.member(name);
    await moderateSpace(this.forum.adda, name, role === 'here' ? 'wheels' : 'brakes', true);
    return member;
  }
  /** A nomination of the peer, which an admin may object to. */
  async object(who: Member | null): Promise<string> {
    const nominee = await this.forum.member(`Nominee ${this.next()}`);
    const { id } = await this.forum.adda.store.write(async (tx) => {
      const place = { spaceId: this.forum.space.id, nomineeId: nominee.id };
      const row = { ...place, why: 'They know wheels.', secondsNeeded: 1, endsAt: tx.now + DAY, createdAt: tx.now };
      return (await tx.q.insert(tx.t.nominations).values(row).returning({ id: tx.t.nominations.id }))[0]!;
    });
    return this.send('POST', `/nominations/${id}/object`, { reason: 'They sell wheels for a living.' }, who);
  }
  /** A note that somebody else wrote. */
  async takeBack(who: Member | null): Promise<string> {
    const keeper = await this.forum.member(`Keeper ${this.next()}`, 'moderator');
    const path = `/moderation/people/${this.peer.slug}/notes`;
    const { id } = (await this.forum.api('POST', path, { words: 'Spoke with them.', space: 'wheels' }, keeper)).json();
    return this.send('DELETE', `/moderation/notes/${id}`, {}, who);
  }
  async send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body: object,
    who: Member | null,
  ): Promise<string> {
    const answer = await this.forum.api(method, url, body, who);
    return answer.status < 300 ? 'done' : answer.json().code;
  }
  start(who: Member | null, form: string): Promise<string> {
    const opensAt = new Date(Date.now() + DAY).toISOString().slice(0, 16);
    const words = { title: `Thread number ${this.next()}`, body: 'Some words.' };
    return this.send('POST', '/threads', { space: 'wheels', form, ...words, opensAt }, who);
  }
  async post(who: Member | null, asKind = false): Promise<string> {
    const { id } = await ask(this.forum, this.asker);
    await write(this.forum, this.peer, id, 'Tighten the spokes.');
    const answer = await this.forum.api('POST', `/threads/${id}/posts`, { body: 'Some words.' }, who);
    return answer.status < 300 ? (asKind ? answer.json().kind : 'done') : answer.json().code;
  }
  mark = (who: Member | null, kind: string, postId: number) =>
    this.send('PUT', `/posts/${postId}/marks/${kind}`, {}, who);
  async markOwn(who: Member | null, kind: string): Promise<string> {
    if (!who) return this.mark(who, kind, this.answerId);
    // Staff asked it as members, before they spoke for a brand.
    const { threadId } = await this.forum.adda.store.write(async (tx) => {
      const { id: spaceId } = this.forum.space;
      const words = { title: 'Asked long ago', markdown: 'How?', tags: [], createdAt: tx.now };
      return (await import('../../../server/forum/posting/start-thread.ts')).writeThread(tx, {
        spaceId,
        authorId: who.id,
        form: 'question',
        ...words,
      });
    });
    const { id } = await write(this.forum, this.peer, threadId, 'Like this.');
    return this.mark(who, kind, id);
  }
  async warn(who: Member | null): Promise<string> {
    const safety = { safety: true, reference: 'https://recalls.example/1' };
    return this.send('POST', `/threads/${this.threadId}/posts`, { body: 'Stop using it.', ...safety }, who);
  }
  private async room(): Promise<string> {
    const slug = `room-${this.next()}`;
    await this.forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug, name: `Room ${slug}`, kind: 'craft', charter: 'For those who sit in it.', access: 'private' },
        createdAt: tx.now,
      }),
    );
    return slug;
  }
  letIn = async (who: Member | null) =>
    this.send('POST', `/spaces/${await this.room()}/members`, { name: this.peer.name }, who);
  leave = async (who: Member | null) =>
    this.send('POST', `/spaces/${await this.room()}/members/${who?.slug ?? 'nobody'}/out`, {}, who);
  async second(who: Member | null): Promise<string> {
    const proposer = await this.forum.member(`Proposer ${this.next()}`);
    const proposal = { name: `Hoped for room ${this.next()}`, kind: 'craft', charter: 'For all who want this room.' };
    await this.send('POST', '/spaces/proposals', proposal, proposer);
    const { read } = this.forum.adda.store;
    const { id } = (await read.q.select().from(read.t.proposals)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/spaces/proposals/${id}/second`, {}, who);
  }
  async appoint(who: Member | null): Promise<string> {
    const member = await this.forum.member(`Candidate ${this.next()}`);
    return this.inPerson('/s/brakes/moderators', { name: member.name, current: PASSWORD, set: 'true' }, who);
  }
  /** A form of a page, which no token can send. */
  async inPerson(url: string, form: Record<string, string>, who: Member | null): Promise<string> {
    // A session ends with the office that was given.
    const again = who && (await this.forum.post('/sign-in', { who: who.name, password: PASSWORD }));
    const cookie = [again?.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ');
    const headers = { accept: 'application/json' };
    const answer = await this.forum.post(url, form, who && { ...who, cookie }, headers);
    return answer.status < 400 ? 'done' : answer.json().code;
  }
  newPost = async () => (await write(this.forum, this.peer, this.threadId, `Word ${this.next()}.`)).id;
  async act(who: Member | null, target: ActTarget, verb: string, body: object): Promise<string> {
    const on =
      target === 'post'
        ? `posts/${await this.newPost()}`
        : target === 'thread'
          ? `threads/${(await ask(this.forum, this.asker)).id}`
          : `members/${(await this.forum.member(`Subject ${this.next()}`)).slug}`;
    return this.send('POST', `/${on}/${verb}`, body, who);
  }
  /** An act by somebody else, on a post. */
  private async acted(): Promise<number> {
    const keeper = await this.forum.member(`Keeper ${this.next()}`, 'moderator');
    const hidden = await this.forum.api('POST', `/posts/${await this.newPost()}/hide`, { reason: 'spam' }, keeper);
    return hidden.json().id;
  }
  undo = async (who: Member | null) => this.send('POST', `/acts/${await this.acted()}/undo`, {}, who);
  async decideAppeal(who: Member | null): Promise<string> {
    const words = { words: 'It was no spam at all.' };
    await this.send('POST', `/acts/${await this.acted()}/appeals`, words, this.peer);
    const { read } = this.forum.adda.store;
    const appeal = (await read.q.select().from(read.t.appeals)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/appeals/${appeal.id}`, { decision: 'dismiss', reason: 'It was spam indeed.' }, who);
  }
  report(who: Member | null, on: string): Promise<string> {
    const said = { reason: 'other', evidence: 'It is out of place.', contact: `v${this.next()}@example.org` };
    return this.send('POST', `${on}/reports`, said, who);
  }
  /** A thread of somebody, which somebody else reports. */
  /** A poll beside a question of its own. */
  async withPoll(who: Member | null, method: 'PUT' | 'POST', verb: 'vote' | 'end' | 'reopen'): Promise<string> {
    const { postId } = await ask(this.forum, this.asker);
    expect(await this.send('PUT', `/posts/${postId}/poll`, POLL, this.asker)).toBe('done');
    const { poll } = (await this.forum.api('GET', `/posts/${postId}/poll`)).json();
    return this.send(
      method,
      `/posts/${postId}/poll/${verb}`,
      verb === 'vote' ? { choices: [poll.choices[0].id] } : {},
      who,
    );
  }
  async withCase(who: Member | null, verb: string): Promise<string> {
    const { id } = await ask(this.forum, this.asker);
    await this.report(this.peer, `/threads/${id}`);
    const { read } = this.forum.adda.store;
    const made = (await read.q.select().from(read.t.cases)).find(
      ({ threadId, target }) => target === 'thread' && threadId === id,
    )!;
    return this.send('POST', `/cases/${made.id}/${verb}`, { reason: 'It is in its place.' }, who);
  }
  /** The space of the threads, which somebody reports; it is as fast as before then. */
  async withSpaceCase(who: Member | null, isUndo = false): Promise<string> {
    const { store } = this.forum.adda;
    await this.report(await this.forum.member(`Reporter ${this.next()}`), '/spaces/wheels');
    const rows = await store.read.q.select().from(store.read.t.cases);
    const made = rows.findLast(({ target, state }) => target === 'space' && state === 'open')!;
    const slow = (one: Member | null) =>
      this.send('POST', `/cases/${made.id}/space`, { act: 'slow', reason: 'It runs hot.' }, one);
    if (isUndo) await slow(await this.forum.member(`Keeper ${this.next()}`, 'moderator'));
    const said = isUndo ? await this.send('POST', `/cases/${made.id}/space/undo`, {}, who) : await slow(who);
    await store.write((tx) => updateSpace(tx, made.subjectId, { slowMinutes: 0 }));
    return said;
  }
  async decideReport(who: Member | null): Promise<string> {
    const reporter = await this.forum.member(`Reporter ${this.next()}`);
    await this.send(
      'POST',
      `/posts/${this.answerId}/reports`,
      { reason: 'other', evidence: 'It is out of place.' },
      reporter,
    );
    const { read } = this.forum.adda.store;
    const report = (await read.q.select().from(read.t.reports)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/reports/${report.id}`, { decision: 'dismiss', reason: 'It is in its place.' }, who);
  }
  /** A post that waits for a moderator to look. */
  async flaggedPost(): Promise<number> {
    const { id } = await write(this.forum, this.peer, this.threadId, `Looked at ${this.next()}.`);
    const heldWhy = { why: 'words' as const, words: [], score: null };
    await this.forum.adda.store.write((tx) => updatePost(tx, id, { heldWhy }));
    return id;
  }
  async decideProposal(who: Member | null): Promise<string> {
    const proposer = await this.forum.member(`Proposer ${this.next()}`);
    await this.send(
      'POST',
      '/spaces/proposals',
      { name: `Wished room ${this.next()}`, kind: 'craft', charter: 'For all who want this room.' },
      proposer,
    );
    const { read } = this.forum.adda.store;
    const proposal = (await read.q.select().from(read.t.proposals)).findLast(({ state }) => state === 'open')!;
    return this.send('POST', `/spaces/proposals/${proposal.id}`, { decision: 'grant' }, who);
  }
  async grant(who: Member | null): Promise<string> {
    const member = await this.forum.member(`Candidate ${this.next()}`);
    return this.send('POST', '/brands/acme/grants', { member: member.name, address: 'x@acme.example' }, who);
  }
}

eachEngine('the policy’s table', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = new World(await makeForum(engine));
    await world.begin();
  });

  // The rules know nothing of databases: PostgreSQL has a share of the rows.
  for (const [action, { row, call }] of shareOf(Object.entries(TABLE), engine, { sqlite: 1, postgres: 3 }))
    it(`${action}: ${Object.values(row).join(', ')}`, async () => {
      const found: Partial<Row> = {};
      for (const role of ROLES) {
        // Room for staff again, so that only the role decides.
        await letTimePass(world.forum, 31 * DAY);
        const who = await world.somebody(role);
        found[role] = await call(world, who);
      }
      expect(found).toEqual(row);
    });
});

describe('every address that changes something', () => {
  let routes: Route[];
  let forum: Forum;
  beforeAll(async () => {
    ({ built: forum, routes } = await notingRoutes(() => makeForum('sqlite')));
  });

  it('has a row in the table', () => {
    const changing = routes.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
    expect(changing.filter((name) => !ADDRESSES[name] && !OWN.test(name))).toEqual([]);
    expect(Object.entries(ADDRESSES).filter(([name, action]) => !changing.includes(name) || !TABLE[action])).toEqual(
      [],
    );
  });

  it('lets nobody in at the door whom its row keeps out by role', async () => {
    const people = new Map<Role, Member | null>([['visitor', null]]);
    for (const role of FORUM_ROLES) people.set(role, await forum.member(`A ${role}`, role));
    const wrong: string[] = [];
    for (const { method, url } of routes) {
      const row = TABLE[ADDRESSES[`${method} ${url}`] ?? '']?.row;
      if (!row) continue;
      const address = url.replace(/:id/g, '999999').replace(':kind', 'helpful').replace(/:\w+/g, 'nobody-here');
      for (const role of ['visitor', ...FORUM_ROLES] as const) {
        const refusal = row[role];
        if (!['not_signed_in', 'forbidden', 'not_staff'].includes(refusal)) continue;
        const who = people.get(role)!;
        const answer = await forum.app.inject({
          method: method as 'POST',
          url: address,
          payload: {},
          headers: { accept: 'application/json', origin: 'http://localhost:3000', ...(who && { cookie: who.cookie }) },
        });
        if (answer.statusCode !== 401 && answer.statusCode !== 403)
          wrong.push(`${role} ${method} ${url}: ${answer.statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
