import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Migrations } from '../../../src/database/migrate.ts'
import { readSteps } from '../../../src/database/migration-steps.ts'
import { openDatabase } from '../../../src/database/open.ts'
import { SILENT } from '../../../src/model/log.ts'
import { NO_SECRETS } from '../../../src/model/secrets.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { STEPS } from '../../../src/providers/postgres/place.ts'
import { createPostgresTarget } from '../../../src/providers/postgres/target.ts'
import { describeServer, running, workspaceFor } from '../../support/postgres.ts'
import { product } from './changes.ts'

const run = promisify(execFile)
const SCRIPT = join(import.meta.dirname, '../../../scripts/postgres.sh')

describeServer('a server that is started anew in the midst of a load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'restarted-'))
  const server = join(folder, 'server')
  let url = ''
  beforeAll(async () => {
    // It is another user's, who has to reach it.
    chmodSync(folder, 0o711)
    url = (await run(SCRIPT, ['start', server])).stdout.trim()
  })
  afterAll(async () => {
    await run(SCRIPT, ['stop', server])
    rmSync(folder, { recursive: true, force: true })
  })

  test('is waited for, and everything is written once', async () => {
    const waits: number[] = []
    const surroundings = { clock: systemClock, log: SILENT, onWait: (seconds: number) => waits.push(seconds) }
    const options = { ...surroundings, schema: 'catalog' }
    const database = await openDatabase({ driver: 'server', url, variable: 'DATABASE_URL', max: 5 }, options)
    const migrations = new Migrations(database, 'catalog', readSteps(STEPS))
    await migrations.up(running())
    const target = createPostgresTarget({
      workspace: workspaceFor('catalog'),
      surroundings: { ...surroundings, values: {}, folder, secrets: NO_SECRETS },
      opened: { database, migrations },
    })
    await target.connect(running())
    const answers: string[] = []
    const load = async (from: number) => {
      for (let start = from; start < 6_000; start += 1_000) {
        const changes = Array.from({ length: 500 }, (_, n) => product(`JAM-${start + n}`))
        answers.push(
          ...(await Promise.all(changes.map((change) => target.write(change, running())))).map(
            ({ outcome }) => outcome,
          ),
        )
      }
    }
    const loading = Promise.all([load(0), load(500)])
    await run(SCRIPT, ['restart', server])
    await run(SCRIPT, ['restart', server])
    await loading

    const rows = await database.transaction(
      {
        mode: 'read',
        perform: ({ run: ask }) =>
          ask(
            'look',
            `SELECT (SELECT count(*) FROM master_products)::int AS products,
            (SELECT count(DISTINCT operation) FROM catalog_changes)::int AS operations`,
          ),
      },
      running(),
    )
    expect(rows).toEqual([{ products: 6_000, operations: 6_000 }])
    expect(answers.filter((outcome) => outcome !== 'applied' && outcome !== 'already')).toEqual([])
    expect(target.calls().retried + waits.length).toBeGreaterThan(0)
    await target.close()
    await database.close()
  })
})
