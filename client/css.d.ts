declare module '*.css?url' {
  const url: string;
  export default url;
}

declare module '*.css' {}

declare module '*.svg' {
  const url: string;
  export default url;
}

/** Made by the build: lines of a sign and its names, for each language that has them. */
declare module 'virtual:emoji' {
  export const languages: Record<string, (() => Promise<{ default: string }>) | undefined>;
}

interface ImportMeta {
  /** The files of a pattern, each loaded when it is asked for. */
  glob<T>(pattern: string): Record<string, (() => Promise<T>) | undefined>;
  /** Vite's: what each file of a pattern gives when it is imported so. */
  glob<T>(pattern: string, options: { query: string; import: string; eager: true }): Record<string, T | undefined>;
}
