/** The page that shows how posts are formatted; its texts are drawn as posts are. */

export const formatting = {
  formatting: {
    title: 'How to format',
    lede: 'Posts are written in Markdown: a few signs, which read well even where nothing draws them.',
    written: 'Written',
    becomes: 'Becomes',
    all: 'All of it, with examples',
    parts: [
      {
        name: 'Paragraphs',
        text: 'A new paragraph begins\nafter an empty line.\n\nLike this one.',
        help: 'Lines under each other belong together.',
      },
      { name: 'Emphasis', text: '*slanted*, **bold**, ***both***, ~~struck out~~, H~2~O, x^2^', help: '' },
      { name: 'Headings', text: '# A heading\n\n## A smaller one', help: '' },
      {
        name: 'Lists',
        text: '- clay\n- wood\n  - oak\n  - ash\n\n1. soak\n2. sow\n3. wait',
        help: 'Two spaces put an item under another. Enter goes on with a list; twice ends it.',
      },
      { name: 'Tasks', text: '- [x] pots\n- [ ] seeds', help: '' },
      {
        name: 'Links',
        text: '[a page](https://example.org), https://example.org\n\n[tag:tomatoes]',
        help: 'An address that is pasted over words makes them a link. “#” finds threads and tags while one writes.',
      },
      {
        name: 'Quotations',
        text: '> What somebody else said.\n>\n> In two paragraphs.\n\nAnd what you say to it.',
        help: 'Select words in a post and press “Quote”: who wrote them goes along.',
      },
      {
        name: 'Members',
        text: '@rina, what do you think?',
        help: 'Whom you name is told. Names are offered while you write; so are emoji after “:”.',
      },
      {
        name: 'Hidden words',
        text: '>! The gardener did it.',
        help: 'For the end of a story, or the answer to a riddle.',
      },
      { name: 'Code', text: 'Type `npm start`, or:\n\n```js\nconst pots = 20;\n```', help: '' },
      {
        name: 'Tables',
        text: '| Pot | Litres |\n| --- | ---: |\n| clay | 12 |\n| wood | 30 |',
        help: 'A colon behind the line puts a column to the end.',
      },
      { name: 'Footnotes', text: 'Clay breathes.[^1]\n\n[^1]: And it breaks.', help: '' },
      { name: 'A line across', text: 'Before\n\n---\n\nAfter', help: '' },
      { name: 'Signs as they are', text: '\\*not slanted\\*, 2 \\* 3', help: 'A backslash takes a sign its meaning.' },
    ],
  },
};
