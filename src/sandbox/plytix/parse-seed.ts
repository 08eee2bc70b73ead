import { ConfigError } from '../../model/errors.ts'
import type { AccountSeed } from './account-seed.ts'
import { isObject } from './answers.ts'
import { STATUSES } from './product-body.ts'
import { FILTER_TYPES } from './values.ts'

interface Rule {
  /** In a sentence, after "must be". */
  expected: string
  accepts: (value: unknown) => boolean
  required?: boolean
}

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const oneOf = (names: string[]): Rule => ({
  expected: `one of ${names.join(', ')}`,
  accepts: (value) => names.includes(value as string),
})

const TEXT: Rule = { expected: 'a text', accepts: isText }
const TEXT_OR_NULL: Rule = {
  expected: 'a text or null',
  accepts: (value) => value === null || typeof value === 'string',
}
const TEXTS: Rule = { expected: 'a list of texts', accepts: isTexts }
const FLAG: Rule = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' }
const VALUES: Rule = { expected: 'an object of values by attribute label', accepts: isObject }
const TARGETS: Rule = { expected: 'a list of SKUs or of {sku, quantity}', accepts: isTargets }
const required = (rule: Rule): Rule => ({ ...rule, required: true })

const SHAPES: { [list: string]: { [key: string]: Rule } } = {
  products: {
    sku: required(TEXT),
    label: TEXT_OR_NULL,
    gtin: TEXT_OR_NULL,
    status: oneOf(STATUSES),
    attributes: VALUES,
    thumbnail: TEXT,
    family: TEXT,
    parent: TEXT,
  },
  attributes: {
    name: required(TEXT),
    type_class: required(oneOf(Object.keys(FILTER_TYPES))),
    options: TEXTS,
    in_use: FLAG,
  },
  relationships: { name: required(TEXT) },
  families: { name: required(TEXT), attributes: TEXTS, parent_attributes: TEXTS },
  assets: { filename: required(TEXT), url: TEXT, locked: FLAG },
  links: { source: required(TEXT), relationship: required(TEXT), targets: required(TARGETS) },
}

/** @throws ConfigError that names the place, such as `products[3].sku` */
export function parseAccountSeed(json: unknown): AccountSeed {
  if (!isObject(json)) fail('must be an object', `Its keys may be ${Object.keys(SHAPES).join(', ')}.`)
  for (const [list, rows] of Object.entries(json)) {
    const shape = Object.hasOwn(SHAPES, list) ? SHAPES[list] : undefined
    if (!shape) fail(`has the unknown key ${list}`, `Use ${Object.keys(SHAPES).join(', ')}.`)
    if (!Array.isArray(rows)) fail(`needs a list in ${list}`, `Write ${list} as a list of objects.`)
    rows.forEach((row, place) => {
      checkRow(row, `${list}[${place}]`, shape)
    })
  }
  return json as AccountSeed
}

function checkRow(row: unknown, path: string, shape: { [key: string]: Rule }): void {
  if (!isObject(row)) fail(`needs an object in ${path}`, `Its keys may be ${Object.keys(shape).join(', ')}.`)
  for (const key of Object.keys(row)) {
    if (!Object.hasOwn(shape, key)) fail(`has the unknown key ${path}.${key}`, `Use ${Object.keys(shape).join(', ')}.`)
  }
  for (const [key, rule] of Object.entries(shape)) {
    if (row[key] === undefined && rule.required) fail(`lacks ${path}.${key}`, `It must be ${rule.expected}.`)
    if (row[key] !== undefined && !rule.accepts(row[key])) {
      fail(`has a wrong ${path}.${key}`, `It must be ${rule.expected}.`)
    }
  }
}

function isTargets(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  return value.every(
    (target) => isText(target) || (isObject(target) && isText(target.sku) && Number.isInteger(target.quantity)),
  )
}

function fail(what: string, hint: string): never {
  throw new ConfigError('account-seed', `The account seed ${what}.`, { hints: [hint] })
}
