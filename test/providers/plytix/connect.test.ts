import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newRelationship } from '../../contract/changes.ts'
import { createWorld, want } from './world.ts'

describe('signing in', () => {
  it('tells the account and its call windows from the token', async () => {
    const limits = [{ limit: 7, window_size: 10 }]
    const { target, signal } = await createWorld({ sim: { limits } })
    await expect(target.connect(signal)).resolves.toEqual({ account: '5b30cfabe6eecf41df89a3a3', windows: limits })
  })

  it('happens once for many calls at the same time', async () => {
    const { sim, target, signal } = await createWorld()
    await Promise.all([target.read(want, signal), target.read(want, signal), target.connect(signal)])
    expect(sim.counts().auth).toBe(1)
  })

  it('happens again before a token ends', async () => {
    const { sim, target, signal } = await createWorld({ sim: { clockScale: 2000 } })
    await target.connect(signal)
    await new Promise((resolve) => setTimeout(resolve, 450))
    await target.read(want, signal)

    expect(sim.counts().auth).toBe(2)
    expect(sim.calls.some(({ status }) => status === 401)).toBe(false)
  })

  it('replaces a refused token, and says so when that does not help', async () => {
    const { sim, target, signal } = await createWorld({ sim: { faults: [{ effect: '401' }] } })
    await expect(target.read(want, signal)).rejects.toMatchObject({ code: 'credentials' })
    expect(sim.counts().auth).toBeLessThanOrEqual(6)
  })

  it('repeats passing failures of the sign-in', async () => {
    const faults = (['429', '502', '503'] as const).map((effect) => ({ effect, kind: 'auth' as const, nth: 1 }))
    const { target, signal } = await createWorld({ sim: { faults } })
    await expect(target.connect(signal)).resolves.toHaveProperty('account')
  })

  it('explains wrong credentials without showing them', async () => {
    const { target, signal } = await createWorld({ target: { apiPassword: 'not-the-password' } })
    const failure = await target.connect(signal).catch((error: unknown) => error)

    expect(failure).toMatchObject({
      name: 'ProviderError',
      code: 'credentials',
      message: 'Plytix refused the API key and password.',
      hints: [expect.stringContaining('PLYTIX_API_KEY and PLYTIX_API_PASSWORD')],
    })
    expect(JSON.stringify(failure)).not.toContain('not-the-password')
  })

  it('names the host and the variable when nobody is there', async () => {
    const { target, signal } = await createWorld({ target: { authUrl: 'http://127.0.0.1:9' } })
    await expect(target.connect(signal)).rejects.toMatchObject({
      code: 'unreachable',
      message: 'Plytix cannot be reached at 127.0.0.1:9: the connection is refused.',
      hints: [expect.stringContaining('PLYTIX_AUTH_URL')],
    })
  })

  it('knows a host that is not Plytix', async () => {
    const { target, signal } = await createWorld({ target: { authUrl: await serveText('<h1>Welcome</h1>') } })
    await expect(target.connect(signal)).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  it('assumes the smallest plan and a name made of the key when the token tells nothing', async () => {
    const authUrl = await serveText(JSON.stringify({ data: [{ access_token: 'plain.token.text' }] }))
    const { target, signal, notes } = await createWorld({ target: { authUrl } })

    const { account, windows } = await target.connect(signal)

    expect(account).toMatch(/^key-[0-9a-f]{8}$/)
    expect(windows).toEqual([
      { limit: 20, window_size: 10 },
      { limit: 2000, window_size: 3600 },
    ])
    expect(notes.map(({ code }) => code)).toEqual(['limits-unknown'])
  })

  it('ends everything when the credentials fail, instead of failing write after write', async () => {
    const { write } = await createWorld({ target: { apiKey: 'nobody' } })
    const result = write(newRelationship('Cousins'))
    await expect(result).rejects.toMatchObject({ code: 'credentials' })
  })

  it('throws when a write is stopped before it leaves', async () => {
    const { target } = await createWorld()
    const signal = AbortSignal.abort(new Error('stopped by hand'))
    await expect(target.write(newRelationship('Cousins'), signal)).rejects.toThrow('stopped by hand')
  })
})

async function serveText(text: string): Promise<string> {
  const server = createServer((_, response) => response.end(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
