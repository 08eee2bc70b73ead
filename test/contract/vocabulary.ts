import { expect } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { LiveQuery, LiveState, ValueKind } from '../../src/model/live.ts'
import type { Applied, Target, Write } from '../../src/model/target.ts'

/** A target over an account of its own that holds nothing but one family. */
export interface TargetFixture {
  target: Target
  family: { id: string; name: string }
  /** An address that the target can fetch an image from, for a file name. */
  imageUrl(filename: string): string
  /** Releases what the fixture holds, apart from the target itself. */
  close(): Promise<void>
}

const running = () => new AbortController().signal
const TITLE = 'Contract Title'
const GALLERY = 'Contract Images'
const COLOR = 'Contract Color'

export type Of<K extends Write['kind'], A extends Write['action']> = Extract<Write, { kind: K; action: A }>

export interface Context {
  fixture: TargetFixture
  say: ReturnType<typeof speakTo>
}

/** What the tests say to a target, in its own types. */
export function speakTo({ target, family }: TargetFixture) {
  const { traits } = target
  const typeOf = (kind: ValueKind): string =>
    Object.keys(traits.types).find((type) => traits.types[type] === kind) ?? expect.fail(`no type holds ${kind}`)
  const label = (name: string): string => traits.slug(name)
  const query: LiveQuery = {
    attributes: [label(TITLE), label(COLOR), 'contract_missing'],
    relationships: [{ label: label('Contract Links'), name: 'Contract Links' }],
    family: family.name,
    gallery: label(GALLERY),
    baseline: traits.baseline.label,
    owns: (sku) => sku.startsWith('AMZN-'),
    explained: () => false,
  }
  const write = (one: Write): Promise<Applied> => target.write(one, running())
  const must = async (one: Write): Promise<string> => {
    const answer = await write(one)
    if (answer.outcome !== 'applied') throw new Error(`${one.kind} was not applied: ${JSON.stringify(answer)}`)
    return answer.id
  }
  const attribute = (name: string, type: string, options: string[] = []): Of<'attribute', 'create'> => ({
    kind: 'attribute',
    action: 'create',
    label: label(name),
    name,
    type,
    options,
    family: null,
  })
  return {
    label,
    write,
    must,
    read: (): Promise<LiveState> => target.read(query, running()),
    look: (...skus: string[]) => target.look(skus, query, running()),
    title: attribute(TITLE, typeOf('text')),
    color: attribute(COLOR, typeOf('choice'), ['Brown', 'Black']),
    gallery: attribute(GALLERY, traits.gallery.type),
    baseline: attribute(traits.baseline.name, traits.baseline.type),
    links: { kind: 'relationship', action: 'create', label: label('Contract Links'), name: 'Contract Links' } as const,
    product: (sku: string, attributes: JsonObject = {}, more: JsonObject = {}): Of<'product', 'create'> => ({
      kind: 'product',
      action: 'create',
      sku,
      fields: { label: `Boot ${sku}`, ...more, attributes },
      family: null,
    }),
  }
}
