/** The box in which a post is written, where a script makes it more. The browser loads these words with it. */

export const composer = {
  composer: {
    toolbar: 'Formatting',
    tools: {
      bold: 'Bold',
      italic: 'Italic',
      link: 'Link',
      quote: 'Quotation',
      code: 'Code',
      list: 'List',
      numbered: 'Numbered list',
      heading: 'Heading',
      table: 'Table',
      spoiler: 'Hidden until pressed',
    },
    tableHeads: ['One column', 'Another'],
    preview: 'How it will look',
    togglePreview: 'Show how it will look',
    full: 'Write on the whole screen',
    leaveFull: 'Leave the whole screen',
  },
};
