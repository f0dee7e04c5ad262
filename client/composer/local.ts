/** What this browser keeps of a text until the server has it. */
import { safely } from '../elements/draft-keys.ts';
import { isEmpty, type Values } from './form-values.ts';

/** @property base when the server kept what this goes on from @property isSaved whether the server has it @property at by this clock */
export type Local = { values: Values; base: number | null; isSaved: boolean; at: number };

export const readLocal = (key: string): Local | null =>
  safely(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Local | null);

export const forgetLocal = (key: string): void => void safely(() => localStorage.removeItem(key));

/** Without words nothing is kept. @returns whether something was */
export function keepLocal(key: string, local: Omit<Local, 'at'>): boolean {
  const isKept = !isEmpty(local.values);
  if (isKept) safely(() => localStorage.setItem(key, JSON.stringify({ ...local, at: Date.now() })));
  else forgetLocal(key);
  return isKept;
}
