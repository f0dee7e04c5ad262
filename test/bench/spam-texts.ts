/** Spam made from templates: many texts that say the same in other words, with a link in most. Reproducible by its seed. */
type Topic = { things: string[]; praise: string[]; verbs: string[]; calls: string[]; hosts: string[] };

const TOPICS: Record<string, Topic> = {
  pills: {
    things: [
      'generic tablets',
      'slimming capsules',
      'herbal tonic',
      'potency pills',
      'sleep remedy',
      'discount medication',
    ],
    praise: [
      'doctor approved',
      'fast acting',
      'without prescription',
      'clinically tested',
      'all natural',
      'money back',
    ],
    verbs: ['order', 'buy', 'purchase', 'receive', 'grab'],
    calls: [
      'ship overnight in plain packaging',
      'limited stock this week',
      'free samples with each order',
      'big discount for new customers',
    ],
    hosts: ['tablet-store.example', 'herbal-deal.example', 'pharm-cheap.example'],
  },
  casino: {
    things: ['online casino', 'poker room', 'slot machines', 'betting tips', 'roulette table', 'sports book'],
    praise: [
      'highest payout',
      'exclusive welcome bonus',
      'instant withdrawal',
      'verified winners',
      'no deposit needed',
    ],
    verbs: ['win', 'play', 'join', 'claim', 'bet'],
    calls: [
      'free spins for every new player',
      'double your first deposit today',
      'jackpot guaranteed every hour',
      'sign up with our promo code',
    ],
    hosts: ['lucky-spin.example', 'jackpot-now.example', 'bet-royal.example'],
  },
  coins: {
    things: [
      'crypto signals',
      'trading robot',
      'bitcoin investment',
      'forex account',
      'token presale',
      'passive income plan',
    ],
    praise: ['guaranteed profit', 'risk free returns', 'trusted broker', 'ten times gains', 'expert managed'],
    verbs: ['invest', 'earn', 'deposit', 'trade', 'multiply'],
    calls: [
      'contact our manager on telegram',
      'withdraw daily to your wallet',
      'only a few seats remain',
      'message me for the private link',
    ],
    hosts: ['profit-bot.example', 'coin-gain.example', 'fx-expert.example'],
  },
  services: {
    things: [
      'seo packages',
      'backlinks service',
      'followers and likes',
      'essay writers',
      'website traffic',
      'assignment help',
    ],
    praise: [
      'first page ranking',
      'plagiarism free',
      'affordable prices',
      'professional team',
      'around the clock support',
    ],
    verbs: ['hire', 'boost', 'order', 'rank', 'promote'],
    calls: [
      'whatsapp us for a quote',
      'get a free audit today',
      'trusted by thousands of clients',
      'use coupon code at checkout',
    ],
    hosts: ['rank-fast.example', 'essay-desk.example', 'boost-likes.example'],
  },
  loans: {
    things: ['instant loan', 'credit repair', 'business funding', 'cash advance', 'debt relief', 'mortgage offer'],
    praise: ['no collateral', 'low interest rate', 'approved within hours', 'bad credit accepted', 'certified lender'],
    verbs: ['apply', 'borrow', 'receive', 'request', 'get approved for'],
    calls: ['email our loan officer now', 'fill the application form', 'funds paid the same day', 'offer ends tonight'],
    hosts: ['quick-cash.example', 'loan-hub.example', 'credit-fix.example'],
  },
};
export const SPAM_TOPICS = Object.keys(TOPICS);
const OPENERS = [
  'Hello friends',
  'Great post',
  'Thanks for sharing',
  'Attention everyone',
  'I was struggling until I found this',
  'Nice topic',
  'Dear members',
];
const MIDDLES = [
  'my cousin told me about',
  'you should really try',
  'there is nothing better than',
  'thousands already trust',
  'our company offers',
  'I made a lot thanks to',
];
const ENDS = [
  'You will not regret it',
  'Do not miss this chance',
  'Act now',
  'See for yourself',
  'Tell them I sent you',
];
const LINKED = 0.75;

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param topics of which it is made, in turn */
export function spamTexts(count: number, seed: number, topics: readonly string[] = SPAM_TOPICS): string[] {
  const random = seeded(seed);
  const of = (list: string[]) => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const { things, praise, verbs, calls, hosts } = TOPICS[topics[i % topics.length]!]!;
    const said = Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () =>
        `${of(MIDDLES)} ${of(things)}, ${of(praise)} and ${of(praise)}: ${of(verbs)} ${of(things)} and ${of(calls)}.`,
    );
    const link = random() < LINKED ? ` https://${of(hosts)}/${Math.floor(random() * 1e6).toString(36)}` : '';
    return `${of(OPENERS)}! ${said.join(' ')}${link} ${of(ENDS)}.`;
  });
}
