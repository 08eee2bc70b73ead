import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
import { doneOf, NOTHING_YET, seen, type View } from '../../src/ui/live/view.ts'
import { createProgramWorld } from './program.ts'

type Line = Event & { v: number; at: string; run_id: string | null }

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, '../../specs/schemas/event.schema.json'), 'utf8'))

/** Whole lines, each as the schema says. */
function linesOf(text: string): Line[] {
  const check = new Ajv2020({ formats: { 'date-time': isTime } }).compile(SCHEMA)
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const value = JSON.parse(line)
      expect(check(value), `${line}\n${JSON.stringify(check.errors)}`).toBe(true)
      return value
    })
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

function viewOf(lines: readonly Line[]): View {
  return lines.reduce((view, line) => seen(view, line, Date.parse(line.at)), NOTHING_YET)
}

test('one file tells an export, a plan and an apply, and what a watcher saw can be made of it again', async () => {
  const world = await createProgramWorld({ listings: 12 })
  for (const command of ['export', 'plan --out plan.json', 'apply plan.json']) {
    expect((await world.run(...command.split(' '), '--events', 'events.ndjson')).code).toBe(0)
  }

  const lines = linesOf(readFileSync(join(world.folder, 'events.ndjson'), 'utf8'))

  const plan = JSON.parse(readFileSync(join(world.folder, 'plan.json'), 'utf8'))
  const types = lines.map(({ type }) => type)
  const count = (type: Event['type']) => types.filter((one) => one === type).length
  expect([...new Set(types)]).toEqual(
    expect.arrayContaining(['export.started', 'export.finished', 'read.started', 'read.progress', 'read.finished']),
  )
  expect(lines.find(({ type }) => type === 'plan.made')).toMatchObject({ plan_id: plan.plan_id, applyable: true })
  expect(count('operation.finished')).toBe(plan.operations.length)
  expect(types.at(-1)).toBe('run.finished')

  const { readings, run } = viewOf(lines)
  expect(readings.map(({ name, state }) => [name, state])).toEqual([
    ['Amazon US', 'done'],
    ['Plytix', 'done'],
  ])
  expect(run).toMatchObject({ operations: plan.operations.length, status: 'complete', failures: [] })
  expect(run && doneOf(run)).toBe(plan.operations.length)
})

test('a reader can follow the file while it grows: every line is whole as soon as it is there', async () => {
  const world = await createProgramWorld({ listings: 12, plytix: { latencyMs: 20 } })
  await world.run('plan', '--out', 'plan.json')
  const path = join(world.folder, 'events.ndjson')
  const running = world.start('apply', 'plan.json', '--events', 'events.ndjson')
  const open = world.hold(20)
  await world.written(20)

  const early = linesOf(readFileSync(path, 'utf8'))
  expect(early.map(({ type }) => type)).toContain('operation.finished')
  expect(viewOf(early).run).toMatchObject({ ended: null, status: null })

  open()
  expect((await running.ended).code).toBe(0)
  const whole = linesOf(readFileSync(path, 'utf8'))
  expect(whole.slice(0, early.length)).toEqual(early)
  expect(whole.at(-1)).toMatchObject({ type: 'run.finished', result: { status: 'complete' } })
})

test('a wait that the service asks for is an event of its own', async () => {
  const faults = [{ effect: '429' as const, kind: 'write' as const, nth: 3, ttl: 6000 }]
  const world = await createProgramWorld({ listings: 3, plytix: { faults } })
  await world.run('plan', '--out', 'plan.json')

  const applied = await world.run('apply', 'plan.json', '--events', 'events.ndjson')

  expect(applied.code).toBe(0)
  const lines = linesOf(readFileSync(join(world.folder, 'events.ndjson'), 'utf8'))
  expect(lines.find(({ type }) => type === 'call.waiting')).toMatchObject({
    seconds: 6,
    reason: 'Plytix says that there are too many calls',
  })
})
