/** The devices that one is told on, and what they say. */
export const push = {
  push: {
    title: 'Devices that tell you',
    lede: 'A browser can tell you while no page of the forum is open in it. It does so for as long as you are signed in there, and never in your quiet hours.',
    here: 'Tell me on this device',
    unsupported: 'This browser cannot tell you: it knows no push messages, or runs no scripts.',
    denied: 'Your browser does not let this forum tell you. You can allow it in its settings for this site.',
    failed: 'The browser could not sign up with its push service. Try it again later.',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknownDevice: 'A browser',
    thisOne: 'this device',
    end: 'No more on this device',
    kinds: 'What do they tell?',
    kindsHelp: 'What is decided about you and your posts they always tell.',
    change: 'Devices that tell you while no page is open',
  },
};
