/** What a draft keeps as its form had it, as posting takes it: a form has texts alone. */

type Values = Record<string, unknown>;

const texts = (value: unknown): string[] => [value].flat().map(String);
/** What is no number was typed by nobody's form, and is as good as nothing. */
const numbers = (value: unknown): number[] =>
  texts(value)
    .map(Number)
    .filter((number) => Number.isSafeInteger(number) && number > 0);
const oneNumber = (value: unknown): number | undefined => numbers(value)[0];

const AS: Record<string, (value: unknown) => unknown> = {
  tags: (value) => texts(value).flatMap((line) => line.split(',').map((tag) => tag.trim())),
  pollChoices: texts,
  pictureIds: numbers,
  fileIds: numbers,
  pollMost: oneNumber,
  minutes: oneNumber,
  parentId: oneNumber,
  revision: oneNumber,
};

/** @param values of a draft: texts and lists of texts */
export const typedValues = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Object.hasOwn(AS, name) ? AS[name]!(value) : value]),
  );
