import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { edit } from '../state/sqlite/damages.ts'
import { examine, problems, Stages } from './examined.ts'
import type { Stage } from './stage.ts'

const stages = new Stages()

afterAll(() => stages.close())

/** A stage on which a plan was applied, all calls of it forgotten. */
async function applied(...args: string[]): Promise<Stage> {
  const stage = await stages.open()
  await stage.apply(...args)
  stage.sandbox.plytix.resetCounts()
  return stage
}

const database = (stage: Stage): string => stage.workspace.path('state/default/state.db')

describe('the state', () => {
  test.concurrent('is sound after an apply, and what a plan needs is there', async () => {
    const report = await examine(await applied())

    expect(problems(report)).toEqual([])
    expect(report.named('state.database')).toMatchObject([{ message: 'The database is sound.' }])
    expect(report.named('state.lock')).toMatchObject([{ message: 'Nobody holds the lock.' }])
    expect(report.named('target.plytix.attributes')[0]?.message).toMatch(/^All 20 attributes/)
    expect(report.named('source.amazon.export')[0]?.message).toMatch(/less than an hour old, with \d+ listings/)
  })

  test.concurrent('tells who holds the lock, and is no problem for that', async () => {
    const stage = await applied()
    const claim = `lock_id = 'lock-0badcafe', host = '${hostname()}', pid = ${process.pid}, command = 'sync apply', since = '2026-11-28T03:00:00Z', beat_at = 1`
    edit(database(stage), `UPDATE lock SET ${claim}`)

    const report = await examine(stage)

    expect(report.ok).toBe(true)
    expect(report.named('state.lock')).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringMatching(/^"sync apply" holds the lock \(process \d+ on /),
        hint: expect.stringContaining('sync state unlock lock-0badcafe'),
      },
    ])
  })

  test.concurrent('tells which run did not end, and how it goes on', async () => {
    const stage = await applied('--budget', '5')

    const report = await examine(stage)

    const [runs] = report.named('state.runs')
    expect(runs).toMatchObject({ severity: 'warning', hint: expect.stringMatching(/sync apply --resume \d{8}T/) })
  })

  test.concurrent.each<[string, (file: string) => void, RegExp]>([
    ['lost', (file) => rmSync(file), /was lost: the folders of 1 run/],
    ['lost, with an empty one in its place', emptied, /was lost: the folders of 1 run/],
    ['damaged', (file) => edit(file, 'DROP TABLE operations'), /is damaged/],
    ['of another program', replaced, /of another program/],
  ])('is a problem when its database is %s', async (_, damage, message) => {
    const stage = await applied()
    for (const log of ['-wal', '-shm']) rmSync(database(stage) + log, { force: true })
    damage(database(stage))

    const report = await examine(stage)

    expect(problems(report)).toEqual(['state.database'])
    expect(report.named('state.database')[0]?.message).toMatch(message)
  })
})

function emptied(file: string): void {
  edit(file, 'DELETE FROM operations', 'DELETE FROM runs', 'UPDATE lock SET fence = 0')
}

function replaced(file: string): void {
  rmSync(file)
  edit(file, 'CREATE TABLE bookmarks (url TEXT)')
}
