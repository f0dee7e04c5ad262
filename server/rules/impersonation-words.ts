/** The words that claim a role, and those that stand around them, in the languages members write. */

const list = (text: string) => text.trim().split(/\s+/);

/** Words by which one speaks for a brand or for the forum, alone or beside a brand. */
export const ROLES = list(`
  staff staffs staffer official officials officially admin admins administrator administrators mod mods moderator
  moderators moderatress verified
  কর্মী স্টাফ কর্তৃপক্ষ প্রশাসক পরিচালক সঞ্চালক মডারেটর অ্যাডমিন এডমিন এ্যাডমিন আডমিন ষ্টাফ অ্যাডমিনিস্ট্রেটর এডমিনিস্ট্রেটর অফিসিয়াল অফিশিয়াল
  দাপ্তরিক কর্মকর্তা কর্মচারী ভেরিফায়েড
  oficial administrador administradora moderador moderadora officiel officielle administrateur administratrice
  modérateur modératrice offiziell offizielle offizieller offizielles administratorin moderatorin amministratore
  moderatore officieel moderatör beheerder oficjalny
  админ админы администратор администрация модератор модераторы официальный официальная официальное официально
  сотрудник стафф адміністратор офіційний офіційна
  διαχειριστής συντονιστής επίσημο επίσημος
  स्टाफ कर्मचारी आधिकारिक व्यवस्थापक प्रशासक मॉडरेटर संचालक एडमिन ऑफिशियल
  الرسمي الرسمية المشرف ادمن أدمن الإدارة ایڈمن آفیشل عملہ ادمین
  நிர்வாகி ஊழியர் அதிகாரப்பூர்வ అడ్మిన్ 관리자 운영자 운영진 공식 직원 스태프 모더레이터
  スタッフ モデレーター`);

/** Words that claim a role in a name, or alone, or beside a brand; in a sentence they are ordinary. */
export const MILD_ROLES = list(`
  support operator operators অপারেটর সাপোর্ট সহায়তা
  soporte suporte operador kundendienst kundenservice оператор поддержка підтримка ऑपरेटर सपोर्ट الدعم پشتیبانی
  サポート 고객센터`);

/** Words that claim a role in a name, also when spelled as two; in a text they are honest work: “sysadmin at a bank”. */
export const NAME_ROLES = list(
  'sysop sysadmin webmaster helpdesk superadmin supermod customercare customerservice moderation forumteam siteteam addateam teamadda ওয়েবমাস্টার',
);

/** Scripts written without spaces: found inside a longer word too. */
export const ROLES_INSIDE = list(
  '官方 管理员 管理員 版主 客服 工作人员 工作人員 公式 管理人 管理者 運営 แอดมิน เจ้าหน้าที่',
);

/** Long words that no honest name begins or ends with, however glued: “adminrahim”. */
export const LONG_ROLES = list('admin moderator administrator official админ модератор অ্যাডমিন এডমিন মডারেটর');
/** Words that end or begin like these and claim nothing. */
export const NO_ROLES = list('unofficial unofficially nonofficial');

/** What Bengali hangs on a word: plural, case, article. */
export const BENGALI_ENDINGS = list('রা দের গণ বৃন্দ এর ের য়ের র টি টা কে তে');

/** Words glued to a role or a brand in one word: “acmeteam”, “TheAcme”. */
export const GLUE = list(`
  the team teams hq real true genuine original forum site web head chief main help desk care service services
  customer account accounts page bot app online global world group inc ltd llc corp gmbh company community crew agent
  info news tech sales shop store member bd india bangladesh usa uk my iam from for here only dot com net org
  टीम टिम দল টিম গ্রুপ ফোরাম বাংলাদেশ equipo команда сайт форум`);

/** Words with which a text claims a role or to be a brand, and that say nothing else. */
export const AROUND = list(`
  the a an of at for from in on to by with and is am are m re s be as i im we my our me your you this here real true genuine only
  proud happy senior junior lead head chief new main account accounts profile page channel team member members part
  people person customer service services care desk hq helpdesk company representative rep agent user
  forum site website community board space group place adda speaking writing hello hi since now currently technical
  tech online global office
  আমি আমরা আমাদের এই এটি এটা একজন এখানে এখানকার ফোরাম ফোরামের সাইট সাইটের আসর আসরের আড্ডা আড্ডার দল দলের টিম টিমের
  অ্যাকাউন্ট একাউন্ট পাতা পেজ এর র তে হলাম সদস্য হিসেবে পক্ষ থেকে প্রতিনিধি গ্রুপ গ্রুপের`);

/** Words by which a text says that it is the place itself it speaks of. */
export const HERE = list(
  'here this forum site website community board adda এখানে এখানকার এই ফোরামের সাইটের আসরের আড্ডার গ্রুপের',
);
/** Words by which somebody says who they are. */
export const BEING = list('am are m re im this আমি আমরা');
/** Words of one who works somewhere, which is an honest thing to say. */
export const DISCLOSING = list('at for from with in on to by member members part representative rep agent তে প্রতিনিধি');
/** Words which make of a brand's name the brand itself. */
export const SPEAKING = list(
  'am are m re im this account accounts profile page channel team customer service services care desk hq help helpdesk company official অ্যাকাউন্ট একাউন্ট পাতা পেজ টিম আমরা',
);
/** Words which say that a role is not, or no longer, held. */
export const DENYING = list(
  `not never ex former formerly previously previous past retired was were worked used isn aren unofficial without
  against neither non anti প্রাক্তন সাবেক নই নয় না ছিলাম ছিল`,
);
/** After a role and a hyphen they make an ordinary word: “staff-only”. */
export const HYPHENED = list('only friendly free like style ex co non sub vice former');

/** Words of a space's name that say who meets there, not about what. */
export const SPACE_FILLERS = list(`
  club clubs user users owner owners fan fans lover lovers community
  communities forum forums official group groups help support team customer customers service society network people
  talk chat discussion discussions hub corner place space room
  ক্লাব ব্যবহারকারী ব্যবহারকারীরা ব্যবহারকারীদের মালিক মালিকেরা মালিকদের ভক্ত ভক্তরা ভক্তদের অনুরাগী সমিতি সমাজ ফোরাম
  অফিসিয়াল অফিশিয়াল গ্রুপ দল সাহায্য সহায়তা সাপোর্ট আড্ডা আসর গোষ্ঠী ক্রেতা ক্রেতাদের গ্রাহক গ্রাহকদের`);

/** Words that join others: left alone at an end, or beside what was taken out, they say nothing. */
export const JOINING_WORDS = list(`
  the a an of for and in on at by to with my our all s ও এবং জন্য এর র আমাদের আমার`);
