/** For people whose file is of none of them. */
export const KNOWN_FORMS =
  'Known are exports of this program, answers of Catalog Items 2022-04-01 and 2020-12-01, and the forms of older scripts.'
