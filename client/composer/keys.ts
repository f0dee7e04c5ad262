/** Keys of the composer, as they are written and as they are pressed here. */

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const SIGNS: Record<string, string> = { Period: '.', Enter: '↵' };
const signOf = (code: string) => SIGNS[code] ?? code.replace(/^(?:Key|Digit)/, '');

/** `Shift+KeyP` as one reads it, and as a screen reader is told. */
export function platformKeys(keys: string): { shown: string; aria: string } {
  const code = keys.replace('Shift+', '');
  const isShifted = code !== keys;
  const sign = signOf(code);
  const shown = isApple ? `${isShifted ? '⇧' : ''}⌘${sign}` : `Ctrl+${isShifted ? 'Shift+' : ''}${sign}`;
  return {
    shown,
    aria: `${isApple ? 'Meta' : 'Control'}+${isShifted ? 'Shift+' : ''}${code === 'Enter' ? 'Enter' : sign}`,
  };
}

/** Whether just these keys are pressed. Letters are told by what they type here, other signs by their place. */
export function isPressed(event: KeyboardEvent, keys: string): boolean {
  const code = keys.replace('Shift+', '');
  if (event.altKey || !(isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey)) return false;
  if (event.shiftKey !== (code !== keys)) return false;
  const isLatin = code.startsWith('Key') && /^[a-z]$/i.test(event.key);
  return isLatin ? event.key.toUpperCase() === code.slice(3) : event.code === code;
}
