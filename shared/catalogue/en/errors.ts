/** What went wrong, on pages and beside fields. */
import type { ErrorCode, FieldFaultKey } from '../../faults.ts';
import { LIMITS } from '../../limits.ts';
import * as look from './look-faults.ts';
import { n, plural, span, wait } from './say.ts';

type ErrorFacts = { seconds: number; used: number; limit: number; of: number; hours: number; text: string };
type FaultFacts = { limit: number; length: number; text: string; field: string };
const KEPT = 'What you wrote is kept as a draft.';
/** Of megabytes: less than one is said in kilobytes. */
const size = (mb: number) => (mb < 1 ? `${n(Math.round(mb * 1_024))} KB` : `${n(mb)} MB`);
const file = (name: string) => (name ? `“${name}”` : 'A file');

export const errors = {
  errors: {
    invalid: () => 'Some of it needs another look.',
    malformed: () => 'The request cannot be read.',
    not_signed_in: () => 'Sign in first.',
    bad_token: () => 'This token is not valid.',
    wrong_sign_in: () => 'Name and password do not match.',
    forbidden: () => 'Your account may not do that.',
    foreign_origin: () =>
      'The request did not come from this forum’s own pages. If you run the forum, check ADDA_ORIGIN.',
    not_found: () => 'Nothing is here.',
    too_large: ({ used, limit }) =>
      limit > 0
        ? `The forum takes at most ${size(limit)} in one go${used > 0 ? `; this had ${size(used)}` : ''}. Go back: your browser may still have what you typed.`
        : 'That is more than the forum takes in one go.',
    unsupported_media: () => 'The forum does not take this kind of content.',
    idempotency_mismatch: () => 'Something else was sent under this idempotency key. Use a new key for it.',
    posted_before: () => 'An earlier version of it was posted while you were changing it; this is what you had typed.',
    waiting_gone: () => 'It was posted, changed elsewhere or thrown away meanwhile; your text is still here.',
    stale_edit: () => 'Somebody saved another version first.',
    stale_setting: () => 'Somebody changed this setting meanwhile. Both are shown; save again if yours is to hold.',
    stale_values: () => 'Somebody saved other values meanwhile. Both are shown; save again if yours are to hold.',
    speaks_otherwise: () =>
      'You speak in another capacity now than when this form was opened. Look at it once more, then send it.',
    changed_since: () => 'The setting was changed again since then. Take the newer change back first.',
    taken: () => 'That is taken already.',
    already_set_up: () => 'The forum is set up already.',
    example_there: () => 'The example is loaded already.',
    example_in_way: () =>
      'The example cannot be loaded: the forum has spaces, members or brands at its addresses, such as spaces of an earlier example in which members went on.',
    link_broken: () =>
      'This link is not whole, or not of this forum. Copy all of it from the letter, or sign in and choose your letters in the settings.',
    link_expired: () => 'This link has been used or is too old. Ask for a new one.',
    takes_no_messages: () => 'Somebody to whom this goes takes no messages from you.',
    you_blocked: () => 'You blocked them. Block them no longer to write to them.',
    not_blockable: () => 'Nobody can block those who keep the peace in the whole forum.',
    accept_first: () => 'Accept the conversation first.',
    awaits_acceptance: () => 'You can say more once somebody has accepted.',
    nobody_here: () => 'Nobody else is in this conversation any more.',
    message_stands: () =>
      'This message can be changed no more: it was taken back, or 15 minutes have gone since it was sent.',
    message_changed_often: () =>
      'This message was changed too much already. Take it back, or say the rest in another one.',
    case_full: () =>
      'Moderators have so much of what this member wrote before them that no more fits. They decide on it; you need not report it again.',
    too_many_participants: () => 'A conversation has at most eight people.',
    mail_forged: () => 'The letter is not shown to be from your account’s address.',
    mail_expired: () => 'A letter can be answered by mail for 30 days; this one is older.',
    mail_gone: () => 'What you answered is not there for you any more.',
    mail_too_large: ({ limit }) =>
      `The forum takes letters of at most ${n(limit)} MB, with their pictures. Yours was larger.`,
    mail_unreadable: () =>
      'The letter could not be read: perhaps it is encrypted or very long, or came broken or in too many parts.',
    mail_empty: () => 'There was nothing in it besides what was quoted or signed. Write above the quoted letter.',
    mail_quotes_letter: () =>
      'It still held the letter that it answers, with links that are for you alone. Take that off and send it again.',
    too_many_follows: () => 'You follow as much as one can. Stop following something first.',
    too_many_searches: () => 'You have saved as many searches as one can. Remove one first.',
    too_many_bookmarks: () => 'You keep as many bookmarks as one can. Let go of one first.',
    too_many_drafts: () => 'You have as many drafts as one can keep. Remove one first.',
    staff_not_later: () =>
      'Who speaks for a brand posts at once: what a brand says is counted at the moment at which it is said.',
    known_first: () =>
      'Posts can wait for their time once the forum knows you: you have been here for some days and somebody answered you.',
    too_many_waiting: () => 'As many of your posts wait as may. Post one of them now, or throw one away.',
    stale_draft: () => 'Another text was kept here meanwhile, in another window or on another device.',
    too_many: ({ seconds }) =>
      `That was a lot in a short time. Please wait ${wait(seconds)}; nothing you typed is lost.`,
    busy: () => 'The forum is busy just now. Nothing you typed is lost: please try again in a few seconds.',
    unavailable: () =>
      'The forum cannot save anything just now. Nothing you typed is lost: please send it again in a moment.',
    unexpected: () => 'Something broke on our side. Please try again.',
    not_the_asker: () => 'Only the person who asked can say what solved it.',
    own_post: () => 'This mark is for other people’s posts.',
    not_an_answer: () => 'This mark is for answers to a question.',
    not_a_question: () => 'This is for open questions.',
    asker_accepts: () => 'You asked: say “this solved it for me” instead.',
    withdrawn: () => 'This post was withdrawn by its author.',
    closed: () => 'This thread was closed: it takes no more answers. You can still reply under its posts.',
    locked: () => 'This thread is closed: it can be read, and nothing more can be posted in it.',
    archived: () => 'This space is archived: it can be read, and nothing is added to it.',
    slow_mode: ({ seconds }) =>
      `Slow mode is on here. You can post again in ${span(seconds)}; nothing you typed is lost.`,
    removed: () => 'This post was removed for good: there is nothing left to show.',
    silenced: ({ seconds }) =>
      `A moderator silenced you here for a time: you can read, and post again in ${span(seconds)}. Under “Decisions about you” is why, and how to appeal.`,
    suspended: ({ seconds }) =>
      `This account is suspended for ${span(seconds)}. The letter about it says why, and how to appeal.`,
    no_change: () => 'That was done already, or taken back since.',
    holds_office: () => 'This member holds an office. Take it away first.',
    spaces_alike: () =>
      'There is something like it already: look at it first. If yours is another matter, send it all the same.',
    same_thread: () => 'That is the same thread.',
    across_border: () => 'More people could read it there than here. What was written for few stays with them.',
    opening_stays: () => 'The first post stays with its thread. Hide, move or merge the thread instead.',
    too_many_pins: ({ limit }) =>
      `At most ${plural(limit, 'thread is', 'threads are')} pinned in a space at once. Unpin one first.`,
    appeal_over: () => 'The six months in which you could appeal are over.',
    held: () => 'This post is held: approve it, or refuse it.',
    raid_sign_ups: () =>
      'The forum is being flooded with new accounts, so nobody can join for now. Please come back later; what you typed is still here.',
    join_link_needed: () => 'Whoever wants to join here needs a join link from an admin of the forum.',
    join_link_over: () => 'This join link is not good any more. Ask whoever gave it to you for a new one.',
    own_act: () => 'You decided about this before, so somebody else does now.',
    claimed: ({ text }) => `${text} has this case. Wait until they have decided or given it back.`,
    other_case: () => 'That is not about this case.',
    not_entitled: () => 'This is for members who have posted in this space and are no longer new.',
    too_few_voters: () => 'Fewer members could vote here than a vote needs. An admin can name a moderator.',
    not_trusted_yet: () =>
      'Members whom the forum knows for longer change this together. Your trust grows as others answer you and mark what you wrote.',
    poll_shut: () => 'Nobody votes here now: the thread is closed, or its space archived.',
    poll_over: () => 'This poll is over.',
    poll_seen: () => 'Somebody has voted, and everybody has seen how it stands: the poll stays ended.',
    poll_voted: () => 'Somebody has voted already, so this poll stays as it is. You can end it.',
    vote_over: () => 'There is no vote about this any more.',
    on_probation: () => 'Members propose this once they have been here for a while and others have spoken to them.',
    moved: () => 'This thread became part of another one. Please post there.',
    staff_cannot: () => 'Brand staff do not do this; it belongs to members.',
    not_yours: () => 'Only its author can change a post.',
    verify_first: () => 'Your address is not confirmed yet. We have sent the link again; look at your mail.',
    in_person: () => 'An API token cannot do this. Sign in and do it yourself.',
    token_scope: () => 'This token was not made for that. In your settings you can make one that may do more.',
    other_account: () =>
      'This link is for another account. Sign out, sign in as the member to whom the letter went, and follow it again.',
    peers_first: ({ hours, seconds }) =>
      `Peers have the first word for ${plural(hours, 'hour', 'hours')}, and no member has answered yet. You can post in ${span(seconds)}, or as soon as one has. ${KEPT}`,
    spoke_here: () =>
      'You spoke for a brand in this thread until a short while ago, so you do not go on here as a member. You can write in other threads.',
    spoke_lately: () =>
      'You spoke for a brand until a short while ago. For 90 days after that you cannot mark what others wrote; your own questions are yours to mark.',
    monologue: () => `The last word here is your brand’s already. Wait until somebody else has posted. ${KEPT}`,
    voice_in_thread: ({ used, limit, of }) =>
      `${n(used)} of ${n(limit)} used: this thread has ${plural(of, 'member post', 'member posts')}. There is room again when members have said more. ${KEPT}`,
    brands_in_thread: ({ used, limit, of }) =>
      `${n(used)} of ${n(limit)} used by all brands together: this thread has ${plural(of, 'member post', 'member posts')}. There is room again when members have said more. ${KEPT}`,
    voice_in_space: ({ used, limit, of, seconds }) =>
      `${n(used)} of ${n(limit)} used: in seven days this space had ${plural(of, 'post', 'posts')}. There is room again in ${span(seconds)}. ${KEPT}`,
    day_of_account: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: your own posts in 24 hours. There is room again in ${span(seconds)}. ${KEPT}`,
    day_of_brand: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: your brand’s posts in 24 hours. There is room again in ${span(seconds)}. ${KEPT}`,
    day_in_thread: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: your brand’s posts in this thread in 24 hours. There is room again in ${span(seconds)}. ${KEPT}`,
    threads_of_day: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: threads that your brand started in 24 hours. There is room again in ${span(seconds)}. ${KEPT}`,
    threads_of_week: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: threads that your brand started in this space in seven days. There is room again in ${span(seconds)}. ${KEPT}`,
    safety_used_up: ({ used, limit, seconds }) =>
      `${n(used)} of ${n(limit)} used: your brand’s safety notices in 30 days. There is room again in ${span(seconds)}. In real danger, write to a moderator. ${KEPT}`,
    brand_links: ({ used, limit }) =>
      `${plural(used, 'link', 'links')} to your brand’s own pages; ${n(limit)} is allowed in a post. ${KEPT}`,
    referral_code: () =>
      `A link carries a referral code, or hides where it leads (a shortener, a redirect). Write the plain address. ${KEPT}`,
    safety_fixed: () => 'A safety notice is corrected within an hour. Withdraw it, or write another one.',
    safety_links: () =>
      `A safety notice leads to what it refers to, and nowhere else. Take the other links out. ${KEPT}`,
    grant_ended: () => `Your grant to speak for the brand has ended. An admin can propose a new one. ${KEPT}`,
    not_staff: () => 'Only brand staff do this.',
    staff_form: () => 'Brand staff start a prompt, a resource or an open hour, and nothing else.',
    staff_post: () => 'This is for members’ posts. The asker can say that an official note settled it.',
    not_a_note: () => 'Only an official note to a question can settle it; an answer can solve it.',
    is_staff: () => 'This account speaks for a brand, and can be nothing else while it does.',
    has_power: () => 'A moderator or admin cannot speak for a brand. Take that role away first.',
    same_admin: () => 'Another admin has to confirm what you proposed.',
    last_admin: () => 'This is the last admin. Make somebody else an admin first.',
    affiliated: () => 'You have declared an affiliation, so somebody without one decides on this.',
    own_matter: () =>
      'This is about yourself, your own report or the space you moderate, so somebody else decides on it.',
    other_form: () => 'This is not for this form of thread.',
    challenge_over: () => 'This challenge is over.',
    not_joined: () => 'Join the challenge first.',
    about_a_brand: ({ text }) =>
      `A space is about a topic, never about a brand or its product.${text ? ` How about “${text}”?` : ' What is the problem, belief, craft or aspiration behind it?'}`,
  } satisfies Record<ErrorCode, (facts: ErrorFacts) => string> as Record<ErrorCode, (facts: ErrorFacts) => string>,
  faults: {
    required: () => 'Please fill this in.',
    same_hour: () => 'Quiet hours begin and end at different hours. For none, choose none in both.',
    other_half: () => 'Choose both hours, or none.',
    too_short: ({ limit, length }) => `This needs at least ${n(limit)} characters; it has ${n(length)}.`,
    too_long: ({ limit, length }) =>
      length > 0 ? `At most ${n(limit)} characters fit; it has ${n(length)}.` : `At most ${n(limit)} characters fit.`,
    wrong: ({ text }) => (text ? `“${text}” does not fit here.` : 'This does not fit here.'),
    taken: () => 'Somebody has this already. Please choose another.',
    reserved: () => 'This name would speak for the forum. Please choose another.',
    not_a_name: () => 'Use letters, digits and single spaces, dots, hyphens or apostrophes between them.',
    not_an_email: () => 'This is not an e-mail address.',
    unknown_space: () => 'There is no such space. Please choose one.',
    too_many_tags: ({ limit }) => `At most ${n(limit)} tags.`,
    wrong_password: () => 'That is not your password.',
    wrong_code: () => 'That is not the set-up code.',
    not_a_link: () => 'This needs a whole address, beginning with https://',
    not_a_day: () => 'Choose a day from today on; a challenge lasts a year at most, and ends after it began.',
    not_offered: () => 'This space does not offer that. Choose another space, or another form.',
    too_many: ({ limit, length }) => `At most ${n(limit)}; there were ${n(length)}.`,
    not_a_picture: ({ text }) => `${file(text)} is no picture that the forum takes (JPEG, PNG, WebP or GIF).`,
    damaged_picture: ({ text }) =>
      `${file(text)} cannot be read: it is damaged, or no picture (JPEG, PNG, WebP or GIF).`,
    slow_picture: ({ text, limit }) => `${file(text)} could not be read within ${plural(limit, 'second', 'seconds')}.`,
    too_many_pixels: ({ text, limit, length }) =>
      `${file(text)} has ${n(length)} megapixels; at most ${n(limit)} fit. Make it smaller.`,
    still_picture: ({ text, limit, length }) =>
      `${file(text)} moves, with ${n(length)} megapixels in all its frames; at most ${n(limit)} may move. Its first frame is kept: send the form again, or take it out.`,
    too_long_side: ({ text, limit, length }) =>
      `${file(text)} has a side of ${n(length)} pixels; at most ${n(limit)} fit. Make it smaller.`,
    still_heavy: ({ text, limit, length }) =>
      `${file(text)} moves, and has ${n(length)} MB once it is made anew; at most ${n(limit)} MB may move. Its first frame is kept: send the form again, or take it out.`,
    still_png: ({ text }) =>
      `${file(text)} is a PNG that moves. Only its first frame is kept: send the form again, or take it out and bring it as GIF or WebP.`,
    too_many_frames: ({ text, limit, length }) =>
      `${file(text)} has ${n(length)} frames; at most ${n(limit)} may move. Its first frame is kept: send the form again, or take it out.`,
    too_large_file: ({ text, limit, length }) => `${file(text)} has ${n(length)} MB; at most ${n(limit)} MB fit.`,
    quota_member: ({ text, limit, length }) =>
      `${file(text)} has no room: your files take ${n(length)} of ${n(limit)} MiB. Take pictures and files out of posts of yours that need none.`,
    quota_forum: ({ text, limit, length }) =>
      `${file(text)} has no room: the files of this forum take ${n(length)} of ${n(limit)} MiB. Whoever runs it can make room.`,
    too_large_together: ({ limit, length }) =>
      `The files have ${n(length)} MB together; at most ${n(limit)} MB fit in one go.`,
    too_many_files: ({ limit, length }) => `At most ${n(limit)} files in one go; there were ${n(length)}.`,
    too_many_pictures: ({ limit, length }) => `At most ${n(limit)} pictures; there are ${n(length)}.`,
    gone_picture: () => 'A picture is not there any more. Please choose it again.',
    not_a_file: ({ text }) =>
      `${file(text)} is nothing that the forum takes: told by what is inside, it is no picture (JPEG, PNG, WebP, GIF), no PDF, no text in UTF-8 and no ZIP archive.`,
    empty_file: ({ text }) => `${file(text)} is empty.`,
    damaged_file: ({ text }) =>
      `${file(text)} is damaged: it begins like a PDF or a ZIP archive, and does not end like one.`,
    file_ending_pdf: ({ text }) => `${file(text)} is a PDF inside. Let its name end with .pdf.`,
    file_ending_text: ({ text }) => `${file(text)} is text inside. Let its name end with .txt, .md, .csv or .log.`,
    file_ending_zip: ({ text }) => `${file(text)} is a ZIP archive inside. Let its name end with .zip.`,
    file_kind_off: ({ text }) => `${file(text)} is of a kind that this forum does not take.`,
    files_not_yet: ({ text }) =>
      `${file(text)} is no picture. Other files open to you once the forum trusts you further: “How far the forum trusts you” in your settings says what is missing.`,
    too_many_post_files: ({ limit, length }) => `At most ${n(limit)} files besides pictures; there are ${n(length)}.`,
    not_yours_to_take: () =>
      'Only the author of the post, or who brought it, takes a picture or file away. Keep it, please.',
    gone_file: () => 'A file is not there any more. Please choose it again.',
    not_a_poll_end: () => 'Choose a day from today on, at most a year ahead.',
    too_few_choices: ({ limit }) => `A poll needs at least ${n(limit)} choices, one on each line.`,
    same_choice: ({ text }) => `“${text}” is there twice.`,
    more_than_choices: ({ limit }) => `Between 1 and ${n(limit)}: there are that many choices.`,
    only_template: () => 'These are only the questions of the space: write your own words to them.',
    choose_one: () => 'Choose something first.',
    not_later: () =>
      `Choose a moment from ${n(LIMITS.waitingMinutes)} minutes to ${n(LIMITS.waitingDays)} days from now.`,
    preview_elsewhere: () => 'Nothing was posted: how it will look is answered by POST /api/v1/preview.',
    time_chosen: () => 'You chose a time. Press “Post at this time” below it, or empty it to post now.',
    not_ahead: () => 'Choose a day from tomorrow on, at most five years ahead.',
    not_soon: () => 'Choose a time between now and three months from now.',
    not_a_domain: ({ text }) => `“${text}” is not the name of a site, such as acme.example.`,
    not_at_brand: () => 'This address is not at one of the brand’s own domains.',
    unknown_thread: () => 'There is no such thread that takes posts.',
    choose_thread: () => 'Choose which of the threads below you mean.',
    not_of_forum: () => 'This leads to no post, thread, member or space of this forum that you can see.',
    must_agree: () => 'Tick this: it does not count otherwise.',
    unknown_post: () => 'There is no such post here that takes replies.',
    gone: () => 'Some of it is not here any more. Choose again.',
    not_entitled: () => 'They must have posted in this space, and be no longer new here.',
    holds_office_here: () => 'They keep the peace here already.',
    nominated_lately: () => 'They are proposed here already, or were within the last 30 days.',
    unknown_member: ({ text }) => (text ? `Nobody here is called “${text}”.` : 'There is no member of this name.'),
    yourself: () => 'That is you.',
    not_between: ({ limit, length }) => `From ${n(length)} to ${n(limit)}.`,
    not_a_colour: look.notAColour,
    low_contrast: look.lowContrast,
    low_contrast_dark: look.lowContrastDark,
    like_the_label: look.likeTheLabel,
    out_of_range: ({ limit, length }) => `From ${n(length)} to ${n(limit)}: limits only become stricter.`,
    imitates_role: () =>
      'This looks like a staff label or an office in the forum. Please choose other words; where you work you can say as “Works for …”.',
    imitates_brand: () =>
      'This looks as if a brand spoke. Please choose other words; where you work you can say as “Works for …”.',
    too_many_links: ({ limit, length }) =>
      `In your first days here a post takes at most ${plural(limit, 'link', 'links')} to elsewhere; this one has ${n(length)}. Take some out.`,
    watched_for: () =>
      'This has words, or a link, that this forum watches for, and it cannot wait here until a moderator has looked. Say it otherwise.',
    would_wait: () =>
      'This change would wait for a moderator, so it was not saved. The post is somebody else’s, and would be hidden with it: say it otherwise, or in a post of your own.',
    repeats_removed: () => 'Do not repeat here what is removed: this note stays.',
    watched: ({ text }) => `This forum does not take posts with “${text}”. Change that, and send it again.`,
    disposable: () => 'This is an address of a throw-away mail service. Please use one that you keep.',
    trapped: () => 'That was very quick. Nothing you typed is lost: please press the button once more.',
    names_a_brand: ({ text }) => `“${text}” is a brand or a product.`,
  } satisfies Record<FieldFaultKey, (facts: FaultFacts) => string> as Record<
    FieldFaultKey,
    (facts: FaultFacts) => string
  >,
};
