import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Group } from '../../../src/state/sqlite/group.ts'

/** A group whose commits are noted, and fail while the disk is full. */
function notedGroup() {
  const disk = { commits: [] as string[][], full: false }
  let open: string[] = []
  const group = new Group((work) => {
    open = []
    work()
    if (disk.full) throw new Error('The disk is full.')
    disk.commits.push(open)
  })
  return { disk, group, writing: (what: string) => () => void open.push(what) }
}

test('writes what waits at the same time in one commit, outcomes first', async () => {
  const { disk, group, writing } = notedGroup()

  const waiting = ['B', 'C'].map((name) => group.durable(writing(`intent ${name}`)))
  group.later(writing('outcome A'))
  expect(disk.commits).toEqual([])
  await Promise.all(waiting)
  await group.durable(writing('intent D'))

  expect(disk.commits).toEqual([['outcome A', 'intent B', 'intent C'], ['intent D']])
})

test('tells everyone who waited that it failed, and gives up what they wanted but not what happened before', async () => {
  const { disk, group, writing } = notedGroup()
  disk.full = true
  group.later(writing('outcome A'))

  const waiting = await Promise.allSettled(['B', 'C'].map((name) => group.durable(writing(`intent ${name}`))))

  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  disk.full = false
  await group.durable()
  expect(disk.commits).toEqual([['outcome A']])
})

test('is silent about a failure that nobody waits for, until somebody does', async () => {
  const { disk, group, writing } = notedGroup()
  disk.full = true
  group.later(writing('outcome A'))
  await setImmediate()

  await expect(group.durable()).rejects.toThrow(/full/)
})

test('writes what nobody waits for soon, in one commit', async () => {
  const { disk, group, writing } = notedGroup()
  for (let n = 0; n < 3; n++) group.later(writing(`outcome ${n}`))

  await setImmediate()

  expect(disk.commits).toEqual([['outcome 0', 'outcome 1', 'outcome 2']])
})

test('does not wait for what the event loop does next', async () => {
  const { disk, group, writing } = notedGroup()
  let turned = false
  const turn = setImmediate().then(() => {
    turned = true
  })

  await group.durable(writing('intent A'))

  expect(disk.commits).toEqual([['intent A']])
  expect(turned).toBe(false)
  await turn
})

/** A group that the disk makes durable when it is told to. */
function slowGroup() {
  const syncs: PromiseWithResolvers<void>[] = []
  const written: string[] = []
  const group = new Group(
    (work) => work(),
    () => {
      const sync = Promise.withResolvers<void>()
      syncs.push(sync)
      return sync.promise
    },
  )
  const durable: string[] = []
  const put = (what: string) => group.durable(() => void written.push(what)).then(() => void durable.push(what))
  return { put, written, durable, syncs }
}

test('whoever waits goes on once the disk has it, and what comes meanwhile shares the next time', async () => {
  const { put, written, durable, syncs } = slowGroup()
  const first = put('A')
  await vi.waitUntil(() => syncs.length === 1)
  const others = [put('B'), put('C')]
  await setImmediate()

  expect(written).toEqual(['A', 'B', 'C'])
  expect(durable).toEqual([])
  syncs[0]?.resolve()
  await first
  await vi.waitUntil(() => syncs.length === 2)
  expect(durable).toEqual(['A'])
  syncs[1]?.resolve()
  await Promise.all(others)
})

test('what is wanted in one turn of the event loop goes on together, though it was written one after the other', async () => {
  const { put, durable, syncs } = slowGroup()
  const all = [put('A')]
  await Promise.resolve()
  all.push(put('B'))
  await vi.waitUntil(() => syncs.length === 1)

  syncs[0]?.resolve()
  await Promise.all(all)
  expect(durable).toEqual(['A', 'B'])
  expect(syncs).toHaveLength(1)
})

test('a disk that once could not make it durable is trusted no more', async () => {
  const { put, durable, syncs } = slowGroup()
  const first = put('A')
  await setImmediate()
  const second = put('B')
  await setImmediate()

  syncs[0]?.reject(new Error('The disk is broken.'))

  await expect(first).rejects.toThrow(/broken/)
  await expect(second).rejects.toThrow(/broken/)
  await expect(put('C')).rejects.toThrow(/broken/)
  expect(durable).toEqual([])
  expect(syncs).toHaveLength(1)
})
