import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Stage } from '../e2e/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open({ listings: 3 })
})
afterAll(() => stage.close())

/** Tells on standard error which modules of the logger are loaded. */
const WATCH = `import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    if (/pino/.test(url)) process.stderr.write('loaded: ' + url + '\\n')
    return next(url, context)
  },
})`

test('a program whose log nobody asked for loads no logger', async () => {
  const watch = stage.workspace.path('watch.mjs')
  writeFileSync(watch, WATCH)
  const NODE_OPTIONS = `--import ${watch}`

  const silent = await stage.syncIn({ env: { NODE_OPTIONS } }, 'runs')
  const logging = await stage.syncIn({ env: { NODE_OPTIONS, SYNC_LOG: 'error' } }, 'runs')

  expect(silent.stderr).toBe('')
  expect(logging.stderr).toContain('loaded: ')
})

test('the log goes to standard error, one JSON object a line, and leaves standard output alone', async () => {
  const quiet = await stage.sync('plan', '--json')
  const { stdout, stderr } = await stage.syncIn({ env: { SYNC_LOG: 'debug' } }, 'plan', '--json')

  expect(JSON.parse(stdout).plan_id).toBe(JSON.parse(quiet.stdout).plan_id)
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'))
  const events = lines.map((line) => JSON.parse(line) as { [name: string]: unknown })
  expect(events[0]).toMatchObject({
    level: 'info',
    event: 'command.started',
    command: 'plan',
    version: expect.any(String),
  })
  expect(events.at(-1)).toMatchObject({ event: 'command.finished', exit_code: 0 })
  expect(events).toContainEqual(
    expect.objectContaining({
      ...{ event: 'http.call', component: 'plytix', system: 'Plytix', operation: 'search products', status: 200 },
      ...{ attempt: 1, calls_left: expect.any(Object), bytes: expect.any(Number), ms: expect.any(Number) },
    }),
  )
})

test('an apply writes its run and every operation into the file of the log', async () => {
  const env = { SYNC_LOG: 'debug', SYNC_LOG_FILE: 'sync.log' }
  const { stdout, stderr } = await stage.syncIn({ env }, 'apply', '--auto-approve', '--json')
  const { run_id, operations } = JSON.parse(stdout)
  const events = readFileSync(stage.workspace.path('sync.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

  const finished = events.filter(({ event }) => event === 'operation.finished')
  expect(finished).toHaveLength(operations.succeeded)
  expect(new Set(finished.map((line) => line.run_id))).toEqual(new Set([run_id]))
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['lock.taken', 'plan.made', 'run.started', 'run.finished', 'lock.released']),
  )
  expect(stderr).not.toContain('"event"')
})
