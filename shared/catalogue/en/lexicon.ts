import { stemmer } from 'stemmer';
import { eng } from 'stopword';
import { type Lexicon, list } from '../lexicon.ts';

const LATIN = /^[a-z]+$/;

export const lexicon: Lexicon = {
  stem: (word) => (LATIN.test(word) ? stemmer(word) : null),
  stopWords: [
    ...eng,
    ...list(`
      when whom whose why without within though although until unless whether again against already always almost
      anybody anyone anything somebody someone something nobody nothing everybody everyone everything everywhere
      does doing done don didn doesn isn aren wasn weren won can cannot couldn shouldn wouldn having shall will
      just even ever once quite rather really maybe perhaps either neither each every few less lot lots too yet
      here where upon above below during while than then them theirs ours yours mine itself myself yourself
      want wants need needs know think help please thanks best good better right way ways thing things`),
  ],
  mail: {
    dividers: ['Original Message', 'Forwarded message'],
    from: ['From'],
    heads: list('Sent Date To Cc Subject Reply-To'),
    devices: [
      'Sent from (?:my |Mail |Yahoo|Outlook|Proton|Samsung|Gmail)',
      'Get Outlook for ',
      'Sent via (?:the |my )?(?:\\S+ )?\\S+$',
    ],
    secret: [
      '\\b(?:message|e-?mail|mail|communication|transmission|attachments?)\\b.{0,200}\\b(?:confidential|privileged)\\b',
      '\\b(?:confidential|privileged)\\b.{0,60}\\b(?:message|e-?mail|mail|communication|transmission|notice)\\b',
      ...['\\bconfidentiality notice\\b', '\\bdisclaimer\\b'],
    ],
    others: [
      ...['intended (?:solely |only |for)', 'intended recipient', 'received (?:this|it) in error'],
      ...['not the (?:intended|named)', 'unauthori[sz]ed (?:use|review|access|copying|disclosure)'],
    ],
    automatic: ['auto(?:matic)?[ -]?(?:reply|response)', 'out of (?:the )?office'],
  },
  messengers: list('telegram whatsapp viber wechat weixin snapchat skype discord'),
  claims: {
    roles: list(`
      staff staffs staffer official officials officially admin admins administrator administrators mod mods moderator
      moderators moderatress verified safetynotice safetynotices`),
    mildRoles: list('support operator operators'),
    nameRoles: list(`
      sysop sysadmin webmaster helpdesk superadmin supermod customercare customerservice moderation forumteam siteteam
      addateam teamadda securityteam teamsecurity forumsecurity sitesecurity addasecurity forumowner siteowner
      boardowner addaowner owneroftheforum forumfounder addafounder safetyteam trustandsafety trustsafety forummanager
      communitymanagement brandteam`),
    longRoles: list('admin moderator administrator official'),
    noRoles: list('unofficial unofficially nonofficial adminah adminatu'),
    endings: [],
    glue: list(`
      the team teams hq real true genuine original forum site web head chief main help desk care service services
      customer account accounts page bot app online global world group inc ltd llc corp gmbh company community crew agent
      info news tech sales shop store member bd india bangladesh usa uk my iam from for here only dot com net org`),
    around: list(`
      the a an of at for from in on to by with and is am are m re s be as i im we my our me your you this here real true
      genuine only proud happy senior junior lead head chief new main account accounts profile page channel team member
      members part people person customer service services care desk hq helpdesk company representative rep agent user
      forum site website community board space group place adda speaking writing hello hi since now currently technical
      tech online global office brand brands note notes notice answer answers statement reply post posts safety`),
    here: list('here this forum site website community board adda'),
    being: list('am are m re im this'),
    disclosing: list('at for from with in on to by member members part representative rep agent'),
    speaking: list(`
      am are m re im this account accounts profile page channel team customer service services care desk hq help helpdesk
      company official`),
    offices: list('owner owners founder founders security safety manager owned ownerof founderof boss ceo'),
    voicing: list(`
      speaking speak speaks spokesperson spokesman spokeswoman behalf representing represents represent voice mouthpiece
      answering posting replying`),
    self: list('myself me himself herself themselves ourselves nobody noone self only us'),
    denying: list(`
      not never ex former formerly previously previous past retired was were worked used isn aren unofficial without
      against neither non anti`),
    hyphened: list('only friendly free like style ex co non sub vice former'),
    spaceFillers: list(`
      club clubs user users owner owners fan fans lover lovers community communities forum forums official group groups
      help support team customer customers service society network people talk chat discussion discussions hub corner
      place space room`),
    joining: list('the a an of for and in on at by to with my our all s'),
  },
};
