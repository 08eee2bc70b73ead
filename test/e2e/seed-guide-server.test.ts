import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeServer, newSchema, SERVER_URL } from '../support/postgres.ts'
import { MarketStage } from './market-stage.ts'

/** What docs/troubleshooting.md says of a server that is in trouble: each is brought about, by other programs. */
describeServer('a catalogue on a server', () => {
  const schema = newSchema()
  let stage: MarketStage
  /** Another program. */
  let other: pg.Client

  const connect = async (url = SERVER_URL ?? '') => {
    const client = new pg.Client({ connectionString: url, application_name: 'nightly-report' })
    await client.connect()
    return client
  }

  beforeAll(async () => {
    stage = await MarketStage.open({ listings: 6, seed: 5, market: { invalid: 0 } }, { url: SERVER_URL ?? '', schema })
    other = await connect()
    await stage.done('export')
  })

  afterAll(async () => {
    await other?.end()
    await stage?.close()
  })

  test('that has no connection left says so, and that another program has them', async () => {
    const role = `${schema}_user`
    await other.query(`CREATE ROLE ${role} LOGIN CONNECTION LIMIT 1`)
    const url = new URL(SERVER_URL ?? '')
    url.username = role
    const only = await connect(url.href)
    try {
      const { code, stdout } = await stage.syncWith({ DATABASE_URL: url.href }, 'plan', '--json')
      const doctor = await stage.syncWith({ DATABASE_URL: url.href }, 'doctor')

      expect([code, JSON.parse(stdout).error]).toMatchObject([
        1,
        { code: 'db-pool', message: expect.stringMatching(/0 of 5 are open here, 0 idle, 0 waiting/) },
      ])
      expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining('No connection to the database')])
    } finally {
      await only.end()
      await other.query(`DROP ROLE ${role}`)
    }
  })

  test('whose table another program holds: it is named, nothing is killed, and the run goes on afterwards', async () => {
    await other.query('BEGIN')
    await other.query(`LOCK TABLE "${schema}".master_products IN SHARE ROW EXCLUSIVE MODE`)
    const { code, stdout, stderr } = await stage.sync('apply', '--auto-approve', '--json')
    const { rows } = await other.query('SELECT pg_backend_pid() AS pid')
    await other.query('ROLLBACK')

    expect(code, stderr).toBe(1)
    expect(stdout).toContain('db-locked')
    expect(stdout).toMatch(new RegExp(`process ${rows[0]?.pid} \\(nightly-report\\), whose transaction is \\d+ s old`))
    const resumed = JSON.parse(await stage.done('apply', '--resume', '--json'))
    expect(resumed).toMatchObject({ status: 'complete', operations: { failed: 0, pending: 0 } })
    expect(JSON.parse(await stage.done('plan', '--json')).operations).toEqual([])
  })

  test('is looked at by doctor: its own figures, its schema, its indexes, and what hangs', async () => {
    const { stdout } = await stage.sync('doctor', '--probe')

    expect(stdout).toMatch(/master_products \d+ rows, \d+ reads of the whole table/)
    expect(stdout).toContain('No statement of this program has run for 5 minutes.')
    await other.query(`DROP INDEX "${schema}".idx_platform_mappings_sync_status`)
    expect((await stage.sync('doctor')).stdout).toContain('The schema lacks idx_platform_mappings_sync_status')
    await stage.done('db', 'down')
    await stage.done('db', 'up')
    expect((await stage.sync('doctor')).stdout).not.toContain('The schema lacks')
  })
})
