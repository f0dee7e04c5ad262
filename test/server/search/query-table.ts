/** What people type, in many languages, and whether it finds a text. Each text stands in a space of its language. */

/** @property language of the space; null for the forum's own @property found each finds it @property missed none does */
export type Row = { language: string | null; text: string; found: string[]; missed: string[] };

const list = (text: string) => text.split('|').map((one) => one.trim());

const row = (language: string | null, text: string, found: string, missed = ''): Row => ({
  ...{ language, text, found: list(found) },
  missed: missed === '' ? [] : list(missed),
});

export const TABLE: Row[] = [
  row(
    null,
    'The wheels of my bicycle wobbled after I tightened 24 spokes at the café.',
    'wheel|wheels|WHEEL|bicycles|wobble|wobbling|tighten spoke|24|२४|২৪|cafe|café|CAFÉ|"my bicycle"|spokes -chain|ｗｈｅｅｌ|wheel\'s',
    'chain|"bicycle my"|spokes -wheel|25|wheat|whe',
  ),
  row(
    null,
    'A 0171 number, C++ and node.js: naïve coöperation costs 3.5% in résumés.',
    '0171|০১৭১|٠١٧١|c++|node.js|naive|cooperation|resume|Résumé|"naive cooperation"|３',
    '171|cooper tire|"cooperation naive"',
  ),
  row(
    null,
    'My cafetière leaks at the gasket; the œuvre of a plumber would help.',
    'cafetiere|cafetière|leak|leaking|gaskets|oeuvre|œuvre|plumbers',
    'teapot|gas',
  ),
  row(
    'bn',
    'আমার ছাদের গাছগুলোর পাতা হলুদ হয়ে যাচ্ছে, নম্বর ০১৭১।',
    'গাছ|গাছের|গাছগুলো|গাছগুলোকে|পাতা|পাতার|হলুদ|ছাদ|ছাদে|পাতা হলুদ|0171|০১৭১|"পাতা হলুদ"|গাছ -নদী|আমার',
    'পা|গাধা|"হলুদ পাতা"|গাছ -পাতা|০১৭২|নদী',
  ),
  row(
    'bn',
    'কলকাতায় র‍্যাম আর ক্ষুদ্র যন্ত্রাংশের দোকান কোথায়? শহরটার মানচিত্র চাই।',
    'কলকাতা|কলকাতার|র‍্যাম|র্যাম|ক্ষুদ্র|যন্ত্রাংশ|দোকান|দোকানে|দোকানের|শহর|শহরের|মানচিত্র|মানচিত্রটি|"ক্ষুদ্র যন্ত্রাংশের"',
    'কলম|ক্ষুধা|শহিদ|দোকান -শহর',
  ),
  row(
    'de',
    'Die Häuser an der Straße brauchen größere Fahrräder und neue Schläuche.',
    'Haus|Häuser|hauser|häusern|Strasse|straße|STRASSE|strassen|grosse|größer|Fahrräder|fahrrader|Schlauche|schläuche|"neue Schläuche"',
    'Maus|Stroh|"Schläuche neue"|Häuser -Straße',
  ),
  row(
    'fr',
    'Les étudiants québécois ont mangé des crêpes près de la forêt enneigée.',
    'étudiant|etudiants|québécoise|quebecois|crepe|crêpe|foret|forêts|pres|enneige|"près de la"|mangé',
    'étude de marché|crème|forge|crêpes -forêt',
  ),
  row(
    'es',
    'Las canciones españolas del niño suenan en la bicicleta rápida.',
    'canción|cancion|canciones|españolas|espanola|nino|niño|bicicletas|rapida|rápidas|"bicicleta rápida"',
    'cansado|nina simone|canciones -niño',
  ),
  row(
    'tr',
    'Iğdır’da bisikletlerin tekerlekleri kırıldı; İstanbul’daki tamirciler çalışıyor.',
    'igdir|Iğdır|IĞDIR|bisiklet|bisikletler|bisikletlerin|tekerlek|tekerlekler|istanbul|İSTANBUL|tamirci|tamirciler|calisiyor|"bisikletlerin tekerlekleri"',
    'bisküvi|ankara|tekerlek -istanbul',
  ),
  row(
    'ar',
    'اشتريتُ كِتَابًا جديدًا من المكتبة في المدينة، ورقم الهاتف ٠١٧١.',
    'كتابا|كِتَابًا|جديدا|المكتبة|المكتبه|مكتبة|المدينة|مدينة|الهاتف|0171|٠١٧١|۰۱۷۱|"المكتبة في المدينة"',
    'سيارة|طبيب|0172|المكتبة -المدينة',
  ),
  row(
    'hi',
    'मेरी साइकिल की क़लम और ज़ंजीर टूट गई, दाम २४ रुपये थे।',
    'साइकिल|क़लम|कलम|ज़ंजीर|जंजीर|टूट|24|२४|रुपये|"टूट गई"|कलम जंजीर',
    'किताब|25|साइकिल -दाम',
  ),
  row(
    'ru',
    'Колёса велосипеда скрипят, и ёлка стоит рядом с новыми книгами.',
    'колеса|колёса|велосипед|велосипеды|велосипедом|елка|ёлка|книга|книги|книгами|новые|"новыми книгами"|КНИГА',
    'машина|колокол|книги -ёлка',
  ),
  row(
    'ko',
    '자전거를 수리했습니다. 타이어가 펑크나서 학교에서 새로 바꿨어요. 고양이를 봤습니다.',
    '자전거|자전거가|자전거는|자전거를|수리|수리하기|타이어|타이어를|학교|학교에서|학교까지|고양이|고양이가|고양이를|"자전거를 수리했습니다"|자전거 타이어',
    '자동차|강아지|자전거 -타이어|학생',
  ),
  row(
    'ja',
    '東京都の自転車屋でタイヤを交換した。猫がトマトを食べたので困っています。ﾁｪｰﾝも直した。',
    '東京|東京都|自転車|自転車屋|タイヤ|ﾀｲﾔ|交換|猫|トマト|困って|チェーン|東京 タイヤ|自転車のタイヤ|"タイヤを交換"|食べた|東京 -大阪',
    '京東|犬|大阪|東京 -タイヤ|"交換タイヤ"|トマト 犬',
  ),
  row(
    'zh-Hans',
    '我的自行车轮子坏了，想在北京大学附近找修理店，预算２００元。',
    '自行车|轮子|北京|北京大学|大学|修理|修理店|附近|200|自行车 轮子|修|"轮子坏了"|自行车坏了|北京 -上海',
    '京北|汽车站|上海|学大|北京 -修理|"坏了轮子"',
  ),
  row(
    'th',
    'รถจักรยานของฉันเสีย ล้อคดและโซ่หลุด อยู่ที่เชียงใหม่ โทร ๐๑๗๑',
    'รถ|จักรยาน|รถจักรยาน|เสีย|ล้อ|โซ่|โซ่หลุด|เชียงใหม่|0171|๐๑๗๑|จักรยาน โซ่|"ล้อคด"|ของฉัน|จักรยาน -กรุงเทพ',
    'รถไฟ|กรุงเทพ|จักรยาน -โซ่|หมา',
  ),
  row(
    'km',
    'កង់របស់ខ្ញុំខូច ហើយខ្ញុំរកហាងជួសជុលនៅភ្នំពេញ លេខ ០១៧១',
    'កង់|កង់របស់ខ្ញុំ|ខូច|ហាង|ជួសជុល|ភ្នំពេញ|0171|០១៧១|កង់ ហាង|"ខ្ញុំខូច"',
    'ឡាន|សៀមរាប|កង់ -ហាង',
  ),
  row(
    'vi',
    'Xe đạp của tôi bị hỏng bánh, cần tìm tiệm sửa ở Đà Nẵng.',
    'xe đạp|xe dap|hong banh|bánh|tiệm sửa|Đà Nẵng|da nang|"Đà Nẵng"|can tim',
    'máy bay|hà nội|xe -bánh',
  ),
  row('he', 'שָׁלוֹם, האופניים שלי נשברו ליד הים.', 'שלום|שָׁלוֹם|האופניים|שלי|הים|"ליד הים"', 'מכונית|שלום -הים'),
  row(
    'fa',
    'دوچرخهٔ من در تهران خراب شد؛ كتاب علي ۲۴ برگ دارد.',
    'تهران|خراب|کتاب|كتاب|علی|علي|24|۲۴|٢٤|"خراب شد"',
    'اصفهان|25|کتاب -تهران',
  ),
];
