import { parse } from 'yaml'
import { grouped } from '../model/figures.ts'
import type { AttributeForm } from '../model/scaffold.ts'
import { choiceTypes } from './assemble.ts'
import type { Attribute, AttributesFile } from './generated/attributes.ts'

/** An attribute as the account has it. */
export interface LiveAttribute {
  label: string
  name: string
  /** The target's own type name. */
  type: string
  options: string[]
}

/** What an account says of its attributes. */
export interface AccountDefinitions {
  /** The target's name for people. */
  title: string
  /** What the target lets specs/attributes.yaml say. */
  form: AttributeForm
  attributes: LiveAttribute[]
  /** Products with a value, by label. */
  filled: ReadonlyMap<string, number>
  products: number
}

type Entry = Partial<Attribute>

/** The default file with the account's labels, types and options; what differs from the default stands in comments. */
export function attributesYaml(defaults: string, account: AccountDefinitions): string {
  const { attributes } = parse(defaults) as AttributesFile
  const head = defaults.slice(0, defaults.indexOf('version: 1'))
  const used = new Set<string>()
  const entries = Object.entries(attributes).map(([label, entry]) => {
    const live = entry && 'name' in entry ? ofAccount(label, entry, account) : null
    if (live) used.add(live.label)
    return live
      ? fromAccount({ label, entry: entry as Entry, live }, account)
      : fromDefault(label, entry as Entry, account)
  })
  const rest = account.attributes.filter(({ label }) => !used.has(label))
  return [
    `${head}version: 1\nattributes:`,
    ...entries.flat(),
    ...(rest.length > 0 ? ['', `  # Further attributes in ${account.title}, which nothing here writes:`] : []),
    ...rest.map(({ label, name, type }) => `  #   ${flat(`${label}: "${name}", ${type}, ${fillOf(label, account)}`)}`),
    '',
  ].join('\n')
}

/** The attribute under its label, or under one that older scripts gave it. */
function ofAccount(label: string, entry: Entry, { attributes }: AccountDefinitions): LiveAttribute | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return (
    attributes.find((live) => live.label === label) ??
    attributes.find((live) => live.label === `${label}_imported`) ??
    attributes.find((live) => plain(live.name) === plain(entry.name ?? '') || plain(live.label) === plain(label)) ??
    null
  )
}

function fromDefault(label: string, entry: Entry, { title }: AccountDefinitions): string[] {
  const isNew = 'name' in (entry ?? {})
  return [...(isNew ? [`  # Not in ${title} yet: the first apply makes it.`] : []), ...lines(label, entry)]
}

interface Found {
  label: string
  entry: Entry
  live: LiveAttribute
}

function fromAccount({ label, entry, live }: Found, account: AccountDefinitions): string[] {
  const { slug, types } = account.form
  const choice = choiceTypes(account.form).includes(live.type)
  const options = [...new Set([...live.options, ...(entry.options ?? [])])]
  const { options: _options, ...plain } = entry
  const merged: Entry = {
    ...plain,
    name: nameOf(live, entry, slug),
    type: live.type,
    ...(choice && options.length > 0 ? { options } : {}),
  }
  const added = choice ? (entry.options ?? []).filter((option) => !live.options.includes(option)) : []
  const remarks = [
    fillOf(live.label, account),
    ...(live.label === label ? [] : [`the default label is ${label}`]),
    ...(live.type === entry.type ? [] : [`the default type is ${entry.type}`]),
    ...(slug(live.name) === live.label ? [] : [`called "${live.name}" there`]),
    ...(added.length > 0 ? [`lacks the options ${added.join(', ')}, which the first apply adds`] : []),
  ]
  const known = Object.hasOwn(types, live.type) && !(choice && options.length === 0)
  const comment = `  # In ${account.title}: ${flat(remarks.join('; '))}.`
  if (known) return [comment, ...lines(live.label, merged)]
  const off = `  # A ${flat(live.type)} cannot be written, so this one is left out:`
  return [comment, off, ...lines(live.label, merged).map((line) => line.replace(/^ {2}/, '  # '))]
}

/** The label must follow from the name, also where someone renamed the attribute since. */
function nameOf(live: LiveAttribute, entry: Entry, slug: AttributeForm['slug']): string {
  const made = live.label.replace(
    /(^|_)([a-z])/g,
    (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  )
  return [live.name, entry.name ?? '', made].find((name) => slug(name) === live.label) ?? live.label
}

function fillOf(label: string, { filled, products }: AccountDefinitions): string {
  return `filled in ${grouped(filled.get(label) ?? 0)} of ${grouped(products)} products`
}

function lines(label: string, entry: Entry): string[] {
  const values = Object.entries(entry ?? {}).map(([key, value]) => `    ${key}: ${scalar(value)}`)
  return [`  ${scalar(label)}:`, ...values]
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`
  const text = String(value)
  if (typeof value !== 'string') return text
  return /^[A-Za-z][\w .-]*$/.test(text) && parse(text) === text && text === text.trim() ? text : JSON.stringify(text)
}

function flat(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
