import { expect } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { KindTraits, ValueKind } from '../../src/model/kinds.ts'
import type { Want } from '../../src/model/live.ts'
import type { Applied, Change, Named, Target } from '../../src/model/target.ts'
import { kindNamed } from '../../src/model/target-kinds.ts'
import type { Dialect } from '../../src/providers/plytix/dialect.ts'
import { slug } from '../../src/providers/plytix/facts.ts'
import { attributePath, type PimWorkspace } from '../../src/providers/plytix/kinds.ts'
import { newAttribute, newProduct, newRelationship } from './changes.ts'
import { workspaceOf } from './workspace.ts'

/** A target of the contract's workspace, over an account of its own that holds nothing but one family. */
export interface TargetFixture {
  target: Target
  /** How the account calls what it holds. */
  dialect: Dialect
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
const LINKS = 'Contract Links'
const OTHER_LINKS = 'Contract Hierarchy'
/** What the family of the account is called. */
export const FAMILY = 'Amazon'

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

export interface Context {
  fixture: TargetFixture
  say: ReturnType<typeof speakTo>
}

/** What the tests say to a target, in its own types. */
export function speakTo({ target, dialect }: TargetFixture) {
  const { traits } = target
  const want: Want = {
    paths: [TITLE, COLOR, 'Contract Missing'].map((name) => attributePath(slug(name))),
    owns: (sku) => sku.startsWith('AMZN-'),
    explained: () => false,
  }
  const write = (one: Change): Promise<Applied> => target.write(one, running())
  const must = async (one: Change): Promise<string> => {
    // Where nothing has to be defined, everything can be written at once.
    if (one.kind === 'attribute' && !kindNamed(traits, one.kind)) return ''
    const answer = await write(one)
    if (answer.outcome !== 'applied') throw new Error(`${one.kind} was not applied: ${JSON.stringify(answer)}`)
    return answer.id
  }
  const lookFor = (...named: Named[]) => target.look(named, want, running())
  return {
    write,
    must,
    /** As many at once as the target gathers. */
    async mustAll(changes: Change[]): Promise<void> {
      const together = traits.inFlight ?? 1
      for (let start = 0; start < changes.length; start += together)
        await Promise.all(changes.slice(start, start + together).map(must))
    },
    read: () => target.read(want, running()),
    look: (...skus: string[]) => lookFor(...skus.map((key) => ({ kind: 'product', key }))),
    lookFor,
    kind: (name: string): KindTraits => kindNamed(traits, name) ?? expect.fail(`there is no kind ${name}`),
    title: newAttribute({ name: TITLE, type: typeOf('text', dialect) }),
    color: newAttribute({ name: COLOR, type: typeOf('choice', dialect), options: ['Brown', 'Black'] }),
    gallery: newAttribute({ name: GALLERY, type: dialect.galleryType }),
    baseline: newAttribute({ name: dialect.baseline.name, type: dialect.baseline.type }),
    links: newRelationship(LINKS),
    /** Attributes by the path of their values. */
    at: ({ key }: Change): string => attributePath(key),
    product: (sku: string, attributes: JsonObject = {}, more: JsonObject = {}): Change =>
      newProduct(sku, { label: `Boot ${sku}`, ...more, attributes }),
  }
}
