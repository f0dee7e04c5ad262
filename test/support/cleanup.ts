/** What a file's tests opened, to be closed when the file ends: `afterAll` called within a hook or a test never runs. */
const opened: (() => unknown)[] = [];

/** Whatever was opened last is closed first. */
export function closeAtEnd(close: () => unknown): void {
  opened.push(close);
}

export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}
