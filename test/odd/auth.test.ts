import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { DoctorReport } from '../../src/services/doctor/index.ts'
import type { TokenStatus } from '../../src/services/token-status.ts'
import { type Fairground, fairWares, openFairground } from './fairground.ts'

interface Statuses {
  providers: TokenStatus[]
}

let ground: Fairground

beforeEach(async () => {
  ground = await openFairground()
  ground.fair.wares.push(...fairWares('north', 3), ...fairWares('south', 3))
  ground.list({ shop: 'east', id: 'scarf', name: 'Scarf', price: '3.00' })
})

const status = () => ground.json<Statuses>('auth', 'status')

/** Nothing that the program wrote holds a token, but the token file; nor does what it printed. */
function expectNoToken(...texts: string[]) {
  const found = execFileSync('grep', ['-rlE', '(access|refresh)-fence-|code-north', ground.cwd], { encoding: 'utf8' })
  expect(found.trim().split('\n')).toEqual([ground.tokenFile])
  expect(texts.join('\n')).not.toMatch(/-fence-|code-north/)
}

describe('sync auth', () => {
  test('prints the link of the consent, and only that on standard output', async () => {
    const { stdout, stderr, code } = await ground.run('auth', 'fair', '--url')

    expect([code, stdout]).toEqual([0, `${ground.fair.env.FAIR_URL}/gate?back=here\n`])
    expect(stderr).toContain('sync auth fair --code CODE')
    expect(await ground.json('auth', 'fair', '--url')).toEqual({
      provider: 'fair',
      url: stdout.trim(),
      links: [{ shops: ['north', 'south'], url: stdout.trim() }],
    })
  })

  test('exchanges the code of a consent, keeps what it brings, and shows no token anywhere', async () => {
    const log = join(ground.cwd, 'log.txt')
    const env = { ...ground.env, SYNC_LOG: 'trace', SYNC_LOG_FILE: log }
    const { runProgram } = await import('../support/program.ts')
    const { stdout, text, code } = await runProgram(['auth', 'fair', '--code', 'code-north', '--json'], {
      cwd: ground.cwd,
      env,
    })

    expect(code, text).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      providers: [
        {
          ...{ provider: 'fair', shop: 'north', ok: true, message: null, refresh_expires_at: null },
          access_expires_at: expect.stringMatching(/^20/),
        },
      ],
    })
    expect(statSync(ground.tokenFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(log, 'utf8')).toContain('[removed]')
    expectNoToken(text)
  })

  test('says that a code was refused, and keeps nothing', async () => {
    const { code, stderr } = await ground.run('auth', 'fair', '--code', 'wrong')

    expect(code).toBe(1)
    expect(stderr).toContain('The fair gives no token: 400.')
    expect((await status()).providers.map(({ ok }) => ok)).toEqual([true, true])
  })

  test('renews the tokens of every shop, or of one', async () => {
    const one = await ground.json<Statuses>('auth', 'fair', '--refresh', '--shop', 'south')
    const all = await ground.json<Statuses>('auth', 'fair', '--refresh')

    expect(one.providers.map(({ shop, ok }) => [shop, ok])).toEqual([['south', true]])
    expect(all.providers.map(({ shop, ok }) => [shop, ok])).toEqual([
      ['north', true],
      ['south', true],
    ])
    expect(new Set(ground.fair.sent).size).toBe(3)
    expectNoToken()
  })

  test('ends with 1 and tells of each shop when one of them could not be renewed', async () => {
    await ground.json('auth', 'fair', '--code', 'code-north')
    ground.fair.sent.push('south refresh-fence-0')

    const { code, stdout } = await ground.run('auth', 'fair', '--refresh', '--json')

    expect(code).toBe(1)
    expect(JSON.parse(stdout).providers).toMatchObject([
      { shop: 'north', ok: true, message: null },
      { shop: 'south', ok: false, message: 'The fair gives no token: 400.' },
    ])
    expect((await status()).providers).toMatchObject([
      { shop: 'north', ok: true },
      { shop: 'south', ok: false, message: expect.stringContaining('no refresh token that may still be sent') },
    ])
  })

  test('never sends a refresh token again that was refused, and says how to get another one', async () => {
    ground.fair.sent.push('north refresh-fence-0')
    await ground.run('auth', 'fair', '--refresh', '--shop', 'north')
    const sent = ground.fair.sent.length

    const { code, stderr } = await ground.run('auth', 'fair', '--refresh', '--shop', 'north')

    expect(code).toBe(1)
    expect(stderr).toMatch(/was sent before \(20.*\n {2}Ask for consent again: sync auth fair --url/s)
    expect(ground.fair.sent.length).toBe(sent)
  })

  test.each([
    [['auth', 'fairs', '--url'], 'There is no provider fairs.', 'Did you mean fair?'],
    [['auth', 'bazaar', '--url'], 'bazaar has no tokens that a consent brings', 'Those that do: '],
    [['auth', 'fair', '--refresh', '--shop', 'west'], 'names no shop west of fair; it names north, south.', '--shop'],
    [['auth', 'fair'], 'Exactly one of the following must be provided: --code, --refresh, --url', '--help'],
    [['auth', 'fair', '--url', '--refresh'], '--refresh', '--help'],
  ])('refuses %s', async (args, message, hint) => {
    const { code, stderr } = await ground.run(...args)

    expect(code).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
  })

  test('says where a provider is to be named that sync.yaml does not name', async () => {
    const other = await openFairground({ sources: ['bazaar'] })

    const { code, stderr } = await other.run('auth', 'fair', '--url')

    expect([code, stderr]).toEqual([1, expect.stringContaining('Add source.fair to sync.yaml first.')])
    expect(await other.json('auth', 'status')).toEqual({ providers: [] })
  })
})

describe('a source with tokens that rotate', () => {
  test('renews once for all its reads, and the next command goes on with what was kept', async () => {
    await ground.json('export')
    await ground.json('export')

    expect(ground.fair.sent).toEqual(['north refresh-fence-0', 'south refresh-fence-0'])
    expectNoToken()
  })

  test('two programs at the same time send each refresh token once', async () => {
    ground.fair.latency = 100
    const ended = await Promise.all([1, 2].map(() => ground.start('export').ended))

    expect(ended.map(({ code }) => code)).toEqual([0, 0])
    expect(ground.fair.sent.toSorted()).toEqual(['north refresh-fence-0', 'south refresh-fence-0'])
  })

  test('lists how it stands with its tokens, for people as well', async () => {
    await ground.json('export')
    const { stdout } = await ground.run('auth', 'status')

    expect(stdout).toMatch(
      /^✓ fair north: access until 20\d\d-\d\d-\d\d \d\d:\d\d UTC, refresh until an unknown time\n✓ fair south: /,
    )
  })

  test('a damaged token file stops it and stays as it is', async () => {
    await ground.json('export')
    writeFileSync(ground.tokenFile, '{"format_version": 1, "tok')

    for (const args of [
      ['auth', 'status'],
      ['auth', 'fair', '--refresh'],
      ['auth', 'fair', '--code', 'code-north'],
    ]) {
      const { code, stderr } = await ground.run(...args)
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining('is damaged: it is no JSON object. It is left as it is.'),
      ])
    }

    expect(readFileSync(ground.tokenFile, 'utf8')).toBe('{"format_version": 1, "tok')
  })
})

describe('sync doctor', () => {
  const tokenChecks = async () => {
    const { stdout } = await ground.run('doctor', '--json')
    const { checks } = JSON.parse(stdout) as DoctorReport
    return checks
      .filter(({ name }) => /fair\.(tokens|consent)$/.test(name))
      .map(({ severity, message }) => [severity, message])
  }

  test('says when tokens were kept and until when they are good', async () => {
    await ground.json('export')

    expect(await tokenChecks()).toEqual(
      ['north', 'south'].map((stall) => [
        'info',
        expect.stringMatching(
          new RegExp(`^The tokens of ${stall} are there, kept \\d+ seconds? ago; access until 20.*Z\\.$`),
        ),
      ]),
    )
  })

  test('warns of a refresh token that ends in two days, and of a consent that ends within thirty', async () => {
    ground.fair.life.refresh = 2 * 24 * 3_600_000 - 1000
    await ground.json('export')
    const soon = new Date(Date.now() + 29 * 24 * 3_600_000).toISOString()
    ground.env.FAIR_CONSENT = soon

    const checks = await tokenChecks()

    expect(checks[0]).toEqual(['warning', expect.stringMatching(/^The tokens of north end in 47 hours 59 minutes\.$/)])
    expect(checks[1]).toEqual(['warning', `The consent of north ends on ${soon}.`])
  })

  test('does not warn of a refresh token that each renewal brings anew', async () => {
    ground.fair.life.refresh = 30 * 24 * 3_600_000
    await ground.json('export')

    expect((await tokenChecks()).map(([severity]) => severity)).toEqual(['info', 'info'])
  })

  test('warns two days ahead of an access token that nothing renews', async () => {
    ground.fair.life.access = 47 * 3_600_000
    await ground.json('export')
    const kept = readFileSync(ground.tokenFile, 'utf8')
    writeFileSync(ground.tokenFile, kept.replaceAll(/"sent_at": null/g, '"sent_at": "2026-11-21T03:00:00Z"'))

    const [first] = await tokenChecks()

    expect(first).toEqual(['warning', expect.stringMatching(/^The tokens of north end in 46 hours/)])
  })
})
