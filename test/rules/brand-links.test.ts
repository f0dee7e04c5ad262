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

  it.each([
    'https://acme.example/p?irclickid=1',
    'https://x.example/?awc=3',
    'https://x.example/?ascsubtag=2',
    'https://www.amazon.example/dp/B0/ref=sr_1_1?tag=x-20',
    'https://acme.example/?sca_ref=1.a',
    'https://acme.example/?%72ef=dana',
    'https://acme.example/?%2572ef=dana',
    'https://acme.example/?utm%5Fsource=x',
    'https://acme.example/?REF[]=1',
    'https://acme.example/?a=1;ref=2',
    'https://acme.example/ref/dana',
    'https://bit.ly/abc',
    'https://AWIN1.com./x',
    'https://www.google.com/url?q=https://acme.example',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Facme.example',
    'https://elsewhere.example/go?to=//acme.example',
  ])('tell who sent a visitor, or hide where they lead: %s', (link) => {
    expect(look(`[a](${link})`).hasReferral).toBe(true);
  });

  it.each([
    'https://acme.example/?page=2&id=7',
    'https://x.example/search?q=a&lang=de&sort=price',
    'https://youtube.com/watch?v=1&t=3s',
    'https://x.example/?refresh=1&prompt=2&affect=3&couples=4',
    'https://github.com/a/b/blob/main/ref/x.md',
    'https://acme.example/invite',
    'https://web.archive.org/web/2020/https://other.example/x',
  ])('tell nothing: %s', (link) => {
    expect(look(`[a](${link})`)).toEqual({ count: link.includes('acme') ? 1 : 0, hasReferral: false });
  });

  it.each([
    ['mailto:sales%40acme.example', 1],
    ['mailto:a@b.example?cc=x%2540acme.example', 1],
    ['mailto:a@acme.example,b@acme.example', 2],
    ['https://elsewhere.example/go?to=https%3A%2F%2Facme.example', 1],
    ['https://web.archive.org/web/2020/https://acme.example/x', 1],
  ])('are counted however they are encoded: %s', (link, count) => {
    expect(look(`[a](${link})`).count).toBe(count);
  });

  it('are read within bounds', () => {
    const long = `https://x.example/?${'%25'.repeat(5000)}=${'a&'.repeat(5000)}`;
    expect(brandLinksIn(`<a href="${long}">a</a>`.repeat(50), DOMAINS)).toEqual({ count: 0, hasReferral: false });
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
