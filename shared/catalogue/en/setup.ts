/** Setting the forum up, and running it. */

export const setup = {
  setup: {
    title: 'Welcome to Adda',
    lead: 'A forum about what people care about. It is running; now make it yours.',
    own: 'Set up your forum',
    ownLead: 'Its name, its languages and your account as the first admin.',
    code: 'Set-up code',
    codeHelp: 'The server printed it when you started it.',
    forumName: 'Name of the forum',
    languages: 'Languages',
    adminTitle: 'Your account',
    go: 'Set it up',
    look: 'Or look around first',
    lookLead:
      'A small example community in English and Bengali, with four spaces, so that you see how it feels. One press removes it again.',
    load: 'Load the example',
    loaded: 'The example is loaded',
    loadedLead:
      'Look around as long as you like. It can stay while you set up your forum; remove it whenever you want.',
    lookThere: 'Look around',
    start: 'Set up',
    removeLead: 'Removing it removes everything in its spaces, also what you wrote there yourself.',
  },
  admin: {
    title: 'Administration',
    forum: 'The forum',
    spaces: 'Spaces',
    claims: 'Claims of imported accounts',
    noClaims: 'No claims are waiting.',
    claimOf: (member: string, imported: string) => `${member} says: I was ${imported}`,
    grant: 'Hand it over',
    refuse: 'Refuse',
    demo: 'Example community',
  },
};
