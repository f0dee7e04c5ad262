import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixesScripts, skeleton } from '../../server/rules/folding.ts';
import { brandInSpace, suggestTopic, whyNotHonest } from '../../server/rules/imitation.ts';

const MARKS = {
  brands: [
    { name: 'Acme', products: ['AquaPump', 'Ace'] },
    { name: 'ঝুরিমাটি', products: [] },
    { name: 'Nord Lys', products: [] },
  ],
};
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe('a name', () => {
  it.each(
    lines(`
    Acme
    ACME
    Аcme
    Асmе
    ΑϹΜΕ
    ᎪᏟᎷᎬ
    𝐀𝐜𝐦𝐞
    ＡＣＭＥ
    Ácmé
    Acme1
    Acme_1
    4cme
    acme.
    a.c.m.e
    a c m e
    A-C-M-E
    TheAcme
    The Acme
    Acme Support
    AcmeSupport
    acmesupport
    acme-support
    AcmeHelp
    AcmeTeam
    AcmeHQ
    OfficialAcme
    staffacme
    AcmeStaff
    AquaPump
    Aqua Pump
    aquapump
    Ace
    The Ace
    Асе
    Ace-Support
    Nord Lys
    NordLys
    nord.lys
    Anna Acme
    ঝুরিমাটি
    ঝুরিমাটি টিম
    Staff
    ѕtaff
    st4ff
    5taff
    s t a f f
    s.t.a.f.f
    STAFF
    Forum Staff
    Dana Staff
    Moderator
    M0derator
    Mоderator
    Moderator Anika
    Anika Mod
    Anna Модератор
    Admin
    ADM1N
    adm!n
    аdmin
    Administrator
    Admin Bob
    Official
    Official Helper
    Оfficial
    Operator
    Support
    Helpdesk
    Moderador
    Администратор
    কর্মী
    রহিম কর্মী
    স্টাফ
    অ্যাডমিন
    রহমান অ্যাডমিন
    মডারেটর
    কর্তৃপক্ষ
    প্রশাসক রহিম
    管理员
    官方
    관리자`),
  )('may not be %s', (name) => {
    expect(whyNotHonest(name, MARKS, 'name')).not.toBeNull();
  });

  it.each(['Ac\u200bme', 'A\u00adcme', '\u202eemcA', 'Acm\u2060e', 'St\u200daff', 'ad\ufe0fmin', 'mod\u180eerator'])(
    'may not hide what it is: %j',
    (name) => {
      const shown = name.startsWith('\u202e') ? [...name.slice(1)].reverse().join('') : name;
      expect(whyNotHonest(shown, MARKS, 'name')).not.toBeNull();
    },
  );

  it.each(
    lines(`
    Stafford
    Staffan Olsson
    Mustafa
    Modesty Blaise
    Modupe
    Modi
    Model Citizen
    Admiral
    Admas
    Adminah
    Moderna
    Supporta
    Operatta
    Officer Dibble
    Grace
    Wallace
    Acevedo
    Pacem
    Stacey
    Horace
    Lacey Mae
    Candace
    Menace
    Acmella
    Nordlysa
    Nord
    Lys Blanc
    Rina Das
    Anika Rahman
    Jean-Luc
    O'Brien
    J. R. Smith
    José
    Łukasz Żółć
    Nguyễn Văn A
    Þórunn
    Çağla
    Zoë
    Siân
    Øystein
    Ðorđe
    Официантова
    Анна
    Борис
    Стафеев
    Ирина
    Модест
    Админов
    Αννα
    Νίκος
    Արամ
    გიორგი
    李小龙
    山田太郎
    スタッブス
    김민수
    محمد علي
    مدحت
    דוד
    ተስፋዬ
    தமிழ்செல்வி
    राम कुमार
    प्रशांत
    สมชาย
    ខេមរា
    আনিকা রহমান
    কর্মকার
    সুকর্মা দাস
    মডেল
    রিনা দাস
    শ্রীময়ী
    র‍্যাম
    তানভীর হাসান
    মৌসুমী দত্ত
    আব্দুল করিম মোল্লা
    সুমনা চক্রবর্তী
    ফারজানা ইয়াসমিন
    দেবাশীষ পাল
    নাসিমা খাতুন
    জাহিদুল ইসলাম
    অনির্বাণ ঘোষ
    শাহানা বেগম
    মিঠুন বড়ুয়া
    প্রশান্ত
    পরিতোষ
    সঞ্চিতা
    অফিরা
    টিমটিম
    আদমান
    ঝুরি
    ঝুমুর
    মাটির মানুষ
    কর্ণ
    স্টালিন
    প্রসেনজিৎ
    রুবাইয়াত হক
    Rafiq Ahmed
    Priya Raghavan
    Harpreet Gill
    Margit Lindqvist
    Owen Pritchard
    Siobhan Keane
    João Teixeira
    Chiara Bonetti
    Kwame Asante-Boateng
    Yuki Hashimoto
    Lucía Fernández
    Tomasz Wrona
    Grace Wanjiru
    Mehmet Aydın
    Hanneke de Vos
    Dale Okafor-Reid
    Thuy Nguyen
    Nadia Haddad
    Émile Gagnon
    Teamu
    Theo Real
    Group Captain
    x2
    42
    snake_case
    Pumpkin
    Aqua Marine
    Acai
    Place
    Spacemann`),
  )('may be %s', (name) => {
    expect(whyNotHonest(name, MARKS, 'name')).toBeNull();
  });

  const lookAlikes: Record<string, string> = {
    a: 'а',
    c: 'с',
    e: 'е',
    o: 'о',
    p: 'р',
    s: 'ѕ',
    i: 'і',
    x: 'х',
    y: 'у',
    j: 'ј',
  };
  const disguise = fc.constantFrom<(text: string) => string>(
    (text) => text.split('').join('\u200b'),
    (text) => text.toUpperCase(),
    (text) => [...text].map((letter) => lookAlikes[letter] ?? letter).join(''),
    (text) => [...text].map((letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)).join(''),
    (text) => text.split('').join('.'),
    (text) => `${text}7`,
    (text) => `The ${text}`,
    (text) => [...text].map((letter) => `${letter}\u0301`).join(''),
  );
  it('that imitates does so in every disguise', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('acme', 'staff', 'admin', 'moderator', 'aquapump', 'official'),
        disguise,
        (name, as) => {
          expect(whyNotHonest(as(name), MARKS, 'name')).not.toBeNull();
        },
      ),
    );
  });

  it('has one skeleton, whatever is done to it twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => skeleton(skeleton(text)) === skeleton(text)));
  });

  it.each(['Jаmal', 'Αnna', 'Bоris Johnson', 'Ꭺnna'])('never mixes alphabets in a word: %s', (name) => {
    expect(mixesScripts(name)).toBe(true);
  });
  it.each(['Jamal', 'Анна Smith', '山田タロウ', '김民수', 'ǅemal', 'Łukasz', 'রিনা Das', "O'Brien"])(
    'may be in one alphabet a word: %s',
    (name) => {
      expect(mixesScripts(name)).toBe(false);
    },
  );
});

describe('what one says about oneself', () => {
  it.each(
    lines(`
    Staff · Acme
    Staff - Acme
    STAFF | ACME
    Ѕtaff · Аcme
    Staff • Whatever
    Staff: Acme
    [Staff] Acme
    Acme (staff)
    Acme staff
    Acme · Staff
    staff at Acme
    Official Acme account
    Acme official
    The official Acme
    কর্মী · Acme
    কর্মী · ঝুরিমাটি
    Operator · Acme
    কর্তৃপক্ষ · Acme
    Moderator of this forum
    Forum moderator
    I am staff here
    Admin
    Moderator
    ✔ Official
    Nurse · Staff`),
  )('may not be “%s”', (text) => {
    expect(whyNotHonest(text, MARKS, 'text')).not.toBeNull();
  });

  it.each(
    lines(`
    I work for Acme
    Works for Acme
    Engineer at Acme
    Acme-তে কাজ করি
    ঝুরিমাটিতে কাজ করি
    ex-Acme
    I like Acme pumps
    Paid by Acme for this
    I moderate a chess club
    Moderator of a chess club in Leeds
    member of the support team of a hospital
    Nurse; I like knitting
    I once was an officer
    Mostly lime, mostly old houses
    Sells seedlings at his own nursery
    I have a Nord Lys at home`),
  )('may be “%s”', (text) => {
    expect(whyNotHonest(text, MARKS, 'text')).toBeNull();
  });
});

describe('a space', () => {
  const brands = [
    {
      slug: 'acme',
      name: 'Acme',
      products: [
        { name: 'AquaPump', topic: 'Watering gardens' },
        { name: 'Ace', topic: '' },
      ],
    },
    { slug: 'jhurimati', name: 'ঝুরিমাটি', products: [] },
  ];
  const space = (name: string, slug = 'x', charter = 'About things.') => ({ name, slug, charter });

  it.each([
    ['Acme fans', 'Acme', null],
    ['Acme’s friends', 'Acme', null],
    ['ACME', 'Acme', null],
    ['Acmefans', 'Acme', null],
    ['Аcme users', 'Acme', null],
    ['Fixing Acme kettles at home', 'Acme', 'Fixing kettles at home'],
    ['AquaPumps', 'AquaPump', 'Watering gardens'],
    ['Aqua-Pump owners', 'AquaPump', 'Watering gardens'],
    ['ঝুরিমাটির ভক্ত', 'ঝুরিমাটি', null],
    ['ঝুরিমাটি দিয়ে টবের মাটি বানানো', 'ঝুরিমাটি', 'দিয়ে টবের মাটি বানানো'],
  ])('called “%s” is about %s', (name, found, topic) => {
    const said = brandInSpace(space(name), brands);
    expect(said?.found).toBe(found);
    expect(suggestTopic(name, said!)).toBe(topic);
  });

  it('is looked at in its address and its charter too', () => {
    expect(brandInSpace(space('Pumps', 'acme-club'), brands)?.field).toBe('slug');
    expect(brandInSpace(space('Pumps', 'pumps', 'For all who own an Acme.'), brands)?.field).toBe('charter');
  });

  it.each([
    'Grace and faith',
    'Palace gardens',
    'Pacemakers',
    'Aquatic pumps',
    'Menace in the garden',
    'টবের মাটি',
    'ঝুরি ভাজা',
  ])('called “%s” is about no brand', (name) => {
    expect(brandInSpace(space(name), brands)).toBeNull();
  });
});
