import { describe, expect, it } from 'vitest';
import { bodyWith, isUntouched } from '../../server/rules/templates.ts';

const asked = '**House:**\n**Age:**';

describe('what a space asks for', () => {
  it('is known again however its lines end and whatever stands around it', () => {
    for (const same of [
      asked,
      `${asked}\n`,
      '**House:**\r\n**Age:** \r\n',
      `${asked}\u200b.`,
      `${asked}<!-- no -->`,
      'HOUSE: age',
    ])
      expect(isUntouched(same, asked), same).toBe(true);
    for (const other of ['', `${asked} 90 years`, '**House:** brick\n**Age:**', 'x'.repeat(30_000)])
      expect(isUntouched(other, asked), other.slice(0, 20)).toBe(false);
    expect(isUntouched('', '')).toBe(false);
  });

  it('comes into an empty box and into one with another template, and never replaces what was typed', () => {
    expect(bodyWith('', '', asked)).toBe(asked);
    expect(bodyWith(' \n', '', asked)).toBe(asked);
    expect(bodyWith(asked, asked, 'Wheels?')).toBe('Wheels?');
    expect(bodyWith(asked, asked, '')).toBe('');
    expect(bodyWith('HOUSE: age', asked, 'Wheels?')).toBe('HOUSE: age');
    expect(bodyWith('My own.', '', asked)).toBe('My own.');
    expect(bodyWith(`${asked} brick`, asked, 'Wheels?')).toBe(`${asked} brick`);
    const long = ' '.repeat(30_000);
    expect(bodyWith(long, '', asked)).toBe(long);
  });
});
