import type { Session } from './client.ts'
import { toAttribute, toRelationship } from './convert.ts'
import { readAll } from './read-all.ts'
import type { PimAttribute, PimRelationship } from './records.ts'

/** Milliseconds before an attribute that a write needs is looked for again: searches lag behind what was just made. */
const WAITS = [0, 1000, 2000, 4000]

/** The account's attributes and relationships, read once and kept up to date by what is created here. */
export class Definitions {
  #attributes: Promise<Map<string, PimAttribute>> | null = null
  /** Made or changed here; a search may not show them yet. */
  readonly #own = new Map<string, PimAttribute>()
  /** Labels that were looked for in vain. */
  readonly #absent = new Set<string>()
  readonly #ownRelationships = new Map<string, PimRelationship>()
  #relationships: Promise<Map<string, PimRelationship>> | null = null

  /** Forgets what was read. */
  reset(): void {
    this.#attributes = null
    this.#relationships = null
    this.#absent.clear()
  }

  /** By label; read again, for some seconds, while one of the labels in need is not among them. @throws ProviderError */
  async attributes(session: Session, needed: string[] = []): Promise<Map<string, PimAttribute>> {
    let reading = this.#readAttributes(session)
    const lacking = needed.filter((label) => !this.#absent.has(label))
    for (const wait of WAITS) {
      const known = await reading
      if (lacking.every((label) => known.has(label))) return known
      if (wait > 0) await session.wait(wait)
      if (this.#attributes === reading) this.#attributes = null
      reading = this.#readAttributes(session)
    }
    const known = await reading
    for (const label of lacking) if (!known.has(label)) this.#absent.add(label)
    return known
  }

  /** Takes in an attribute that was made or changed just now. */
  async addAttribute(attribute: PimAttribute): Promise<void> {
    this.#own.set(attribute.label, attribute)
    this.#absent.delete(attribute.label)
    const known = await this.#attributes
    known?.set(attribute.label, attribute)
  }

  /** Takes in a relationship that was made just now. */
  async addRelationship(relationship: PimRelationship): Promise<void> {
    this.#ownRelationships.set(relationship.label, relationship)
    const known = await this.#relationships
    known?.set(relationship.label, relationship)
  }

  #readAttributes(session: Session): Promise<Map<string, PimAttribute>> {
    this.#attributes ??= readAttributes(session).then(
      (found) => new Map([...this.#own, ...found]),
      (error: unknown) => {
        this.#attributes = null
        throw error
      },
    )
    return this.#attributes
  }

  /** By label. @throws ProviderError */
  relationships(session: Session): Promise<Map<string, PimRelationship>> {
    this.#relationships ??= readRelationships(session).then(
      (found) => new Map([...this.#ownRelationships, ...found]),
      (error: unknown) => {
        this.#relationships = null
        throw error
      },
    )
    return this.#relationships
  }
}

async function readAttributes(session: Session): Promise<Map<string, PimAttribute>> {
  const rows = await readAll(session, {
    path: '/api/v1/attributes/product/search',
    what: 'the attributes',
    columns: ['name', 'label', 'type_class', 'options'],
    order: 'name',
    key: 'label',
  })
  return new Map(rows.map(toAttribute).map((attribute) => [attribute.label, attribute]))
}

async function readRelationships(session: Session): Promise<Map<string, PimRelationship>> {
  const rows = await readAll(session, {
    path: '/api/v1/relationships/search',
    what: 'the relationships',
    columns: ['name', 'label'],
    order: 'label',
    key: 'label',
  })
  return new Map(rows.map(toRelationship).map((relationship) => [relationship.label, relationship]))
}
