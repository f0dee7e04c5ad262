/**
 * What a device shows of something that its member was told.
 * @property url of the forum's own, without its origin @property tag by which what belongs together replaces itself
 */
export type PushMessage = { title: string; body: string; url: string; tag: string; lang: string };
