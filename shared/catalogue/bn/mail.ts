/** Letters. */
import { type LetterPart, linkList } from '../letter.ts';
import { n } from './say.ts';
import type { mail as English } from '../en/mail.ts';

const ANSWER = 'এই ঠিকানা থেকে চিঠিটির উত্তর দিন: আপনার কথাগুলো সেখানে আপনার লেখা হয়ে থাকবে।';

export const mail: typeof English = {
  mail: {
    verify: ({ forum, name, link }) => ({
      subject: `${forum}: আপনার ঠিকানা নিশ্চিত করুন`,
      text: `প্রিয় ${name},\n\nকেউ একজন, আশা করি আপনিই, ${forum}-এ এই ঠিকানা দিয়েছেন। নিশ্চিত করতে এক দিনের মধ্যে এই লিংকে যান:\n\n${link}\n\nআপনি না হলে কিছু করতে হবে না।\n`,
    }),
    join: ({ forum, name, link }) => ({
      subject: `${forum}: আপনার ঠিকানা নিশ্চিত করুন`,
      text: `প্রিয় ${name},\n\nকেউ একজন, আশা করি আপনিই, এই ঠিকানা দিয়ে ${forum}-এ যোগ দিতে চান। এক দিনের মধ্যে এই লিংকে গিয়ে তখন বেছে নেওয়া পাসওয়ার্ডটি লিখুন:\n\n${link}\n\nআপনি না হলে কিছু করতে হবে না: আপনাকে ছাড়া কোনো অ্যাকাউন্ট হবে না।\n`,
    }),
    addressChanged: ({ forum, name, link }) => ({
      subject: `${forum}: আপনার অ্যাকাউন্টের ঠিকানা বদলে গেছে`,
      text: `প্রিয় ${name},\n\n${forum}-এ আপনার অ্যাকাউন্টের ঠিকানা এতদিন এটিই ছিল। পাসওয়ার্ড জানেন এমন কেউ, আশা করি আপনিই, অন্য ঠিকানা দিয়েছেন।\n\nআপনি না হলে এক সপ্তাহের মধ্যে এখানে গিয়ে ফিরিয়ে নিন। তখন সবাই অ্যাকাউন্ট থেকে বেরিয়ে যাবে, আর আপনি নতুন পাসওয়ার্ড বেছে নেবেন:\n\n${link}\n\nআপনিই হলে কিছু করতে হবে না।\n`,
    }),
    reset: ({ forum, name, link }) => ({
      subject: `${forum}: পাসওয়ার্ড ফেরান`,
      text: `প্রিয় ${name},\n\n${forum}-এর নতুন পাসওয়ার্ড বেছে নিতে আধঘণ্টার মধ্যে এই লিংকে যান:\n\n${link}\n\nআপনি না চেয়ে থাকলে কিছু করতে হবে না; পাসওয়ার্ড যেমন ছিল থাকবে।\n`,
    }),
    resetByAdmin: ({ forum, name, link }) => ({
      subject: `${forum}: নতুন পাসওয়ার্ড বেছে নিন`,
      text: `প্রিয় ${name},\n\n${forum}-এর একজন পরিচালক এই লিংক পাঠিয়েছেন: হয়তো অন্য কেউ আপনার অ্যাকাউন্টে ঢুকেছে, কিংবা আপনি সাহায্য চেয়েছিলেন। আধঘণ্টার মধ্যে নতুন পাসওয়ার্ড বেছে নিন:\n\n${link}\n\nততক্ষণ পাসওয়ার্ড যেমন আছে থাকবে। কেন এলো না বুঝলে পরিচালকদের জিজ্ঞেস করুন।\n`,
    }),
    roleGiven: ({ forum, name, role, link }) => ({
      subject: `${forum}: আপনার দায়িত্ব বদলেছে`,
      text: `প্রিয় ${name},\n\n${forum}-এ আপনার দায়িত্ব এখন: ${role}। সব জায়গা থেকে আপনাকে বের করা হয়েছে; আবার প্রবেশ করুন। প্রকাশ্য খতিয়ানেও কথাটি আছে:\n\n${link}\n`,
    }),
    joinLink: ({ forum, days, link }) => ({
      subject: `${forum}: আপনি যোগ দিতে পারেন`,
      text: `নমস্কার,\n\n${forum}-এর একজন পরিচালক এই লিংক পাঠিয়েছেন। ${n(days)} দিনের মধ্যে একজন এটি দিয়ে যোগ দিতে পারেন:\n\n${link}\n\nনা চাইলে কিছু করতে হবে না: আপনাকে ছাড়া কোনো অ্যাকাউন্ট হবে না, আর চিঠিও আসবে না।\n`,
    }),
    known: ({ forum, name, link }) => ({
      subject: `${forum}: আপনার অ্যাকাউন্ট আছে`,
      text: `প্রিয় ${name},\n\nকেউ একজন, হয়তো আপনিই, এই ঠিকানা দিয়ে ${forum}-এ যোগ দিতে চেয়েছেন। আপনার অ্যাকাউন্ট আগে থেকেই আছে। পাসওয়ার্ড ভুলে গেলে এখানে ফেরান:\n\n${link}\n`,
    }),
    grant: ({ forum, name, brand, link }) => ({
      subject: `${forum}: ${brand}-এর হয়ে কথা বলবেন?`,
      text: `নমস্কার,\n\n${forum}-এ প্রস্তাব এসেছে যে ${name} ${brand}-এর হয়ে কথা বলবেন, প্রতিটি লেখায় লেবেলসহ। আপনিই ${name} হলে ও রাজি থাকলে, সেখানে প্রবেশ করে এই লিংকে যান:\n\n${link}\n\nভুল হয়ে থাকলে কিছু করতে হবে না।\n`,
    }),
    grantStarted: ({ forum, name, brand, link }) => ({
      subject: `${forum}: ${name} ${brand}-এর হয়ে কথা বলেন`,
      text: `নমস্কার,\n\nএখন থেকে ${name} ${forum}-এ ${brand}-এর হয়ে কথা বলেন। প্রতিটি লেখায় তা বলে একটি লেবেল থাকে। চিঠিটি রেখে দিন: এই লিংকে যখন খুশি, সঙ্গে সঙ্গে, শেষ করতে পারেন:\n\n${link}\n`,
    }),
    safety: ({ forum, name, link, label, title, reference, isAnswered }) => ({
      subject: `${forum}: “${title}”-এ নিরাপত্তা-সতর্কতা`,
      text: `প্রিয় ${name},\n\n${label || 'একজন মডারেটর'} একটি নিরাপত্তা-সতর্কতা দিয়েছেন:\n\n${link}\n\nসূত্র: ${reference}\n${isAnswered ? `\n${ANSWER}\n` : ''}`,
    }),
    decision: ({ forum, name, title, told, link, isGivenBack, ...why }) => ({
      subject: `${forum}: ${title ? `“${title}”` : 'আপনার অ্যাকাউন্ট'} নিয়ে একটি সিদ্ধান্ত`,
      text: `${name},\n\n${told}\n${[
        why.reason && `\nকারণ: ${why.reason}`,
        why.rule && `\nনিয়ম: ${why.rule}`,
        why.note && `\n\n${why.note}`,
        why.original && `\n\nপ্রশ্নটি আগে এখানে করা হয়েছে:\n\n${why.original}`,
        why.dispute &&
          `\n\nআপনার প্রশ্নটি একই না হলে তার পাতায় গিয়ে আপনি নিজেই একবার এটি আবার খুলতে পারেন:\n\n${why.dispute}`,
      ]
        .filter(Boolean)
        .join(
          '',
        )}\n\n${isGivenBack ? 'পুরো সিদ্ধান্তটি:' : 'পুরো সিদ্ধান্তটি, আর ছয় মাসের মধ্যে কীভাবে আপত্তি জানাবেন:'}\n\n${link}\n`,
    }),
    spaceReminded: ({ forum, name, space, note, link }) => ({
      subject: `${forum}: “${space}” নিয়ে একটি কথা`,
      text: `${name},\n\nআপনি “${space}” আসরের মডারেটর। এটি নিয়ে নালিশ এসেছে, আর একজন মডারেটর আপনাকে এখানকার নিয়ম মনে করিয়ে দিচ্ছেন:\n\n${note}\n\n${link}\n`,
    }),
    message: ({ forum, name, by, says, link, why, off }) => ({
      subject: `${forum}: ${by}`,
      text: `${name}, নমস্কার,\n\n${says.map(({ line, words }) => line + (words && `:\n\n${words}`)).join('\n\n')}\n\nকথোপকথনের পাতায় পড়ুন ও উত্তর দিন; এই চিঠির উত্তর দেওয়া যায় না:\n\n${link}\n\n${why}\n\nএ ধরনের চিঠি আর নয়: ${off}\n`,
    }),
    notPosted: ({ forum, name, line, link, off }) => ({
      subject: `${forum}: আপনার একটি লেখা তার সময়ে প্রকাশ হয়নি`,
      text: `${name}, নমস্কার,\n\n${line}\n\nআপনার লেখাটি রাখা আছে। তা বদলাতে, অন্য সময় দিতে বা ফেলে দিতে পারেন:\n\n${link}\n\nএ ধরনের চিঠি আর নয়: ${off}\n`,
    }),
    postHeld: ({ forum, name, title, told, link }) => ({
      subject: `${forum}: “${title}”-এ আপনার লেখাটি মডারেটরের অপেক্ষায়`,
      text: `${name},\n\n${told}\n\n${link}\n\nকেউ দেখার পর আপনি আরেকটি চিঠি পাবেন। আজ আপনার আরও লেখা আটকালে আলাদা চিঠি যাবে না।\n`,
    }),
    postApproved: ({ forum, name, title, told, note, link }) => ({
      subject: `${forum}: “${title}”-এ আপনার লেখাটি এখন সবাই পড়তে পারেন`,
      text: `${name},\n\n${told}${note && `\n\n${note}`}\n\n${link}\n`,
    }),
    appealDecided: ({ forum, name, told, note, link }) => ({
      subject: `${forum}: আপনার আপত্তি`,
      text: `${name},\n\n${told} ${note}\n\n${link}\n`,
    }),
    letIn: ({ forum, name, space, link }) => ({
      subject: `${forum}: আপনি এখন “${space}”-এর সদস্য`,
      text: `${name},\n\nআপনাকে “${space}” আসরে ঢুকতে দেওয়া হয়েছে; এটি শুধু এর সদস্যরাই পড়েন:\n\n${link}\n\nসেখান থেকে যখন খুশি ছেড়ে যেতে পারেন।\n`,
    }),
    notLetIn: ({ forum, name, space }) => ({
      subject: `${forum}: “${space}”`,
      text: `${name},\n\nআপনি “${space}” আসরে ঢুকতে চেয়েছিলেন। যাঁরা এটি দেখেন তাঁরা এবার ঢুকতে দেননি। ${forum}-এ আর সব আগের মতোই আছে।\n`,
    }),
    joinAsked: ({ forum, name, space, link }) => ({
      subject: `${forum}: একজন “${space}”-এ ঢুকতে চান`,
      text: `${name},\n\nএকজন “${space}” আসরে ঢুকতে চান। তিনি যা লিখেছেন:\n\n${link}\n`,
    }),
    nominated: ({ forum, name, space, link }) => ({
      subject: `${forum}: “${space}”-এর মডারেটর হিসেবে আপনার নাম প্রস্তাব করা হয়েছে`,
      text: `${name},\n\nএকজন সদস্য প্রস্তাব করেছেন যে আপনি “${space}” আসরের দেখভাল করুন। আপনি রাজি হলে তবেই ভোট হবে; ভোট শেষ হওয়ার আগে যখন খুশি না বলতে পারেন। কেন, আর কে প্রস্তাব করেছেন, তা এখানে:\n\n${link}\n\nকিছু না করলে ৩০ দিন পরে এটি বাতিল হয়ে যাবে।\n`,
    }),
    nominationEnded: ({ forum, name, space, told, note, link }) => ({
      subject: `${forum}: “${space}”-এর মডারেটর প্রস্তাবের কী হলো`,
      text: `${name},\n\n“${space}” আসরের মডারেটর নিয়ে যে প্রস্তাবে আপনি ছিলেন, তা শেষ হয়েছে:\n\n${told}।${note && `\n\n${note}`}\n\n${link}\n`,
    }),
    reportDecided: ({ forum, what, told, note, link }) => ({
      subject: `${forum}: আপনার নালিশের কী হলো`,
      text: `নমস্কার,\n\n${forum}-এ আপনি এটি নিয়ে নালিশ করেছিলেন:\n\n${what}\n\n${told}${note && `\n\n${note}`}${link && `\n\n${link}`}\n`,
    }),
    noticeLink: ({ forum, what, link }) => ({
      subject: `${forum}: আপনার বিজ্ঞপ্তি নিশ্চিত করুন`,
      text: `নমস্কার,\n\nকেউ একজন, আশা করি আপনিই, ${forum}-কে জানিয়েছেন যে এটি বেআইনি:\n\n${what}\n\nএক সপ্তাহের মধ্যে এই লিংকটি খুলুন, নইলে বিজ্ঞপ্তিটি গোনা হবে না। লিংকটি রেখে দিন: পরে এখানেই জানা যাবে কী হলো।\n\n${link}\n\nআপনি না হলে কিছু করতে হবে না।\n`,
    }),
    noticeReceived: ({ forum, what, id }) => ({
      subject: `${forum}: আপনার বিজ্ঞপ্তি ${id} পেয়েছি`,
      text: `নমস্কার,\n\nএটি নিয়ে আপনার বিজ্ঞপ্তি ${id} আমরা পেয়েছি:\n\n${what}\n\nকোনো প্রোগ্রাম নয়, একজন মানুষ সিদ্ধান্ত নেবেন। তখন আপনি আরেকটি চিঠি পাবেন।\n`,
    }),
    replyRefused: ({ forum, name, title, why, words, link }) => ({
      subject: `${forum}: ${title ? `“${title}”-এ ` : ''}চিঠিতে পাঠানো আপনার উত্তরটি পোস্ট হয়নি`,
      parts: [
        { words: `প্রিয় ${name},` },
        { words: `চিঠিতে আপনি যে উত্তর পাঠিয়েছেন, সেটি পোস্ট করা যায়নি। ${why}` },
        ...(words ? [{ words: 'আপনি যা লিখেছিলেন:' }, { quote: words }] : []),
        ...(link ? [{ words: 'আলাপটির পাতায় গিয়ে উত্তর দিতে পারেন:' }, { link, name: 'আলাপটি দেখুন' }] : []),
      ],
    }),
    forgedReply: ({ forum, name, from }) => ({
      subject: `${forum}: আপনার নামে পাঠানো একটি চিঠি নেওয়া হয়নি`,
      parts: [
        { words: `প্রিয় ${name},` },
        {
          words: `শুধু আপনার জন্য বানানো একটি উত্তরের ঠিকানায় একটি চিঠি এসেছে, কিন্তু সেটি যে আপনার অ্যাকাউন্টের ঠিকানা থেকে পাঠানো তা প্রমাণিত নয়${from ? ` (প্রেরক: ${from})` : ''}। কিছু পোস্ট করা হয়নি।`,
        },
        {
          words:
            'আপনি নিজেই লিখে থাকলে যে ঠিকানায় এই চিঠি এসেছে সেখান থেকে আবার পাঠান। আপনি না হলে কিছু করতে হবে না; তবে এমন চিঠি অন্য কাউকে পাঠাবেন না।',
        },
      ],
    }),
    test: ({ forum, name, link }) => ({
      subject: `${forum}: পরীক্ষার চিঠি`,
      parts: [
        { words: `প্রিয় ${name},` },
        { words: `আপনি ${forum}-এর চিঠি পরীক্ষা করতে চেয়েছিলেন। এটি এসে পৌঁছেছে, অর্থাৎ চিঠি যাচ্ছে।` },
        { link, name: 'চিঠির পাতা' },
      ],
    }),
    told: ({ forum, name, says, more, why, mute, off, isAnswered }) => ({
      subject: says[0]!.line,
      parts: [
        { words: `প্রিয় ${name},` },
        ...says.flatMap(({ line, words, link, by }): LetterPart[] => [
          { says: line, by },
          ...(words ? [{ quote: words }] : []),
          { link, name: 'সেখানে পড়ুন' },
        ]),
        ...(more > 0 ? [{ words: `… সেখানে আরও ${n(more)}টি।` }] : []),
        {
          foot: [
            ...(isAnswered ? [{ words: ANSWER }] : []),
            { words: why },
            { words: 'আলাপটি না পড়া পর্যন্ত এ নিয়ে আর চিঠি আসবে না।' },
            { words: 'এই আলাপের কিছু আর জানতে চাই না:', link: mute },
            { words: `${forum} থেকে এ ধরনের চিঠি, বা কোনো চিঠিই আর চাই না:`, link: off },
          ],
        },
      ],
    }),
    digest: ({ forum, name, mine, more, waiting, solved, settings, off }) => ({
      subject: `${forum}: ${(mine[0] ?? waiting[0] ?? solved[0])!.line}`,
      parts: [
        { words: `প্রিয় ${name},` },
        ...linkList('আপনার জন্য', mine, more > 0 ? `… বিজ্ঞপ্তির পাতায় আরও ${n(more)}টি।` : undefined),
        ...linkList('যিনি জানেন তাঁর অপেক্ষায়', waiting),
        ...linkList('সমাধান হয়েছে', solved),
        {
          foot: [
            { words: 'অন্য সময়, অন্য চিঠি:', link: settings },
            { words: 'এ ধরনের চিঠি, বা কোনো চিঠিই আর চাই না:', link: off },
          ],
        },
      ],
    }),
    invitation: ({ name, from, label, title, because, link, settings, off, isAnswered }) => ({
      subject: `${label ? `[${label}] ` : ''}“${title}”: আপনি কি সাহায্য করতে পারেন?`,
      parts: [
        { says: `${label ? `${label}: ` : ''}${from}-এর ধারণা, আপনি এটি জানতে পারেন।` },
        { words: `প্রিয় ${name},` },
        { words: `“${title}” প্রশ্নটির উত্তর এখনো বাকি:` },
        { link, name: 'প্রশ্নটি দেখুন' },
        ...(because ? [{ words: `আপনি ${because}।` }] : []),
        {
          foot: [
            ...(isAnswered ? [{ words: ANSWER }] : []),
            { words: 'কিছু করতেই হবে এমন নয়।' },
            { words: 'না বলতে, বা আর আমন্ত্রণ না পেতে:', link: settings },
            { words: 'এ ধরনের চিঠি, বা কোনো চিঠিই আর চাই না:', link: off },
          ],
        },
      ],
    }),
  },
};
