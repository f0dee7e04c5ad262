/**
 * What tests opened, to be closed: when the test ends in which it was opened, else when its file does (`afterAll` called
 * within a hook never runs).
 */
import { onTestFinished } from 'vitest';

const opened: (() => unknown)[] = [];

/** Whatever was opened last is closed first. */
export function closeAtEnd(close: () => unknown): void {
  try {
    onTestFinished(async () => {
      await close();
    });
  } catch {
    opened.push(close);
  }
}

export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}
