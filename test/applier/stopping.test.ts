import { expect, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import { boot, bootmaker, create, createWorld, operation, refusal, update } from './world.ts'

test('stops starting operations when it is told to, and finishes those in flight', async () => {
  const stop = new AbortController()
  const plan = Array.from({ length: 6 }, (_, n) => create(`AMZN-US-B0${n}`))
  const signals: boolean[] = []
  const world = createWorld({
    ticks: () => 5,
    answer: (write) => {
      if (write.kind === 'product' && write.key.endsWith('0')) stop.abort()
      signals.push(stop.signal.aborted)
      return null
    },
  })

  const { result } = await world.run(plan, { signal: stop.signal, concurrency: 2 })

  expect(signals).toEqual([true, true])
  expect(result).toMatchObject({ status: 'interrupted', resume: 'sync apply --resume 20261121T030000Z-3f2a' })
  expect(result.operations).toMatchObject({ succeeded: 2, pending: 4 })
  expect(world.target.snapshot().products).toHaveLength(2)
  expect(world.journal.lines.at(-1)).toBe('end interrupted')
})

test('leaves an operation open that the target gives back when it is told to stop', async () => {
  const stop = new AbortController()
  const world = createWorld()
  const write: typeof world.target.write = async (_one, signal) => {
    stop.abort()
    signal.throwIfAborted()
    throw new Error('The signal does not reach the target.')
  }

  const { result, notes } = await world.run([create('AMZN-US-B01'), create('AMZN-US-B02')], {
    target: { ...world.target, write },
    signal: stop.signal,
    concurrency: 1,
  })

  expect(result).toMatchObject({ status: 'interrupted', operations: { pending: 2 } })
  expect(notes).toEqual([])
  expect(world.journal.lines.slice(1)).toEqual(['intend create:product.AMZN-US-B01', 'end interrupted'])
})

test('writes nothing more when it was stopped during the check', async () => {
  const stop = new AbortController()
  const live = boot('AMZN-US-B01', { label: 'Bomber' })
  const world = createWorld({ seed: bootmaker([live]) })
  const look: typeof world.target.look = async (...query) => {
    const found = await world.target.look(...query)
    stop.abort()
    return found
  }

  const { result } = await world.run([update(live, { label: 'Bomber II' })], {
    target: { ...world.target, look },
    signal: stop.signal,
  })

  expect(result).toMatchObject({ status: 'interrupted', operations: { pending: 1 }, calls: { writes: 0 } })
})

test('does not read products whose operations are skipped', async () => {
  const products = ['B01', 'B02', 'B03'].map((asin) => boot(`AMZN-US-${asin}`, { label: 'Bomber' }))
  const world = createWorld({
    seed: bootmaker(products),
    answer: (write) => (write.kind === 'attribute' ? refusal() : null),
  })
  const pages: string[][] = []
  const look: typeof world.target.look = (named, ...rest) => {
    pages.push(named.map(({ key }) => key))
    return world.target.look(named, ...rest)
  }
  const definition = operation({ id: 'create:attribute.amazon_size', after: { name: 'Amazon Size', type: 'Text' } })
  const updates = products.map((product, n) =>
    update(product, { label: 'Bomber II' }, { depends_on: n < 2 ? [definition.id] : [] }),
  )

  await world.run([definition, ...updates], { target: { ...world.target, look }, concurrency: 1 })

  expect(pages).toEqual([['AMZN-US-B03']])
})

test('starts nothing when it was stopped before it began, and is complete when it was stopped too late', async () => {
  const late = new AbortController()
  const world = createWorld({
    answer: () => {
      late.abort()
      return null
    },
  })

  const before = await world.run([create('AMZN-US-B01')], { signal: AbortSignal.abort() })
  const after = await world.run([create('AMZN-US-B02')], { signal: late.signal })

  expect(before.result).toMatchObject({ status: 'interrupted', operations: { pending: 1 } })
  expect(after.result).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })
})

test('stops without a word when the check is cut off by the stop', async () => {
  const stop = new AbortController()
  const live = boot('AMZN-US-B01', { label: 'Bomber' })
  const world = createWorld({ seed: bootmaker([live]) })
  const look: typeof world.target.look = async (_skus, _query, signal) => {
    stop.abort()
    throw signal.reason
  }

  const { result, notes } = await world.run([update(live, { label: 'Bomber II' })], {
    target: { ...world.target, look },
    signal: stop.signal,
  })

  expect(result).toMatchObject({ status: 'interrupted', operations: { pending: 1 } })
  expect(notes).toEqual([])
})

test('ends interrupted, with the reason, when the target cannot go on', async () => {
  const world = createWorld({
    ticks: (write) => (write.kind === 'product' && write.key.endsWith('1') ? 9 : 0),
    answer: (write) => {
      if (write.kind === 'product' && write.key.endsWith('2')) {
        throw new ProviderError('signed-out', 'Memory refuses the credentials.', { hints: ['Sign in.'] })
      }
      return null
    },
  })

  const { result, notes } = await world.run(
    ['1', '2', '3', '4'].map((n) => create(`AMZN-US-B0${n}`)),
    { concurrency: 2 },
  )

  expect(result).toMatchObject({ status: 'interrupted', operations: { succeeded: 1, pending: 3 } })
  expect(notes).toMatchObject([{ severity: 'error', code: 'signed-out', hint: 'Sign in.' }])
  expect(world.journal.lines).toContain('intend create:product.AMZN-US-B02')
  expect(world.journal.lines.at(-1)).toBe('end interrupted')
})

test('throws what is a fault of the program, once the run is written down', async () => {
  const world = createWorld({
    answer: () => {
      throw new TypeError('no such method')
    },
  })

  await expect(world.run([create('AMZN-US-B01')])).rejects.toThrow(TypeError)
  expect(world.journal.lines.at(-1)).toBe('end interrupted')
})
