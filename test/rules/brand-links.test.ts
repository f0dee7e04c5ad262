import { describe, expect, it } from 'vitest';
import { brandLinksIn, hostOf, isUnder } from '../../server/rules/brand-links.ts';
import { render } from '../../shared/render.ts';

const DOMAINS = ['acme.example', 'xn--bcher-kva.example'];
const look = (markdown: string) => brandLinksIn(render(markdown).html, DOMAINS);

describe('links to a brand’s sites', () => {
  it.each([
    ['https://acme.example', 1],
    ['[a](https://shop.acme.example/x) and <https://ACME.example.>', 2],
    ['[a](http://user:pass@acme.example:8080/)', 0],
    ['[a](https://bücher.example/)', 1],
    ['![picture](https://acme.example/p.png)', 1],
    ['<mailto:sales@acme.example>', 1],
    ['[a][1]\n\n[1]: https://acme.example/deep', 1],
    ['[a](https://notacme.example)', 0],
    ['[a](https://acme.example.evil.example)', 0],
    ['[a](https://evil.example/?to=acme.example)', 0],
    ['[a](/t/1/acme.example)', 0],
    ['acme.example in plain words', 0],
    ['`https://acme.example`', 0],
  ])('in %j are %i', (markdown, count) => {
    expect(look(markdown).count).toBe(count);
  });

  it.each(['?ref=dana', '?utm_source=forum', '?a=1&aff_id=3', '?coupon=TEN', '#/?promo=x', '?GCLID=1'])(
    'carry a referral code: %s',
    (query) => {
      expect(look(`[a](https://acme.example/p${query})`).hasReferral).toBe(true);
      expect(look(`[a](https://elsewhere.example/p${query})`).hasReferral).toBe(true);
    },
  );

  it.each(['', '?page=2', '?id=7#part', '?reference-sheet=3', '#refinish'])('carry none: %s', (query) => {
    expect(look(`[a](https://acme.example/p${query})`).hasReferral).toBe(false);
  });

  it('know a host however it is written', () => {
    expect([
      hostOf('HTTPS://Acme.Example./x'),
      hostOf('//acme.example'),
      hostOf('acme.example/x'),
      hostOf('no host'),
    ]).toEqual(['acme.example', 'acme.example', 'acme.example', null]);
    expect([isUnder('a.acme.example', DOMAINS), isUnder('aacme.example', DOMAINS)]).toEqual([true, false]);
  });
});
