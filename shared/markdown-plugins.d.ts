/** Plugins that come without types. */
declare module 'markdown-it-sub' {
  const plugin: (engine: import('markdown-it').default) => void;
  export default plugin;
}
declare module 'markdown-it-sup' {
  const plugin: (engine: import('markdown-it').default) => void;
  export default plugin;
}
declare module 'markdown-it-footnote' {
  const plugin: (engine: import('markdown-it').default) => void;
  export default plugin;
}
