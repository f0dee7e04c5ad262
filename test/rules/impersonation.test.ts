import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandInSpace, suggestTopic } from '../../server/rules/brand-spaces.ts';
import { mixesScripts, skeleton } from '../../server/rules/homoglyphs.ts';
import { namesOneOf, whyNotHonest } from '../../server/rules/impersonation.ts';
import { whyNotName } from '../../server/rules/names.ts';

const MARKS = {
  brands: [
    { name: 'Acme', products: ['AquaPump', 'Blue River 3000', 'Nova'] },
    ...['Ace', '3M', 'Ron', 'X', 'মেঘনা পাম্প'].map((name) => ({ name, products: [] })),
  ],
};
const list = (text: string) => text.trim().split(/\s*[|]\s*/u);
const ofName = (name: string) => whyNotHonest(name, MARKS, 'name');
const ofText = (text: string) => whyNotHonest(text, MARKS, 'text');

/** Names that look like a brand, a product or a role. */
const IMITATIONS = list(`
  acme.support | myacme | iamacme | Customer Care | Moderation Team | Adda Team | এ্যাডমিন | মডা রেটর | কর্ মী | AcmeSupp0rt |
  Acme | ACME | acme | A.C.M.E | a c m e | A-c-m-e | Ac-me | AcmeSupport | staffacme | Acme_Team |
  OfficialAcme | TheAcme | AcmeHQ | acmehq | Acme1 | Acme007 | 4cme | Acm3 | AcmeRahman | Acme Rahman |
  Dana from Acme | Асме | АСМЕ | Αcme | Ꭺcme | Ａｃｍｅ | 𝐀𝐜𝐦𝐞 | 𝒜𝒸𝓂ℯ | Acrne | Ac\u200bme | Ac\u202eme |
  A\u00adcme | Ácmé | A̲c̲m̲e̲ | ᴀᴄᴍᴇ | ⓐⓒⓜⓔ | Acmeee | Acme's | AcmeBangladesh | acmebd | Ace | The Ace |
  Ace-Support | Асе | acehq | Ace1 | AquaPump | Aqua Pump | aquapump | Blue River 3000 | BlueRiver3000 |
  Nova | 3M | 3M Support | Ron | X | মেঘনা পাম্প | মেঘনাপাম্প | মেঘনা-পাম্প | Staff | staff | STAFF | st4ff |
  5taff | Stаff | Ѕtаff | ｓｔａｆｆ | s.t.a.f.f | s t a f f | St aff | StaffRina | Staff Rina | Rina Staff |
  Admin | 4dm1n | Adm1n | аdmin | Admіn | adrnin | adminrahim | RahimAdmin | superadmin | SiteAdmin |
  Moderator | Mod | M0d | Mods | Mod1 | ModTeam | modteam | m o d t e a m | The Moderator | Official |
  0fficial | Officia1 | OfficiaI | Off1c1al Rina | Verified Rina | Support | Support Desk | Operator |
  0perator | sysadmin | Sup Port | কর্তৃপক্ষ | কর্মী | কর্মীরা | ক.র্মী | স্টাফ | স্টাফ রিনা | প্রশাসক | অ্যাডমিন |
  এডমিন | মডারেটর | সঞ্চালক | পরিচালক | অফিসিয়াল | অপারেটর | ক\u200cর্মী | মডারেটররা | Админ | Модератор |
  официальный | модератор Иван | Modérateur | Moderador | Administratorin | 客服 | 李管理员 | 公式サポート | 관리자 |
  व्यवस्थापक | الرسمي | Stafff | sTaFf | Staff‐Rina | ꜱᴛᴀꜰꜰ | Ꮪtaff | Ѕtаff Ноuѕе | Ⓢⓣⓐⓕⓕ`);

const HONEST = list(`
  Stafford | Modesty | Admiral | Moderna | Supporta | Официантова | Анна | Борис | Стафеев | Αννα | Teamu |
  Grace | Wallace | Acevedo | José | Jean-Luc | O'Brien | 李小龙 | 김민수 | محمد | Mo D. | Mo D. Rahman | Myron |
  Theron | Ronald | Byron | Ronny | Baron | Aaron | Ron4ld | Staffan | Falstaff | Wagstaff | Bickerstaff |
  Modou | Modi | Modibo | Moda | Modric | Admir | Adman | Operetta | Opera | Officer Dibble | Badminton Rani |
  Modal Soul | Grimace | Horace | Candace | Pacey | Space Cadet | Lacey | Tracey | Aceline | Macey |
  Face Painter | Placebo | Acmetha | Pacman | Innova | Novak | Casanova | Novalee | Supriya | Suphor |
  Teamwork Tom | Hossain M. D. | M. O. Rahman | A. C. Roy | Xavier | Alex X. Roy | Max | Felix | Dexter |
  Malcolm X | Ali | Lila | Iain | Ian | Allan | Lilian | Willi | Elias | Mia | Nia | Łukasz Żółć | Jürgen |
  Zoë | Søren | Þórður | Nguyễn Thị Ánh | Đặng Văn Lâm | Ağa | İbrahim | Işıl | Ünal | Škoda Jan | Çelik |
  Ștefan | Nuñez | Oğuz | Владимир | Наталья | Сергей Модин | Модест | Мода | Адмирал | Оперин | Юлия |
  Щукин | Ґалаґан | Їжак | Ђорђе | Љиљана | Николай II | Δημήτρης | Νίκος | Ελένη | Γιώργος | Άγγελος |
  Արմեն | Անի | გიორგი | ნინო | דוד | שרה | علی | فاطمة | یوسف | حسین رضا | مشرف | رسمي | राम कुमार | सीता |
  अनिल | प्रशांत | தமிழ்செல்வி | முருகன் | సీత | ಮಂಜು | മോഹൻ | ગીતા | ਗੁਰਪ੍ਰੀਤ | සුනිල් | สมชาย | ສົມ |
  မောင် | សុខ | ተስፋዬ | 山田太郎 | さくら | タカシ | スズキ | 王芳 | 陈伟 | 이공식 | 박지성 | 김 민 | ᏣᎳᎩ | x2 | 42 | 505 | user_77 |
  Rina1990 | Area51 | R2D2 | 7even | snake_case | McDonald | MacRon | DeRon | LeBron`);

const HONEST_BENGALI = list(`
  আনিকা রহমান | কর্মকার | মডেল | রিনা দাস | শ্রীময়ী | সরকার | প্রধান | অধিকারী | মল্লিক | ঠাকুর | কর | কর্ম |
  কর্ণ | কর্ণফুলী | স্টালিন | প্রশান্ত | প্রশংসা | মড | মডার্ন রহিম | সঞ্চিতা | সঞ্চারী | সঞ্জয় | পরি |
  পরিমল | পরিতোষ | অপর্ণা | অপু | অফুরান | আদনান | আদমিন | আড্ডাবাজ | মেঘনা | মেঘনাদ | সহায় সিং | সাপুড়ে |
  র‍্যাম | ঋতুপর্ণ | জাহাঙ্গীর আলম | ভট্টাচার্য | চট্টোপাধ্যায় | গাঙ্গুলি | ক্ষিতীশ | উৎপল | দুঃখী | চাঁদ |
  অনির্বাণ | সৈয়দ মুজতবা`);

describe('a skeleton', () => {
  it.each([
    ['Acme', 'АСМЕ'],
    ['Acme', '𝓐𝓬𝓶𝓮'],
    ['Acme', 'Ａｃｍｅ'],
    ['Acme', 'A\u200bc\u202em\u2066e'],
    ['Acme', 'Acrne'],
    ['Acme', '🅰🅲🅼🅴'],
    ['staff', '$t4ff'],
    ['staff', 'ЅТАFF'],
    ['admin', 'adm!n'],
    ['admin', 'Adm1n'],
    ['Illil', '1l|il'],
    ['José', 'jose'],
    ['Łukasz', 'lukasz'],
    ['Straße', 'STRASSE'],
    ['আমার', 'অামার'],
    ['দায়', 'দায়'],
  ])('is one for %j and %j', (one, other) => expect(skeleton(one)).toBe(skeleton(other)));

  it.each([
    ['রিনা', 'রীনা'],
    ['কর', 'কার'],
    ['कमल', 'कमला'],
    ['தமிழ', 'தமிழ்'],
    ['Rina', 'Rino'],
    ['が', 'か'],
  ])('tells %j from %j', (one, other) => expect(skeleton(one)).not.toBe(skeleton(other)));

  it('stays as it is when taken again, for every letter', () => {
    const changing: string[] = [];
    for (let code = 0x20; code < 0x10000; code++) {
      const text = `a${String.fromCharCode(code)}`;
      if (skeleton(skeleton(text)) !== skeleton(text)) changing.push(code.toString(16));
    }
    expect(changing).toEqual([]);
  });

  it('stays as it is when taken again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a name', () => {
  it('is tried with many', () => {
    expect(IMITATIONS.length).toBeGreaterThanOrEqual(60);
    expect(HONEST.length).toBeGreaterThanOrEqual(90);
    expect(HONEST_BENGALI.length).toBeGreaterThanOrEqual(30);
  });
  it.each(IMITATIONS)('may not be %j', (name) => expect(ofName(name)).not.toBeNull());
  it.each(HONEST)('may be %j', (name) => expect(ofName(name)).toBeNull());
  it.each(HONEST_BENGALI)('may be %j', (name) => expect(ofName(name)).toBeNull());
  it.each(HONEST)('does not mix scripts in a word: %j', (name) => expect(mixesScripts(name)).toBe(false));

  it('says whether a role or a brand is imitated', () => {
    expect(ofName('Staff Rina')).toBe('imitates_role');
    expect(ofName('AcmeSupport')).toBe('imitates_role');
    expect(ofName('Acme Rahman')).toBe('imitates_brand');
    expect(ofName('কর্মী')).toBe('imitates_role');
    // A sigma that looks like a C.
    expect(ofName('ΑϹΜΕ')).toBe('imitates_brand');
  });

  it('may be anything that is no role where no brand is registered', () => {
    expect(whyNotHonest('Acme Rahman', { brands: [] }, 'name')).toBeNull();
    expect(whyNotHonest('Staff', { brands: [] }, 'name')).toBe('imitates_role');
    expect(whyNotHonest('Rina', { brands: [{ name: '', products: ['…'] }] }, 'name')).toBeNull();
  });

  it('of a brand in Greek or Cyrillic counts in both cases', () => {
    for (const [brand, other] of [
      ['Νίκη', 'ΝΙΚΗ'],
      ['Гамма', 'ГАММА'],
      ['ΓΑΛΑ', 'γάλα'],
    ])
      expect(whyNotHonest(other!, { brands: [{ name: brand!, products: [] }] }, 'name')).toBe('imitates_brand');
  });

  const refused = fc.constantFrom('Acme', 'staff', 'Acme Support', 'moderator', 'AquaPump', 'Official Rina', 'admin');
  const expectRefusedDressed = (dress: (char: string) => string) =>
    fc.assert(
      fc.property(refused, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (name, where) => {
        const other = [...name].map((char, i) => (where[i] ? dress(char) : char)).join('');
        expect(ofName(other), other).not.toBeNull();
        expect(ofText(`${other} · Staff`), other).toBe('imitates_role');
      }),
    );
  it('stays refused with what nobody sees in it', () => {
    for (const unseen of ['\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\ufe0f', '\u034f', '\u{e0020}'])
      expectRefusedDressed((char) => char + unseen);
  });
  it('stays refused in wide letters', () => {
    expectRefusedDressed((char) => (/[a-z]/i.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char));
  });
  it('stays refused with Cyrillic letters', () => {
    const alike: Record<string, string> = {
      a: 'а',
      c: 'с',
      e: 'е',
      o: 'о',
      p: 'р',
      i: 'і',
      s: 'ѕ',
      d: 'ԁ',
      A: 'А',
      O: 'О',
      S: 'Ѕ',
    };
    expectRefusedDressed((char) => alike[char] ?? char);
  });
  it('stays refused with accents', () =>
    expectRefusedDressed((char) => (/[a-z]/i.test(char) ? `${char}\u0301` : char)));

  it('passes when made of letters that no brand or role has', () => {
    const letter = fc.constantFrom(...'bghjkvwyzBGHKVWYZ');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 2, maxLength: 20 }), (name) => {
        expect(ofName(name)).toBeNull();
      }),
    );
  });

  it('is decided in a moment, however it is made up', () => {
    const start = performance.now();
    for (const text of [
      'a '.repeat(1000),
      `${'1'.repeat(999)}a${'1'.repeat(999)}`,
      'acme'.repeat(400),
      'a@'.repeat(900),
    ])
      ofText(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('mixed scripts', () => {
  it.each(['Jаmal', 'Rіna', 'Αnna Roy', 'Rina Dаs', 'Борuс', 'Ꭺnna', 'Սma', 'Ja\u200dмal'])('are in %j', (name) => {
    expect(mixesScripts(name)).toBe(true);
    expect(whyNotName(name)).toBe('not_a_name');
  });
  it.each([
    'Łukasz',
    'ǅemal',
    'Анна-Maria',
    'Иван II',
    '山田たろう',
    'ドラえもん',
    '金민수',
    'Rinaদি',
    'Ｊａｍａｌ',
    'T恤',
  ])('are not in %j', (name) => expect(mixesScripts(name)).toBe(false));
});

describe('a text about oneself', () => {
  it.each(
    list(`
  I work for Acme | Works for Acme | Engineer at Acme | Acme-তে কাজ করি | Acmeতে কাজ করি | ex-Acme | ex-Acme staff
  | I like Acme pumps | I moderate a chess club | member of the support team of a hospital | I support Acme
  | Father, moderator, cook | Operator at Acme | Crane operator | Staff engineer at Acme | My wife is Acme staff | Acme
  | Not Acme staff | I am not an admin | Write to admin@example.org | https://example.org/staff | I am with Acme
  | On the Acme team | Here for support | The support here is great | Sysadmin at a bank | Former moderator
  | Chief of staff at a school | Retired administrator of a hospital | Hospital support staff | Love the official Acme manuals
  | Support engineer at Acme | সমাজ কর্মী | সমাজকর্মী, ঢাকা | একটি হাসপাতালের কর্মী | আমি Acme-র কর্মী নই | সাবেক Acme কর্মী
  | ব্যাংকের কর্মকর্তা, দুই মেয়ের বাবা | মডারেটর ছিলাম | নাট্যকর্মী | Ich arbeite bei Acme | Trabajo en Acme | Работаю в Acme
  | Acme にて勤務 | Ace of spades | Rock climber · gardener | Nurse - two cats - tea | Unofficial Acme fan
  | I moderate r/chess | I help the moderators here | Staff nurse | Radio operator | Linux admin | Acme, Dhaka | এনজিও কর্মী · ঢাকা | Amazed by the Blue River | I repair AquaPump and Nova | Grace · Dhaka | 我在 Acme 工作`),
  )('may be %j', (text) => expect(ofText(text)).toBeNull());

  it.each(
    list(`
  Staff · Acme | Staff - Acme | Staff – Acme | Staff: Acme | Staff, Acme | Staff / Acme | Acme staff | Acme · Staff | [Staff] Acme
  | (Staff) Acme | «Staff» Acme | Official Acme account | Acme official | কর্মী · Acme | Acme · কর্মী | Operator · Acme
  | Moderator of this forum | Admin | Admin. | ✔ Official | ✔ Acme | Staff · Whatever | Whatever · Staff | Staff-Whatever
  | Gardener · Moderator · Dad | স্টাফ · যা খুশি | We are Acme | This is Acme | Acme account | The Acme team | Acme customer care
  | I am an admin, I like tea | Acme staff here to help you | Dana, Acme staff | BrandAuthor as Acme staff | Stаff · Acmе
  | S t a f f · A c m e | $t4ff · Acm3 | st@ff · Acme | AcmeStaff | STAFF•ACME | Ｓｔａｆｆ · Ａｃｍｅ | Staffꞏ Acme | Staff一Acme
  | Sta\u200bff · Ac\u2060me | 𝐒𝐭𝐚𝐟𝐟 · 𝐀𝐜𝐦𝐞 | Dana (staff) | Gardener and moderator of this forum | Acme support | This is Acme support
  | Acme's staff | Acme-র অফিসিয়াল অ্যাকাউন্ট | Acme-র কর্মী | আমি এই ফোরামের মডারেটর, চা ভালোবাসি | আমি অ্যাডমিন | Official
  | Admin here | I am the moderator | OfficialAcme | Verified · Acme | Админ · Acme | Moderador · Acme | Ꮪtaff · Acme | Staff\nAcme`),
  )('may not be %j', (text) => expect(ofText(text)).not.toBeNull());
});

describe('a line that stands beside a name', () => {
  it.each(
    list(`
  \u202eemcA · ffatS | ЅТАFF · АСМЕ | STΑFF ⸱ ACME | Staff ٠ Acme | Staff ● Acme | Staff ・ Acme | Staff ▪ Acme | Staff ǀ Acme
  | Official note · keep it dry | Gardener • Brand staff | Speaking for Acme | Speaking for the company | On behalf of Acme
  | Voice of Acme | Acme spokesperson | Staff answer | Official note | STAFF ☆ ACME | Safety notice | Staff → Acme | Acme ⋆ official
  | Acme-এর পক্ষে বলছি | Acme-এর মুখপাত্র | আনুষ্ঠানিক বার্তা · Acme | কর্মী ⋅ Acme | ব্র্যান্ডের কর্মী | নিরাপত্তা-সতর্কতা · Acme`),
  )('may not be %j', (text) => expect(ofText(text)).not.toBeNull());

  it.each(
    list(`
  Speaking for myself | My words, not speaking for Acme | Retired • hospital staff | Safety at work | Brand designer
  | Acme-এর হয়ে কাজ করি | I give voice lessons | Beekeeper, speaking of bees | Answering questions about roses
  | Used to speak for Acme | Just likes walls | Notes of a gardener`),
  )('may be %j', (text) => expect(ofText(text)).toBeNull());

  it.each(['Staff · Acme: a recall', 'Acme • Staff', 'Official note · Zeta', 'Zeta · Staff'])(
    'may not be the title %j',
    (text) => expect(whyNotHonest(text, MARKS, 'title')).toBe('imitates_role'),
  );
  it.each([
    'Acme staff told me to drill',
    'Is the official Acme manual wrong?',
    'Hospital staff · how do you sleep?',
    'Linux admin wanted',
  ])('may be the title %j', (text) => expect(whyNotHonest(text, MARKS, 'title')).toBeNull());
  it('may not be a tag that is a label, and may be one about work', () => {
    expect(whyNotHonest('staff · acme', MARKS, 'tag')).toBe('imitates_role');
    expect(whyNotHonest('admin · tools', MARKS, 'tag')).toBeNull();
  });

  it('is asked with the brands of now', () => {
    expect(ofText('Staff · Zeta')).not.toBeNull();
    expect(whyNotHonest('Zeta Support', { brands: [] }, 'name')).not.toBeNull();
    expect(whyNotHonest('Zeta', { brands: [] }, 'name')).toBeNull();
    expect(whyNotHonest('Zeta', { brands: [{ name: 'Zeta', products: [] }] }, 'name')).toBe('imitates_brand');
    expect(whyNotHonest('Zeta', { brands: [] }, 'name')).toBeNull();
  });

  it('names a brand however it is spelled', () => {
    expect(
      ['Works for Acme', 'АСМЕ engineer', 'acme.example'].map((text) => namesOneOf(text, ['Acme', 'acme.example'])),
    ).toEqual([true, true, true]);
    expect(namesOneOf('Likes walls, acmeism and grace', ['Acme'])).toBe(false);
  });
});

describe('a brand in a space', () => {
  const BRANDS = [
    {
      slug: 'acme',
      name: 'Acme',
      products: [
        { name: 'AquaPump', topic: 'Well pumps at home' },
        { name: 'Nova', topic: '' },
      ],
    },
    { slug: 'ace', name: 'Ace', products: [] },
  ];
  const find = (name: string, slug = 'pumps', charter = '') => brandInSpace({ name, slug, charter }, BRANDS);

  it.each([
    ['Acme users', 'Acme', null, null],
    ['AcmeFans', 'Acme', null, null],
    ["Acme's well water owners", 'Acme', null, 'Well water'],
    ['Acme pump repair club', 'Acme', null, 'Pump repair'],
    ['AquaPumps', 'AquaPump', 'Well pumps at home', 'Well pumps at home'],
    ['Acme Aqua Pump owners', 'AquaPump', 'Well pumps at home', 'Well pumps at home'],
    ['Асме fans', 'Acme', null, null],
    ['a c m e club', 'Acme', null, null],
    ['ACME owners of old sewing machines', 'Acme', null, 'Old sewing machines'],
    ['পুরোনো সেলাই কল Acme', 'Acme', null, 'পুরোনো সেলাই কল'],
    ['Acme-এর ব্যবহারকারী', 'Acme', null, null],
    ['Nova lovers', 'Nova', null, null],
    ['Aces', 'Ace', null, null],
  ])('is found in %j', (name, found, topic, suggestion) => {
    const named = find(name);
    expect(named).toMatchObject({ field: 'name', found, topic });
    expect(suggestTopic(name, named!, BRANDS)).toBe(suggestion);
  });

  it('is found in the address and in the charter, with whose it is', () => {
    expect(find('Pumps', 'aqua-pump-owners')).toEqual({
      field: 'slug',
      found: 'AquaPump',
      brand: 'acme',
      topic: 'Well pumps at home',
    });
    expect(find('Pumps', 'pumps', 'For owners of the acme nova.')).toMatchObject({ field: 'charter', found: 'Acme' });
  });

  it.each([
    'Grace notes',
    'Place to be',
    'Water pumps',
    'Innovation',
    'Supernova',
    'Acmeism in poetry',
    'আড্ডা',
    'Peace',
  ])('is not in %j', (name) => expect(find(name, 'grace-notes', 'Of grace, pace and innovations.')).toBeNull());
});
