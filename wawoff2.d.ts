/** What of the package is used: it brings no types. */
declare module 'wawoff2' {
  /** @param font in WOFF2 @returns the same in TTF */
  export function decompress(font: Uint8Array): Promise<Uint8Array>;
}
