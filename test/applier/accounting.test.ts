import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Operation } from '../../src/model/plan.ts'
import { OUTCOMES } from '../../src/model/run.ts'
import type { Change } from '../../src/model/target.ts'
import { boot, bootmaker, create, createWorld, link, refusal, upload, type World } from './world.ts'

interface Shape {
  assets: number
  products: { images: number[]; parents: number[] }[]
  links: { targets: number[]; owner: number }[]
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  assets: fc.integer({ min: 0, max: 5 }),
  products: fc.array(
    fc.record({ images: fc.array(fc.nat(4), { maxLength: 3 }), parents: fc.array(fc.nat(20), { maxLength: 2 }) }),
    { maxLength: 12 },
  ),
  links: fc.array(fc.record({ targets: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), owner: fc.nat(20) }), {
    maxLength: 6,
  }),
})

const CANONICAL = boot('MCA0032')
const sku = (n: number): string => `AMZN-US-B0${n}`
const unique = <T>(list: T[]): T[] => [...new Set(list)]

/** Uploads, creates that need some of them and some earlier creates, links from a canonical or from a new product. */
function build({ assets, products, links }: Shape): Operation[] {
  const uploads = Array.from({ length: assets }, (_, n) => upload(`7${n}.jpg`))
  const creates = products.map(({ images, parents }, n) => {
    const gallery = unique(images.filter((image) => image < assets).map((image) => `asset.7${image}.jpg`))
    const earlier = unique(parents.filter((parent) => parent < n)).map((parent) => `create:product.${sku(parent)}`)
    const depends_on = [...gallery.map((asset) => `upload:${asset}`), ...earlier]
    return create(sku(n), { attributes: { amazon_images: gallery } }, { depends_on })
  })
  const joined = links.flatMap(({ targets, owner }, n) => {
    const known = unique(targets.filter((target) => target < products.length && target !== owner)).map(sku)
    if (known.length === 0) return []
    const made = owner < products.length ? sku(owner) : null
    const depends_on = [...known, ...(made ? [made] : [])].map((one) => `create:product.${one}`)
    const source = made ? { ...boot(made), id: null } : CANONICAL
    const operation = link(source as typeof CANONICAL, known, { depends_on })
    return [{ ...operation, id: `${operation.id}#${n}` }]
  })
  return [...uploads, ...creates, ...joined]
}

const keyOf = (write: Change): string =>
  write.kind === 'asset' ? write.key : write.kind === 'product' ? write.key : write.kind === 'link' ? 'link' : ''

const productOfWrite = (write: Change): string =>
  write.kind === 'link' ? String(write.id) : write.kind === 'product' ? `id-of-${write.key}` : `alone-${keyOf(write)}`

/** Outcomes as the rules say, worked out one by one. */
function expected(operations: Operation[], refused: (key: string) => boolean): Map<string, string> {
  const outcomes = new Map<string, string>()
  const good = (id: string): boolean => outcomes.get(id) === 'succeeded' || outcomes.get(id) === 'adopted'
  for (const operation of operations) {
    const targets = ((operation.after.targets ?? []) as string[]).map((address) => `create:${address}`)
    const hard = operation.depends_on.filter((id) => !id.startsWith('upload:') && !targets.includes(id))
    const there = targets.filter(good).length
    if (!hard.every(good) || (targets.length > 0 && there === 0)) outcomes.set(operation.id, 'skipped')
    else if (there < targets.length) outcomes.set(operation.id, 'failed')
    else if (targets.length > 0) outcomes.set(operation.id, 'linked')
    else outcomes.set(operation.id, refused(operation.address.replace(/^\w+\./, '')) ? 'failed' : 'succeeded')
  }
  return outcomes
}

test('accounts for every operation, in dependency order, one write at a time per product', async () => {
  const property = fc.asyncProperty(
    shapes,
    fc.nat(2 ** 17),
    fc.integer({ min: 1, max: 9 }),
    async (shape, mask, concurrency) => {
      const operations = build(shape)
      const refused = (key: string): boolean => ((mask >> (Number(key.replace(/\D/g, '')) % 17)) & 1) === 1
      const flying = new Set<string>()
      let collisions = 0
      const world: World = createWorld({
        seed: bootmaker([CANONICAL]),
        ticks: (write) => {
          const product = productOfWrite(write)
          if (flying.has(product)) collisions += 1
          flying.add(product)
          return (mask + operations.length) % 5
        },
        answer: (write) => {
          flying.delete(productOfWrite(write))
          return write.kind !== 'link' && refused(keyOf(write)) ? refusal() : null
        },
      })

      const { result, outcomes } = await world.run(operations, { concurrency })

      const wanted = expected(operations, refused)
      const got = Object.fromEntries(
        Object.values(outcomes).map(({ id, outcome }) => [
          id,
          id.startsWith('link:') && outcome !== 'skipped' && outcome !== 'failed' ? 'linked' : outcome,
        ]),
      )
      expect(got).toEqual(Object.fromEntries(wanted))
      expect(OUTCOMES.reduce((sum, outcome) => sum + result.operations[outcome], 0)).toBe(operations.length)
      for (const outcome of OUTCOMES) {
        const count = Object.values(outcomes).filter((one) => one.outcome === outcome).length
        expect(result.operations[outcome]).toBe(count)
      }
      expect(result.failures.length).toBe(result.operations.failed)
      expect(collisions).toBe(0)
      expectOrder(operations, world)
    },
  )
  await fc.assert(property, { numRuns: 150 })
})

/** No operation starts before all that it depends on has finished; every intent is concluded. */
function expectOrder(operations: Operation[], { journal, events }: World): void {
  const finished = new Set<string>()
  const dependencies = new Map(operations.map(({ id, depends_on }) => [id, depends_on]))
  for (const event of events) {
    if (event.type === 'operation.started') {
      expect((dependencies.get(event.id) ?? []).filter((id) => !finished.has(id))).toEqual([])
    }
    if (event.type === 'operation.finished') finished.add(event.outcome.id)
  }
  const intended = journal.lines.filter((line) => line.startsWith('intend ')).length
  const started = events.filter(({ type }) => type === 'operation.started').length
  expect(intended).toBe(started)
  expect(finished.size).toBe(operations.length)
}
