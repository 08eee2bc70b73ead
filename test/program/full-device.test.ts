import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Stage } from '../e2e/stage.ts'
import { ROOT } from '../support/program.ts'

const FULL = '/dev/full'
const present = existsSync(FULL)

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open({ listings: 6 })
})
afterAll(() => stage.close())

/** Runs the program with one of its outputs on a device that is always full. */
async function sync(full: 'stdout' | 'stderr', ...args: string[]) {
  return syncWith({}, full, ...args)
}

async function syncWith(variables: { [name: string]: string }, full: 'stdout' | 'stderr', ...args: string[]) {
  const device = openSync(FULL, 'w')
  const stdio = full === 'stdout' ? (['ignore', device, 'pipe'] as const) : (['ignore', 'pipe', device] as const)
  const child = spawn(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {
    cwd: stage.workspace.root,
    env: { PATH: process.env.PATH, HOME: stage.workspace.root, ...stage.sandbox.env, ...variables },
    stdio: [...stdio],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  const [code] = await once(child, 'close')
  return { code, text }
}

describe.runIf(present)('where an output is on a full device', () => {
  test.each([['plan'], ['plan', '--json'], ['match'], ['--help'], ['validate'], ['runs', '--json']])(
    'sync %s %s says that it cannot be written, without a stack trace',
    async (...args) => {
      const { code, text } = await sync('stdout', ...args)

      expect(code).toBe(1)
      expect(text).toContain('The output cannot be written (ENOSPC)')
      expect(text).not.toMatch(/^\s+at /m)
    },
  )

  test('an apply whose remarks cannot be written does its work all the same', async () => {
    const { code } = await sync('stderr', 'apply', '--auto-approve', '--limit', '2', '--json')

    expect(code).toBe(0)
    expect(stage.sandbox.plytix.store.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-'))).toHaveLength(2)
  })

  test('an apply whose log cannot be written does its work all the same', async () => {
    const { code } = await syncWith({ SYNC_LOG: 'trace' }, 'stderr', 'apply', '--auto-approve', '--json')

    expect(code).toBe(0)
    expect(
      stage.sandbox.plytix.store.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-')),
    ).not.toHaveLength(2)
  })

  test('an apply whose result cannot be written does its work, and says where to find it', async () => {
    const { code, text } = await sync('stdout', 'apply', '--auto-approve')

    expect(code).toBe(1)
    expect(text).toContain('"sync runs" tells what was applied')
    expect(text).not.toMatch(/^\s+at /m)
    expect((await stage.plan()).operations).toEqual([])
  })
})

test.runIf(!present)(`full devices were not tried: there is no ${FULL}`, () => expect(present).toBe(false))
