import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
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

test('gathers after a commit what answers bring that are there at the same time, turn by turn of the event loop', async () => {
  const { disk, group, writing } = notedGroup()
  await group.durable(writing('intent A'))

  const waiting = [group.durable(writing('intent B'))]
  queueMicrotask(() => waiting.push(group.durable(writing('intent C'))))
  await Promise.resolve()
  group.later(writing('outcome A'))
  await Promise.all(waiting)

  expect(disk.commits).toEqual([['intent A'], ['outcome A', 'intent B', 'intent C']])
})

test('writes after some turns, also when each of them brings more', async () => {
  const { disk, group, writing } = notedGroup()
  await group.durable(writing('intent A'))
  void group.durable(writing('intent B'))

  let turns = 0
  for (; disk.commits.length < 2; turns += 1) {
    group.later(writing('outcome'))
    await setImmediate()
  }

  expect(turns).toBeGreaterThan(1)
  expect(turns).toBeLessThan(20)
})
