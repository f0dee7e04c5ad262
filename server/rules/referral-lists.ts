/**
 * By what sites tell who sent a visitor: parameters of shops, advertisers and affiliate networks, and hosts whose
 * addresses only lead elsewhere. Kept by hand; nothing is looked up over the network.
 */

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Whole names of parameters, folded: small letters, without `_`, `-`, `.` and brackets. */
export const REFERRAL_PARAMETERS = words(`
  ref refid refcode refsrc reftag refer referer referrer referral referralcode referredby rfsn rf refby
  aff affid affcode affiliate affiliateid affsub affsource afftrack afffcid afftracekey afid affilid affid1 affsite
  partner partnerid partnercode partnerize pid publisherid pubid pubref pubsub
  coupon couponcode promo promocode promoid promotion discount discountcode voucher vouchercode deal dealcode giftcode
  invite invitecode invitedby inviter friend friendcode sharedby shareid sharecode sharer recommendedby
  gclid gclsrc dclid gbraid wbraid fbclid msclkid ttclid twclid lifatid yclid ymclid igshid epik scid srsltid obclid
  mcid mceid mccid irclickid irgwc irpid clickid clickref clkref cjevent cjdata cjaid awc awinmid awinaffid awaid
  ranmid raneaid ransiteid lsnsubsite siteid sscid avad avmc admitaduid tagtaguid scaref pjmid pjid afsrc zanpid
  ascsubtag linkcode linkid creativeasin tag camp campid campaign campaignid cmpid cmp cid toolid customid mkcid mkrid mkevt
  hop tid aaid abid bta btag atid subid subid1 subid2 subid3 subid4 sid1 trackid trackingid trkid trk tracker
  via source src utm medium mkttok spm scm veroid oicd icid ncid ito wtmc sref kclickid vsid tduid tdpeh offerid goalid transactionid
  fpr lmref gref grsf pk mtm matomo piwik kx hsa s2sid clickidentifier zoneid bannerid`);

/** Beginnings of such names: `utm_source`, `affiliate_code`, `hsa_cam`. */
export const REFERRAL_BEGINNINGS =
  /^(?:utm|utn|aff(?:il|iliate)?(?=id|code|sub|s\d|name|source|key)|referr?(?:al|er|ed)|refer(?=id|code|by)|ref(?=code|id|by|src|tag|link)|promo|coupon|voucher|hsa|pk(?=campaign|kwd|source|medium)|mtm|piwik|matomo|awin|cjev|irc|partner|tracking(?=id|code)|subid|invit(?:e|ation)(?=code|id|by)|oly(?=enc|anon)|gadsource|gadcampaign)/;

/** Last parts of a path that carry a code behind them: `/ref/dana`, `/r/dana`. */
export const REFERRAL_FOLDERS = words('ref refer referral affiliate aff invite partner promo coupon');

/** Shorteners: where they lead cannot be seen. */
const SHORTENERS = `
  bit.ly bitly.com bitly.ws j.mp tinyurl.com tiny.cc tiny.one t.co t.ly goo.gl g.co ow.ly is.gd v.gd buff.ly dlvr.it ift.tt
  cutt.ly cutt.us rb.gy rebrand.ly shorturl.at shorturl.asia shorte.st short.io short.gy s.id adf.ly linktr.ee lnkd.in
  fb.me amzn.to amzn.eu amzn.com a.co ebay.us rover.ebay.com etsy.me trib.al soo.gd qr.ae qr.net bl.ink
  clck.ru vk.cc u.to x.co 1url.com hyperurl.co urlz.fr urls.fr lc.cx tr.im po.st snip.ly snipurl.com mcaf.ee kutt.it
  dub.sh dub.co gg.gg chilp.it zpr.io spoti.fi pca.st onelink.to smarturl.it smart.link page.link app.link onelink.me
  go.ly n9.cl acortar.link tny.im ulvis.net zws.im chng.it db.tt git.io wp.me flip.it
  shope.ee s.click.aliexpress.com a.aliexpress.com tb.cn m.tb.cn u.jd.com 3.cn dwz.cn t.cn url.cn suo.im bdshort.com`;
/** Networks whose links count clicks and then lead on. */
const REDIRECTORS = `
  awin1.com zenaps.com anrdoezrs.net dpbolvw.net jdoqocy.com kqzyfj.com tkqlhce.com emjcd.com click.linksynergy.com
  linksynergy.com shareasale.com shrsl.com pntra.com pntrac.com pntrs.com gopjn.com pjatr.com pjtra.com prf.hn
  ojrq.net pxf.io sjv.io evyy.net 7eer.net go2cloud.org go.skimresources.com skimresources.com
  redirect.viglink.com viglink.com sovrn.co narrativ.com howl.me shop-links.co rstyle.me shopstyle.it ltk.app liketk.it
  hop.clickbank.net clickbank.net digistore24.com partnerize.com tradedoubler.com clk.tradedoubler.com tradetracker.net
  webgains.com track.webgains.com effiliation.com admitad.com ad.admitad.com alitems.com flexlinks.com avantlink.com
  doubleclick.net googleadservices.com adclick.g.doubleclick.net l.facebook.com lm.facebook.com l.instagram.com
  l.messenger.com l.threads.com out.reddit.com href.li anonym.to nullrefer.com dereferer.me dereferer.org 
  safelinks.protection.outlook.com urldefense.com urldefense.proofpoint.com deref-mail.com deref-gmx.net exit.sc
  googleweblight.com translate.goog r.search.yahoo.com partner.googleadservices.com
  impact.com impactradius.com go.redirectingat.com redirectingat.com fave.co geni.us geniuslink.com`;
export const LEADING_ELSEWHERE = [...words(SHORTENERS), ...words(REDIRECTORS)];
