/** Every way a request can be refused: its code, its HTTP status; its sentence is in the catalogue under `errors`. */
export const ERRORS = {
  invalid: 422,
  malformed: 400,
  not_signed_in: 401,
  bad_token: 401,
  wrong_sign_in: 422,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  too_large: 413,
  unsupported_media: 415,
  stale_edit: 409,
  idempotency_mismatch: 422,
  taken: 409,
  already_set_up: 409,
  link_expired: 422,
  too_many: 429,
  too_many_follows: 409,
  unavailable: 503,
  busy: 503,
  unexpected: 500,
  /* peer answers */
  not_the_asker: 403,
  own_post: 403,
  not_an_answer: 409,
  not_a_question: 409,
  asker_accepts: 409,
  withdrawn: 409,
  locked: 409,
  slow_mode: 429,
  removed: 409,
  silenced: 403,
  suspended: 403,
  closed: 409,
  moved: 409,
  staff_cannot: 403,
  not_yours: 403,
  verify_first: 403,
  in_person: 403,
  token_scope: 403,
  other_account: 403,
  /* brand staff: 429 where time heals it, 403 where it does not */
  peers_first: 429,
  voice_in_space: 429,
  day_of_account: 429,
  day_of_brand: 429,
  day_in_thread: 429,
  threads_of_day: 429,
  threads_of_week: 429,
  safety_used_up: 429,
  monologue: 403,
  spoke_here: 403,
  voice_in_thread: 403,
  brands_in_thread: 403,
  brand_links: 403,
  referral_code: 403,
  safety_fixed: 403,
  safety_links: 403,
  grant_ended: 403,
  not_staff: 403,
  staff_form: 403,
  staff_post: 403,
  not_a_note: 409,
  is_staff: 409,
  has_power: 409,
  same_admin: 403,
  last_admin: 409,
  affiliated: 403,
  own_matter: 403,
  about_a_brand: 422,
  /* moderation */
  no_change: 409,
  holds_office: 403,
  same_thread: 409,
  across_border: 409,
  opening_stays: 409,
  too_many_pins: 409,
  appeal_over: 409,
  own_act: 403,
  claimed: 409,
  other_case: 409,
  on_probation: 403,
  /* forms of thread */
  other_form: 409,
  challenge_over: 409,
  not_joined: 403,
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** A fault in one field: the catalogue key under `fields`, and the numbers its sentence needs. */
export type FieldFault = { field: string; fault: FieldFaultKey; limit?: number; length?: number; text?: string };
export type FieldFaultKey =
  | 'required'
  | 'too_short'
  | 'too_long'
  | 'wrong'
  | 'taken'
  | 'reserved'
  | 'not_a_name'
  | 'not_an_email'
  | 'unknown_space'
  | 'too_many_tags'
  | 'wrong_password'
  | 'wrong_code'
  | 'not_a_link'
  | 'not_soon'
  | 'not_a_day'
  | 'not_offered'
  | 'too_many'
  | 'not_a_picture'
  | 'damaged_picture'
  | 'slow_picture'
  | 'too_many_pixels'
  | 'still_picture'
  | 'still_png'
  | 'too_many_frames'
  | 'too_large_file'
  | 'too_large_together'
  | 'too_many_files'
  | 'too_many_pictures'
  | 'gone_picture'
  | 'not_a_domain'
  | 'not_at_brand'
  | 'unknown_member'
  | 'unknown_thread'
  | 'unknown_post'
  | 'not_of_forum'
  | 'must_agree'
  | 'gone'
  | 'out_of_range'
  | 'names_a_brand'
  | 'imitates_role'
  | 'imitates_brand';
