/** What links lead to, in their places. */
export const cards = {
  cards: {
    play: (host: string) => `Play at ${host}`,
    atPost: (title: string, n: number) => `${title} (post ${n})`,
    atPage: (title: string, n: number) => `${title}, page ${n}`,
    lead: 'A link that stands alone in a post shows the title and the picture of its page. The forum gets them itself: no other site learns who reads. Links of brand staff, and in spaces that are not open to everybody, stay plain.',
    isOn: 'Show what links lead to',
  },
};
