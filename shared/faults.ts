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
  taken: 409,
  already_set_up: 409,
  link_expired: 422,
  too_many: 429,
  unavailable: 503,
  unexpected: 500,
  /* peer answers */
  not_the_asker: 403,
  own_post: 403,
  not_an_answer: 409,
  not_a_question: 409,
  asker_accepts: 409,
  withdrawn: 409,
  staff_cannot: 403,
  not_yours: 403,
  verify_first: 403,
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
  | 'wrong_code';
