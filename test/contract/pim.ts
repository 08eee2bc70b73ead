import { expect } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { ValueKind } from '../../src/model/kinds.ts'
import type { Dialect } from '../../src/providers/plytix/dialect.ts'
import { slug } from '../../src/providers/plytix/facts.ts'
import { attributePath } from '../../src/providers/plytix/paths.ts'
import type { PimWorkspace } from '../../src/providers/plytix/pim-workspace.ts'
import { pimTraits } from '../../src/providers/plytix/traits.ts'
import { newAttribute, newRelationship } from './changes.ts'
import type { DefinitionWords, Vocabulary, Word } from './vocabulary.ts'
import { workspaceOf } from './workspace.ts'

const TITLE = 'Contract Title'
const GALLERY = 'Contract Images'
const COLOR = 'Contract Color'
const LINKS = 'Contract Links'
const OTHER_LINKS = 'Contract Hierarchy'
/** What the family of the account is called. */
export const FAMILY = 'Amazon'
/** An id that looks like any other and belongs to nothing. */
const NOBODY = '0123456789abcdef01234567'

/** What the tests ask of an account, whatever it calls its types. */
export function contractWorkspace(dialect: Dialect): PimWorkspace {
  return workspaceOf({
    provider: dialect.name,
    family: FAMILY,
    gallery: slug(GALLERY),
    relationships: {
      hierarchy: { label: slug(OTHER_LINKS), name: OTHER_LINKS },
      listings: { label: slug(LINKS), name: LINKS },
    },
    attributes: [
      { label: slug(TITLE), name: TITLE, type: typeOf('text', dialect) },
      { label: slug(COLOR), name: COLOR, type: typeOf('choice', dialect), options: ['Brown', 'Black'] },
    ],
  })
}

function typeOf(kind: ValueKind, { types }: Dialect): string {
  return Object.keys(types).find((type) => types[type] === kind) ?? expect.fail(`no type holds ${kind}`)
}

/** Two values of each form; an address is a text as well. */
const SAMPLES: { [holds in ValueKind]?: [one: Json, other: Json] } = {
  text: ['https://prairie.example/a', 'https://prairie.example/b'],
  multiline: ['Leather\nWarm', 'Rubber'],
  choice: ['Brown', 'Black'],
  choices: [['Brown'], ['Black', 'Brown']],
  number: [3, 4],
  boolean: [true, false],
  date: ['2026-11-28', '2025-01-31'],
}

/** A field of each type of the account that holds values. */
function typedWords({ types }: Dialect): Word[] {
  return Object.entries(types).flatMap(([type, holds]) => {
    const [one, other] = SAMPLES[holds] ?? []
    if (one === undefined || other === undefined) return []
    const options = holds.startsWith('choice') ? ['Brown', 'Black'] : []
    const defined = newAttribute({ name: `Contract ${type}`, type, options })
    return [{ path: attributePath(defined.key), one, other, defined }]
  })
}

interface Family {
  id: string
  name: string
}

function attributesOf(dialect: Dialect) {
  return {
    title: newAttribute({ name: TITLE, type: typeOf('text', dialect) }),
    color: newAttribute({ name: COLOR, type: typeOf('choice', dialect), options: ['Brown', 'Black'] }),
    gallery: newAttribute({ name: GALLERY, type: dialect.galleryType }),
    baseline: newAttribute({ name: dialect.baseline.name, type: dialect.baseline.type }),
  }
}

/** What a product information manager is spoken to of. */
export function pimWords(dialect: Dialect, family: Family): Vocabulary {
  const attributes = attributesOf(dialect)
  const { title, color, gallery, baseline } = attributes
  const fieldOf = ({ key }: { key: string }): string => attributePath(key)
  return {
    traits: pimTraits(dialect, contractWorkspace(dialect)),
    key: (name) => `AMZN-US-${name.toUpperCase()}`,
    owns: (key) => key.startsWith('AMZN-'),
    resembling: (name) => [
      `AMZN-US-${name.toLowerCase()}`,
      `amzn-us-${name}`,
      `AMZN-US-${name.toUpperCase()}1`,
      `X-AMZN-US-${name.toUpperCase()}`,
    ],
    given: (key) => ({ label: `Boot ${key}` }),
    text: { path: fieldOf(title), one: 'Bomber Boot', other: 'Driving Moc', defined: title },
    second: { path: fieldOf(color), one: 'Brown', other: 'Black', defined: color },
    typed: typedWords(dialect),
    passing: { path: fieldOf(baseline), one: 'run 1', other: 'run 2', defined: baseline },
    lacking: attributePath('contract_missing'),
    refused: [
      { fields: { [attributePath('contract_unknown')]: 'x' } },
      { fields: { [fieldOf(color)]: 'Pink' }, first: [color] },
      { fields: { [fieldOf(gallery)]: [NOBODY] }, first: [gallery] },
      { fields: { thumbnail: NOBODY } },
      { fields: { status: 'Imaginary' } },
    ],
    nobody: NOBODY,
    definitions: definitionWords(attributes, family),
    pictures: { url: (file) => `https://m.media-amazon.com/images/I/${file}`, defined: gallery },
    constant: { id: family.id },
    relations: { defined: newRelationship(LINKS), foreign: 'MCA0032' },
  }
}

function definitionWords({ title, color, gallery }: ReturnType<typeof attributesOf>, family: Family): DefinitionWords {
  const inFamily = { ...color, fields: { ...color.fields, family: family.id } }
  const members = [title, color].map(({ kind, key }) => ({ kind, key }))
  return {
    made: [color, newRelationship(LINKS)],
    found: [{ kind: 'family', key: family.name, id: family.id }],
    contradicting: {
      first: title,
      second: { ...title, fields: { ...title.fields, type: gallery.fields.type ?? null } },
    },
    growing: [
      {
        title: 'options',
        first: [inFamily],
        named: { kind: 'attribute', key: color.key },
        path: 'options',
        members: ['Bomber', 'Black'],
      },
      {
        title: 'attributes of a family',
        first: [title, inFamily],
        named: { kind: 'family', key: family.name },
        path: 'attributes',
        members: [title.key],
        told: { by: members, path: 'family', value: family.name },
      },
    ],
  }
}
