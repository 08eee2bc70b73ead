import { afterEach, expect, test } from 'vitest'
import { type Fields, texts } from '../../../../src/model/fields.ts'
import type { Change } from '../../../../src/model/target.ts'
import { type Random, randomOf } from '../../../../src/sandbox/catalogue/random.ts'
import { type Deed, somebodyAdds } from '../../../../src/sandbox/shopify/people/somebody.ts'
import { creation, openWriteWorld, part, sized, update, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const RUNS = 40
const EFFECTS = ['reset-after', 'reset-before', '502-after', 'truncated', 'throttled'] as const
const OURS = ['ours', 'more', 'new', 'boots']

interface Round {
  random: Random
  files: string[]
  /** As the last look has it. */
  live: Fields
}

/** What a change says of the product itself: some of all that can be said; lists as they are with ours among them. */
function someFields({ random, files, live }: Round): Fields {
  const beside = (path: string, ours: string[]): string[] => {
    const theirs = texts(live[path]).filter((one) => !OURS.includes(one) && !files.includes(one))
    return [...ours, ...theirs]
  }
  const all: Fields = {
    title: `Shoe ${random.integer(0, 99)}`,
    vendor: 'Acme',
    tags: beside('tags', random.pick([['ours'], ['ours', 'more'], ['new'], []])),
    collections: beside('collections', random.pick([[], ['boots']])),
    publications: random.pick([['Shop'], ['Online Store']]),
    'metafields.custom.material': random.pick(['Suede', 'Wool', null]),
    media: beside('media', random.pick([files, files.toReversed(), files.slice(0, 1)])),
    'seo.title': 'Found',
  }
  return Object.fromEntries(Object.entries(all).filter(() => random.chance(0.3)))
}

function somePart(random: Random, number: number): Change[] {
  const choices: Change[] = [
    part('a-1', { price: String(random.integer(1, 99)) }, 'update'),
    part('a-2', { options: { Size: `${20 + number}` } }, 'update'),
    part('a-2', {}, 'delete'),
    sized(`n-${number}`, `${50 + number}`),
    part('a-1', { options: { Size: '9', Color: 'Red' } }, 'update'),
  ]
  return random.chance(0.5) ? [] : [random.pick(choices)]
}

test.each(Array.from({ length: RUNS }, (_, seed) => seed))(
  'what people add stays, whatever is written: run %d',
  async (seed) => {
    const random = randomOf(seed)
    const shop = await openWriteWorld({ asyncMs: 800, searchDelayMs: 5000 })
    world = shop
    const { sim } = shop
    sim.person(BOOTS)
    const made = await Promise.all(['1.jpg', '2.jpg'].map((name) => shop.write(upload(name))))
    const files = made.map((file) => ('id' in file ? file.id : ''))
    const id = await shop.made(creation('a', { media: files, tags: ['ours'] }, [sized('a-1', '9'), sized('a-2', '10')]))
    const deeds: Deed[] = []
    const somebody = (): void => {
      const number = seed * 100 + deeds.length
      const deed = random.chance(0.6) ? somebodyAdds({ person: sim.person, store: sim.store, random, number }) : null
      if (deed) deeds.push(deed)
      sim.store.settle()
    }

    for (let round = 1; round <= 4; round += 1) {
      somebody()
      const live = await shop.look('a')
      const change = update(['a', id], someFields({ random, files, live }), somePart(random, round))
      somebody()
      sim.options.faults = random.chance(0.3) ? [{ effect: random.pick(EFFECTS), kind: 'mutation', nth: 1 }] : []
      await shop.write(change)
      sim.options.faults = []
    }

    expect(deeds.filter((deed) => !deed.stands(sim.store)).map(({ kind, what }) => [kind, what])).toEqual([])
    expect(shop.withKey('a')).toHaveLength(1)
  },
)

const BOOTS =
  'mutation { collectionCreate(collection: { title: "Boots" }) { collection { id } userErrors { message } } }'
