import { type Baseline, formatBaseline } from '../../../src/model/baseline.ts'
import { flatten } from '../../../src/model/fields.ts'
import type { Json } from '../../../src/model/json.ts'
import { printOf } from '../../../src/model/members.ts'
import type { AttributeSpec, Settings } from '../../../src/model/settings.ts'
import { fingerprint } from '../../../src/model/values.ts'
import { assemblePlan } from '../../../src/planner/index.ts'
import type { PlanContents, PlanInput } from '../../../src/planner/types.ts'
import { keysOf } from '../../../src/services/shops.ts'
import { toItems } from '../../../src/services/sources.ts'
import { headerFor } from '../../../src/state/exports/header.ts'
import { BAZAAR, type Ware, wareRows } from '../../odd/bazaar/facts.ts'
import { stallTraits } from '../../odd/stall/traits.ts'
import { oddWorkspace } from '../../odd/workspace.ts'
import {
  account,
  boot,
  digest,
  EVERYTHING,
  ownedBoot,
  picture,
  plan,
  product,
  settings,
  skuOf,
  spec,
} from '../../support/boots.ts'

/** One value of three that differ, or none. */
export type Value = 'A' | 'B' | 'C' | null

export interface Cell {
  live: Value
  desired: Value
  /** Absent: no baseline says anything of the field. */
  written?: Value
}

export interface Way {
  rule: AttributeSpec['write']
  policy: Partial<Settings['policy']>
  clear?: boolean
}

/** One kind of field: what becomes of it in a plan. */
export interface Form {
  name: string
  outcome(cell: Cell, way: Way): string
  /** Written by the engine itself, which knows one rule for it. */
  always?: true
  /** Others add to it as well: nothing is lost where our members come beside theirs. */
  shared?: true
}

const ASIN = 'B0PRAIRIE1'

/** What a plan does to one field, and what it says of it. */
function told({ operations, drift, conflicts }: PlanContents, { path, pointer, groups }: Field): string {
  const written = operations.some(({ action, after }) => action === 'update' && path in flatten(after, groups, PARTS))
  const of = <T extends { field: string }>(list: T[]): T[] => list.filter(({ field }) => field === pointer)
  const words = [
    ...(written ? ['write'] : []),
    ...of(drift).map(({ decision }) => (decision === 'spared' ? 'drift' : 'overwritten')),
    ...of(conflicts).map(({ kind }) => kind),
  ]
  return words.join(' + ') || 'nothing'
}

const PARTS = ['sizes']

interface Field {
  path: string
  pointer: string
  groups: string[]
}

const COLOR: Field = { path: 'attributes.amazon_color', pointer: '/attributes/amazon_color', groups: ['attributes'] }

/** A plain value. */
const VALUE: Form = {
  name: 'a value',
  outcome({ live, desired, written }, { rule, policy, clear = false }) {
    const attributes = live === null ? {} : { amazon_color: live }
    const values = { 'attributes.amazon_color': written ?? '' }
    const one =
      written === undefined ? product(skuOf(ASIN), { attributes }) : ownedBoot(ASIN, { attributes }, { values })
    const contents = plan({
      items: [boot(ASIN, { color: desired })],
      live: account([one]),
      specs: [spec('amazon_color', { from: 'color', write: rule, clear })],
      settings: settings((all) => Object.assign(all.policy, policy)),
    })
    return told(contents, COLOR)
  },
}

const ASSETS = { A: 'a'.repeat(24), B: 'b'.repeat(24), C: 'c'.repeat(24) }
const assets = Object.entries(ASSETS).map(([name, id]) => ({ id, filename: `${name}.jpg` }))
const images = (value: Value): Baseline['images'] =>
  value === null ? [] : [{ slot: 'MAIN', image: value, asset: ASSETS[value] }]

/** Other products show all three pictures, so that none has to be uploaded. */
const showingAll = product(skuOf('B0PRAIRIE9'), { attributes: { amazon_images: Object.values(ASSETS) } })

function planPictures(one: ReturnType<typeof product>, desired: Value, policy: Way['policy']): PlanContents {
  return plan({
    items: [boot(ASIN, { images: desired === null ? [] : [picture('MAIN', desired)] })],
    live: account([one, showingAll], { assets }),
    specs: [],
    settings: settings((all) => Object.assign(all.policy, policy)),
  })
}

const GALLERY: Form = {
  name: 'a gallery',
  always: true,
  shared: true,
  outcome({ live, desired, written }, { policy }) {
    const shown = { attributes: live === null ? {} : { amazon_images: [ASSETS[live]] } }
    const one =
      written === undefined
        ? product(skuOf(ASIN), shown)
        : ownedBoot(ASIN, shown, { created: true, images: images(written) })
    const field = { path: 'attributes.amazon_images', pointer: '/attributes/amazon_images', groups: ['attributes'] }
    return told(planPictures(one, desired, policy), field)
  },
}

const THUMBNAIL: Form = {
  name: 'a thumbnail',
  always: true,
  outcome({ live, desired, written }, { policy }) {
    const shown = {
      ...(live === null ? {} : { thumbnail: ASSETS[live] }),
      attributes: { amazon_images: Object.values(ASSETS) },
    }
    const fields = written === undefined ? {} : { thumbnail: fingerprint('assets', written && ASSETS[written], digest) }
    const one = ownedBoot(ASIN, shown, { images: images(desired), fields })
    return told(planPictures(one, desired, policy), { path: 'thumbnail', pointer: '/thumbnail', groups: [] })
  },
}

const [CODE, SIZE] = ['north/hat', 'north/hat/7']
const STALL = stallTraits({ posters: false })
const WORKSPACE = oddWorkspace()

interface StallField {
  path: string
  label: string
  /** What others have put there. */
  theirs?: string
}

/** A field of a good or of one of its sizes. */
function ofStall(name: string, field: StallField): Form {
  const { path, theirs } = field
  return {
    name,
    ...(theirs === undefined ? {} : { shared: true as const }),
    outcome(cell, way) {
      const contents = assemblePlan(stallInput(field, cell, way))
      return told(contents, { path, pointer: `/${path}`, groups: PARTS })
    },
  }
}

function stallInput({ path, label, theirs }: StallField, cell: Cell, { rule, policy, clear = false }: Way): PlanInput {
  const inSize = path.startsWith('sizes/')
  const ruled = (specs: AttributeSpec[] = []) =>
    specs.filter((one) => one.label === label).map((one) => ({ ...one, write: rule, clear }))
  const fields = {
    ...(inSize ? { [`sizes/${escaped(SIZE)}/code`]: SIZE } : {}),
    ...stored(path, cell.live === null && cell.written === undefined ? null : asStored(cell.live, theirs)),
    ...(cell.written === undefined ? {} : { baseline: baselineOf(path, asStored(cell.written, theirs && [])) }),
  }
  const said = inSize
    ? { sizes: [{ id: 'hat/7', size: cell.desired ?? '', price: '1' }] }
    : { [label]: asStored(cell.desired, theirs && []) }
  const settings = { ...WORKSPACE.settings, policy: { ...WORKSPACE.settings.policy, ...policy } }
  return {
    settings,
    attributes: inSize ? [] : ruled(WORKSPACE.attributes),
    variants: inSize ? ruled(WORKSPACE.variants) : [],
    overrides: [],
    sources: sourcesOf({ shop: 'north', id: 'hat', name: 'Hat', ...said }, settings),
    shops: WORKSPACE.shops,
    keys: keysOf({ ...WORKSPACE, settings }),
    live: {
      read_at: '2026-11-21T03:00:00Z',
      complete: true,
      resources: { good: [{ kind: 'good', key: CODE, id: '1', fields }] },
      missing: [],
    },
    traits: STALL,
    selection: EVERYTHING,
    allow: new Set(),
    memory: { created: new Set(), deadImages: new Set(), takenOff: new Set() },
    digest,
  }
}

/** Of a list that others add to, ours behind theirs. */
function asStored(value: Value, theirs: string | never[] | undefined): Json {
  return theirs === undefined ? value : [theirs, value ?? []].flat()
}

function stored(path: string, value: Json): { [path: string]: Json } {
  return value === null ? {} : { [path]: value }
}

function escaped(key: string): string {
  return key.replaceAll('/', '~1')
}

function sourcesOf(ware: Ware, own: Settings) {
  const items = wareRows(ware)
  const facts = { provider: 'bazaar', marketplace: ware.shop, query: {}, complete: true, counts: {} }
  const header = headerFor({ ...facts, exported_at: '2026-11-21T02:00:00Z' }, items)
  return toItems([{ header, items, diagnostics: [] }], BAZAAR, own)
}

function baselineOf(path: string, value: Json): string {
  const field = STALL.kinds[0]?.field(path)
  if (!field) throw new Error('The stall has goods.')
  const fields = { [path]: printOf(field, value, digest) }
  const about = { account: '', sku: CODE, scope: 'prairie', run: 'r1', created: true }
  return formatBaseline({ ...about, fields, images: [], links: {} }, digest)
}

export const FORMS: Form[] = [
  VALUE,
  ofStall('a set that others add to', { path: 'tags', label: 'tags', theirs: 'sale' }),
  ofStall('an ordered list that others add to', { path: 'lines', label: 'lines', theirs: 'sale' }),
  ofStall('a value of a part', { path: `sizes/${escaped(SIZE)}/size`, label: 'size' }),
  GALLERY,
  THUMBNAIL,
]
