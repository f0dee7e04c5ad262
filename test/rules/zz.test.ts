import { it } from 'vitest';
import { brandLinksIn } from '../../server/rules/brand-links.ts';
import { render } from '../../shared/render.ts';
const look = (l: string) => brandLinksIn(render(`[a](${l})`).html, ['acme.example', 'xn--bcher-kva.example']);
it('x', () => {
  for (const l of ['https://acme.example/p?irclickid=1','https://x.example/?awc=3','https://x.example/?ascsubtag=2','https://www.amazon.com/dp/B0?tag=x-20','https://acme.example/?sca_ref=1.a','https://bit.ly/abc','https://www.google.com/url?q=https://acme.example','https://l.facebook.com/l.php?u=https%3A%2F%2Facme.example','mailto:sales%40acme.example','mailto:a@b.example?cc=x%2540acme.example','https://acme.example/?%72ef=dana','https://acme.example/?%2572ef=dana','https://acme.example/#ref=dana','https://acme.example/ref/dana','https://www.amazon.com/x/dp/B0/ref=sr_1_1','https://AWIN1.com./x','https://acme.example/?a=1;ref=2','https://elsewhere.example/go?to=//acme.example','https://web.archive.org/web/2020/https://acme.example/x','https://acme.example/?REF[]=1','https://acme.example/?utm%5Fsource=x'])
    console.log(l, JSON.stringify(look(l)));
  console.log('--- honest');
  for (const l of ['https://acme.example','https://acme.example/?page=2&id=7','https://x.example/search?q=a&lang=de&sort=price','https://youtube.com/watch?v=1&t=3s','https://en.wikipedia.org/wiki/A?oldid=3','https://x.example/?reference-sheet=3','#refinish','https://acme.example/#section-2','https://acme.example/invite','https://x.example/partners/','https://x.example/manual.pdf?v=3&size=l','https://x.example/?refresh=1','https://x.example/?prompt=1','https://x.example/a?title=Utmost','https://x.example/?product_id=3&variant=2&color=red','https://x.example/?affect=1','https://github.com/a/b/blob/main/ref/x.md', 'https://x.example/?couples=1','https://x.example/referee'])
    console.log(l, JSON.stringify(look(l)));
});
