/**
 * The words that claim a role, and those that stand around them: of every language Adda speaks, as its lexicon says
 * (see shared/catalogue/lexicon.ts for what each list is), and of others that members write.
 */
import { LEXICONS } from '../../shared/catalogue/index.ts';
import { type Claims, list } from '../../shared/catalogue/lexicon.ts';

const of = (what: keyof Claims) => LEXICONS.flatMap(({ claims }) => claims[what]);

export const ROLES = [
  ...of('roles'),
  ...list(`
  oficial administrador administradora moderador moderadora officiel officielle administrateur administratrice
  modérateur modératrice offiziell offizielle offizieller offizielles administratorin moderatorin amministratore
  moderatore officieel moderatör beheerder oficjalny
  админ админы администратор администрация модератор модераторы официальный официальная официальное официально
  сотрудник стафф адміністратор офіційний офіційна
  διαχειριστής συντονιστής επίσημο επίσημος
  स्टाफ कर्मचारी आधिकारिक व्यवस्थापक प्रशासक मॉडरेटर संचालक एडमिन ऑफिशियल
  الرسمي الرسمية المشرف ادمن أدمن الإدارة ایڈمن آفیشل عملہ ادمین
  நிர்வாகி ஊழியர் அதிகாரப்பூர்வ అడ్మిన్ 관리자 운영자 운영진 공식 직원 스태프 모더레이터
  スタッフ モデレーター`),
];

export const MILD_ROLES = [
  ...of('mildRoles'),
  ...list(`
  soporte suporte operador kundendienst kundenservice оператор поддержка підтримка ऑपरेटर सपोर्ट الدعم پشتیبانی
  サポート 고객센터`),
];

export const NAME_ROLES = of('nameRoles');

/** Scripts written without spaces: found inside a longer word too. */
export const ROLES_INSIDE = list(
  '官方 管理员 管理員 版主 客服 工作人员 工作人員 公式 管理人 管理者 運営 แอดมิน เจ้าหน้าที่',
);

export const LONG_ROLES = [...of('longRoles'), ...list('админ модератор')];
export const NO_ROLES = of('noRoles');
export const ENDINGS = of('endings');
export const GLUE = [...of('glue'), ...list('टीम टिम equipo команда сайт форум')];
export const AROUND = of('around');
export const HERE = of('here');
export const BEING = of('being');
export const DISCLOSING = of('disclosing');
/** Of those who run a forum: beside its name. */
export const OFFICES = of('offices');
/** One speaks for another with them: “speaking for Acme”. */
export const VOICING = of('voicing');
/** After those: one speaks for nobody else. */
export const SELF = of('self');
export const SPEAKING = of('speaking');
export const DENYING = of('denying');
export const HYPHENED = of('hyphened');
export const SPACE_FILLERS = of('spaceFillers');
export const JOINING_WORDS = of('joining');
