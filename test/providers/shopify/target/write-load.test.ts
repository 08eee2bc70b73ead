import { expect, test } from 'vitest'
import type { Applied } from '../../../../src/model/target.ts'
import { createScaledClock } from '../../../support/scaled-clock.ts'
import { creation, openWriteWorld, sized, upload, type WriteWorld } from './write-world.ts'

const PRODUCTS = 200
const FILES = 3
const SIZES = ['8', '9', '10', '11']

/** What one product costs and what 250 files do (shopify.dev, productSet and fileCreate), and nothing else. */
const LOWER =
  PRODUCTS * Math.round(10 + 0.2 * SIZES.length + 0.4 * (2 + SIZES.length) + 1.9 * FILES) +
  20 * Math.ceil((PRODUCTS * FILES) / 250)

type Task = () => Promise<Applied>

/** Files first, then products, as many at once as are worth it: as a run takes operations out of its plan. */
async function load({ line, write }: WriteWorld): Promise<Applied[]> {
  const keys = Array.from({ length: PRODUCTS }, (_, at) => `p${at}`)
  const pictures = new Map(
    keys.flatMap((key) =>
      Array.from({ length: FILES }, (_, at) => [`${key}-${at}.jpg`, Promise.withResolvers<string>()]),
    ),
  )
  const files = [...pictures].map(
    ([name, { resolve }]): Task =>
      async () => {
        const answer = await write(upload(name))
        resolve('id' in answer ? answer.id : '')
        return answer
      },
  )
  const ready: Task[] = [...files]
  const answers: Applied[] = []
  let running = 0
  const { promise, resolve } = Promise.withResolvers<Applied[]>()
  const fill = (): void => {
    while (running < line.atOnce && ready.length > 0) {
      const task = ready.shift() as Task
      running += 1
      void task().then((answer) => {
        answers.push(answer)
        running -= 1
        fill()
      })
    }
    if (answers.length === PRODUCTS * (FILES + 1)) resolve(answers)
  }
  for (const key of keys) {
    const own = [...pictures].filter(([name]) => name.startsWith(`${key}-`)).map(([, file]) => file.promise)
    void Promise.all(own).then((media) => {
      ready.push(() =>
        write(
          creation(
            key,
            { media },
            SIZES.map((size) => sized(`${key}-${size}`, size)),
          ),
        ),
      )
      fill()
    })
  }
  fill()
  return promise
}

test('a first load costs hardly more than its products and files, and no call of it is one too many', async () => {
  const world = await openWriteWorld({ clock: createScaledClock(10), fileMs: 5000 })
  const { sim } = world
  const answers = await load(world)
  const spent = sim.calls.reduce((total, { actualCost }) => total + (actualCost ?? 0), 0)

  expect(answers.every(({ outcome }) => outcome === 'applied')).toBe(true)
  expect(sim.store.table('ProductVariant').size).toBe(PRODUCTS * SIZES.length)
  expect(spent / LOWER).toBeLessThanOrEqual(1.05)
  expect(sim.calls.filter(({ code }) => code === 'THROTTLED')).toEqual([])
  await world.close()
}, 60_000)
