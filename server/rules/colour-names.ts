/** Names that stylesheets have for colours (CSS Color 4, 6.1): those that somebody would type. */
const NAMES = [
  'black 000000, navy 000080, darkblue 00008b, mediumblue 0000cd, blue 0000ff, darkgreen 006400, green 008000',
  'teal 008080, darkcyan 008b8b, midnightblue 191970, forestgreen 228b22, seagreen 2e8b57, darkslategray 2f4f4f',
  'darkslategrey 2f4f4f, royalblue 4169e1, steelblue 4682b4, darkslateblue 483d8b, indigo 4b0082',
  'darkolivegreen 556b2f, slateblue 6a5acd, olivedrab 6b8e23, rebeccapurple 663399, slategray 708090',
  'slategrey 708090, maroon 800000, purple 800080, olive 808000, blueviolet 8a2be2, darkred 8b0000',
  'darkmagenta 8b008b, saddlebrown 8b4513, darkviolet 9400d3, darkorchid 9932cc, sienna a0522d, brown a52a2a',
  'firebrick b22222, darkgoldenrod b8860b, mediumvioletred c71585, indianred cd5c5c, chocolate d2691e',
  'crimson dc143c, goldenrod daa520, red ff0000, deeppink ff1493, orangered ff4500, tomato ff6347, coral ff7f50',
  'darkorange ff8c00, orange ffa500, pink ffc0cb, gold ffd700, yellow ffff00, violet ee82ee, orchid da70d6',
  'salmon fa8072, turquoise 40e0d0, skyblue 87ceeb, lightblue add8e6, lightgreen 90ee90, lime 00ff00, cyan 00ffff',
  'aqua 00ffff, magenta ff00ff, fuchsia ff00ff, lavender e6e6fa, plum dda0dd, khaki f0e68c, tan d2b48c',
  'silver c0c0c0, gray 808080, grey 808080, white ffffff, dodgerblue 1e90ff, cornflowerblue 6495ed',
  'aquamarine 7fffd4, springgreen 00ff7f, limegreen 32cd32, hotpink ff69b4, peachpuff ffdab9, wheat f5deb3',
  'beige f5f5dc, ivory fffff0',
];

/** By name, in small letters: `#rrggbb`. */
export const COLOURS_BY_NAME: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap((line) => line.split(', ')).map((pair) => {
    const [name, digits] = pair.split(' ');
    return [name!, `#${digits}`];
  }),
);
