import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readContent } from '../../../src/state/tokens/content.ts'
import { COMPILED_ONCE } from '../../support/compiled-once.ts'
import { temporaryFolder } from '../temporary.ts'
import { type TokenService, tokenService } from './service.ts'

const RENEWER = join(import.meta.dirname, 'renewer.ts')

interface Told {
  access?: string
  steps?: string[]
  code?: string
}

/** What a process came to; `null`: it was killed. */
async function renewer(folder: string, { url }: TokenService, { spent = 'access-saddle-0', step = 0 } = {}) {
  const args = [RENEWER, folder, url, spent, String(step)]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...COMPILED_ONCE },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return signal === 'SIGKILL' ? null : (JSON.parse(output) as Told)
}

/** True when a whole pair that came lies in the folder. */
function holds(folder: string, access: string): boolean {
  const files = readdirSync(folder).filter((name) => name.startsWith('tokens.json'))
  return files.some((name) => {
    const content = readContent(readFileSync(join(folder, name), 'utf8'))
    return typeof content !== 'string' && content.entries.some(({ pair }) => pair.access === access)
  })
}

test('killed at any step, no refresh token is sent twice, and no pair is lost that was written down', {
  timeout: 600_000,
}, async () => {
  const { steps = [] } = (await renewer(temporaryFolder(), await tokenService())) ?? {}
  expect(steps.length).toBeGreaterThan(30)

  const outcomes = { renewed: 0, consent: 0 }
  for (const [index, name] of steps.entries()) {
    const folder = temporaryFolder()
    const service = await tokenService()
    expect(await renewer(folder, service, { step: index + 1 }), name).toBeNull()
    const arrived = service.sent.length > 0 && holds(folder, service.access())
    const marked = existsSync(join(folder, 'tokens.json'))

    const next = await renewer(folder, service)

    const first = service.sent.filter((token) => token === 'refresh-saddle-0')
    expect(first.length, name).toBeLessThanOrEqual(1)
    expect(new Set(service.sent).size, name).toBe(service.sent.length)
    if (next?.access !== undefined) {
      outcomes.renewed += 1
      expect(next.access, name).toBe(service.access())
    } else {
      outcomes.consent += 1
      expect(next, name).toMatchObject({ code: 'credentials' })
      expect({ arrived, marked }, name).toEqual({ arrived: false, marked: true })
    }
  }
  expect(outcomes.renewed).toBeGreaterThan(outcomes.consent)
  expect(outcomes.consent).toBeGreaterThan(0)
})

test('processes that want a token at the same time send one refresh token, and all get what came', async () => {
  const folder = temporaryFolder()
  const service = await tokenService()

  const told = await Promise.all([1, 2, 3, 4].map(() => renewer(folder, service)))

  expect(told.map((one) => one?.access)).toEqual(Array(4).fill('access-saddle-1'))
  expect(service.sent).toEqual(['refresh-saddle-0'])
})

test('a process that dies while it renews keeps no other one waiting', async () => {
  const folder = temporaryFolder()
  const service = await tokenService()
  const { steps = [] } = (await renewer(temporaryFolder(), await tokenService())) ?? {}
  expect(await renewer(folder, service, { step: steps.indexOf('before the call') + 1 })).toBeNull()

  const began = Date.now()
  expect(await renewer(folder, service)).toMatchObject({ code: 'credentials' })

  expect(Date.now() - began).toBeLessThan(20_000)
  expect(service.sent).toEqual([])
})
