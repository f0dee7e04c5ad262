/** What the server keeps of a text, as the API gives it. */
import { encoded, type Values } from './form-values.ts';
import type { Kept, KeptFile } from './upload.ts';

/** @property at when the server kept it; 0 for what only this browser has, written at `writtenAt` */
export type Other = { at: number; values: Values; writtenAt?: number };
type FromServer = Other & { pictures?: (Kept & { alt: string })[]; files?: KeptFile[] };

/** Takes pictures and files that a draft names. */
export type Bring = (pictures: (Kept & { alt: string })[], files: KeptFile[]) => void;

/** What it has for a reply whose form was drawn without it; null for nothing, where it cannot be asked, and where somebody else is signed in by now. */
export async function draftOnServer(writer: string, place: string): Promise<FromServer | null> {
  const response = await fetch(`/api/v1/drafts?${new URLSearchParams({ place, writer })}`).catch(() => null);
  return response?.ok ? (((await response.json()) as { drafts: FromServer[] }).drafts[0] ?? null) : null;
}

/** Whether the forum answers: a browser may say "offline" on a machine, or in a house, that has its own. */
export const isReached = (): Promise<boolean> =>
  fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Sends a text to be kept; whoever is signed in by the time that it arrives keeps nothing of another.
 * @param base when the server kept what it goes on from @param keepalive also while the page goes @returns null without an answer
 */
export function putDraft(
  writer: string,
  place: string,
  { values, base }: { values: Values; base: number | null },
  keepalive = false,
): Promise<Response | null> {
  const body = encoded(values, { place, writer, ...(base !== null && { base: String(base) }) });
  const request = { method: 'PUT', body, keepalive, headers: { accept: 'application/json' } };
  return fetch('/api/v1/drafts', request).catch(() => null);
}
