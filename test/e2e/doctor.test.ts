import { afterAll, describe, expect, test } from 'vitest'
import type { DoctorReport } from '../../src/services/doctor/index.ts'
import { examine, otherServer, PAGE, problems, Stages } from './examined.ts'
import type { StageOptions } from './stage.ts'

const stages = new Stages()
const open = (options: StageOptions = {}) => stages.open(options)

afterAll(() => stages.close())

describe('where nothing is wrong', () => {
  test.concurrent('it says so, with the limits, the number of products, and what a plan would make', async () => {
    const stage = await open()
    const { products } = stage.sandbox.plytix.store.snapshot()

    const report = await examine(stage)

    expect(report).toMatchObject({ ok: true, diagnostics: [], limits: [{ limit: 1_000_000, window_size: 10 }] })
    expect(report.named('target.plytix.products')[0]?.message).toBe(`Connected, ${products.length} products.`)
    expect(report.named('target.plytix.attributes')[0]?.message).toMatch(/^20 attributes are missing, and a plan makes/)
    expect(report.named('target.plytix.gallery')[0]?.message).toMatch(/missing, and a plan makes it: amazon_images\.$/)
    expect(report.named('source.amazon.permission')).toMatchObject([{ message: 'The catalogue of US can be read.' }])
    expect(report.named('state.database')[0]?.message).toMatch(/no database yet/)
    expect(stage.workspace.files('state')).toEqual([])
  })

  test.concurrent('it costs one sign-in of each and a few reads', async () => {
    const stage = await open()

    await examine(stage)

    expect(stage.sandbox.plytix.counts()).toMatchObject({ auth: 1, reads: 3 })
    expect(stage.sandbox.amazon.calls.map(({ operation }) => operation)).toEqual(['token', 'searchCatalogItems'])
  })

  test.concurrent('people see each system with its checks, and the verdict last', async () => {
    const stage = await open()

    const { code, stdout, stderr } = await stage.sync('doctor')

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^Target: Plytix:\n {2}✓ The API key is taken; the account is \w+\.\n {2}✓ The account allows/m,
    )
    expect(stdout).toMatch(/\nsync doctor: no problems\.\n$/)
  })

  test.concurrent('an export tells how long a first load takes by the quota', async () => {
    const stage = await open({ plytix: { limits: [{ limit: 50, window_size: 3600 }] } })
    await stage.sync('export')

    const report = await examine(stage)

    const [first] = report.named('target.plytix.first-load')
    const [, calls = '0', hours = '0'] =
      /\d+ listings takes at most (\d+) calls, about ([\d.]+) (?:hours|minutes)/.exec(first?.message ?? '') ?? []
    stage.sandbox.plytix.options.limits = [{ limit: 1_000_000, window_size: 10 }]
    const result = await stage.apply()
    expect(result.status).toBe('complete')
    expect(Number(calls)).toBeGreaterThanOrEqual(result.calls.writes)
    expect(Number(hours)).toBeGreaterThan(0)
  })
})

describe('in one go', () => {
  test.concurrent('it tells of both keys, the files, the environment and the account, and shows no secret', async () => {
    const stage = await open({ yaml: 'polcy:\n  unmatched: create' })
    stage.workspace.write('.env', 'PLYTIX_API_KYE=key-in-the-wrong-place\njust a line\nSP_API_CLIENT_ID=<client id>\n')
    const env = { PLYTIX_API_PASSWORD: 'wrong-password-81', SP_API_REFRESH_TOKEN: 'Atzr|wrong-token-82' }

    const report = await examine(stage, env)

    expect(problems(report)).toEqual(['workspace.files', 'source.amazon.sign-in', 'target.plytix.sign-in'])
    expect(report.diagnostics.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([
      expect.stringMatching(/^sync\.yaml:\d+: unknown key "polcy".*did you mean "policy"/),
      '.env:1: PLYTIX_API_KYE is no variable that this program reads; did you mean PLYTIX_API_KEY?',
      '.env:2: the line has no "=" and sets nothing',
      '.env:3: SP_API_CLIENT_ID still holds a placeholder',
    ])
    expect(report.named('source.amazon.sign-in')[0]?.message).toContain('400 invalid_grant')
    expect(report.named('source.amazon.reachable')).toMatchObject([{ ok: true }])
    expect(report.named('target.plytix.sign-in')[0]?.message).toBe('Plytix refused the API key and password.')
    expect(report.named('target.plytix.reachable')).toMatchObject([{ ok: true }])
    expect(report.text).not.toMatch(/key-in-the-wrong|wrong-password|wrong-token|sandbox-(key|password|secret)/)
  })

  test.concurrent('variables that are not set and those with placeholders are named together, for both systems', async () => {
    const stage = await open()
    const env = { PLYTIX_API_KEY: '', PLYTIX_API_PASSWORD: 'your-password', SP_API_REFRESH_TOKEN: '' }

    const report = await examine(stage, env)

    expect(problems(report)).toEqual(['source.amazon.credentials', 'target.plytix.credentials'])
    expect(report.named('target.plytix.credentials')[0]?.message).toBe(
      'PLYTIX_API_KEY is not set. PLYTIX_API_PASSWORD still holds a placeholder.',
    )
  })

  test.concurrent('without a workspace it still looks at the machine', async () => {
    const stage = await open()
    const { code, stdout } = await stage.sync('doctor', '--json', '--config', 'nowhere.yaml')

    const report = JSON.parse(stdout) as DoctorReport

    expect([code, problems(report)]).toEqual([1, ['workspace.files']])
    expect(report.checks.map(({ name }) => name)).toContain('machine.node')
  })
})

describe('reaching the services', () => {
  test.concurrent.each<[string, { [name: string]: string }, string, RegExp]>([
    [
      'a name that is not found',
      { SP_API_LWA_URL: 'https://api.invalid' },
      'source.amazon.sign-in',
      /host name is not known/,
    ],
    [
      'nobody who listens',
      { PLYTIX_AUTH_URL: 'http://127.0.0.1:9' },
      'target.plytix.sign-in',
      /at 127\.0\.0\.1:9: the connection is refused/,
    ],
    [
      'an API where nobody listens',
      { PLYTIX_API_URL: 'http://127.0.0.1:9' },
      'target.plytix.products',
      /cannot be reached at 127\.0\.0\.1:9: the connection is refused/,
    ],
  ])('tells apart %s', async (...given) => {
    const [, env, name, message] = given
    const report = await examine(await open(), env)

    expect(problems(report)).toEqual([name])
    expect(report.named(name)[0]?.message).toMatch(message)
  })

  test.concurrent('tells apart a server that speaks no TLS', async () => {
    const stage = await open()
    const report = await examine(stage, { PLYTIX_AUTH_URL: stage.sandbox.plytix.authUrl.replace('http:', 'https:') })

    expect(report.named('target.plytix.sign-in')[0]?.message).toMatch(/the secure connection fails \(\w+\)/)
  })

  test.concurrent('tells apart a proxy that answers with a page', async () => {
    const url = await otherServer(200, PAGE)

    const report = await examine(await open(), {
      PLYTIX_AUTH_URL: url,
      PLYTIX_API_URL: url,
      SP_API_URL: await otherServer(403, PAGE),
    })

    expect(problems(report)).toEqual(['source.amazon.permission', 'target.plytix.sign-in', 'target.plytix.reachable'])
    expect(report.named('source.amazon.permission')[0]?.hint).toMatch(/proxy or another server/)
    expect(report.named('target.plytix.sign-in')[0]?.message).toMatch(
      /answers with a page instead of data \(status 200\)/,
    )
  })
})
