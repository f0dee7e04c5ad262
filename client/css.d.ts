declare module '*.css?url' {
  const url: string;
  export default url;
}

interface ImportMeta {
  /** Vite's: what each file of a pattern gives when it is imported so. */
  glob<T>(pattern: string, options: { query: string; import: string; eager: true }): Record<string, T | undefined>;
}
