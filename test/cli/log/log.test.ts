import { mkdirSync, openSync, readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../src/cli/log/open-log.ts'
import { untilItFails } from '../../../src/cli/log/until-it-fails.ts'
import { SILENT } from '../../../src/model/log.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { temporaryFolder } from '../../state/temporary.ts'

const open = (env: { [name: string]: string }, secrets = createSecrets()) =>
  openLog({ env, secrets, onProblem: expect.unreachable })

function lines(path: string): { [name: string]: unknown }[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test('nothing is logged unless the environment asks for it', async () => {
  expect(await open({ SYNC_LOG: '', SYNC_LOG_FILE: ' ' })).toBe(SILENT)
})

test('a file alone is written at the level info, for its owner only', async () => {
  const file = join(temporaryFolder(), 'logs', 'sync.log')

  const log = await open({ SYNC_LOG_FILE: file })
  log.bind({ command: 'apply' })
  log.part('state').write('info', 'lock.taken', { fence: 3 })
  log.write('debug', 'not.kept')

  expect(lines(file)).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      component: 'state',
      command: 'apply',
      fence: 3,
      event: 'lock.taken',
    },
  ])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a log is added to, and what is bound stands on the lines of every part from then on', async () => {
  const file = join(temporaryFolder(), 'sync.log')
  const first = await open({ SYNC_LOG: 'DEBUG', SYNC_LOG_FILE: file })
  const part = first.part('run')
  part.write('debug', 'one')
  first.bind({ run_id: 'r-1' })
  part.write('debug', 'two')

  ;(await open({ SYNC_LOG: 'warn', SYNC_LOG_FILE: file })).write('warn', 'three')

  expect(lines(file).map(({ event, run_id }) => [event, run_id])).toEqual([
    ['one', undefined],
    ['two', 'r-1'],
    ['three', undefined],
  ])
})

test('no line holds a secret, wherever it stands, nor anything that a terminal obeys', async () => {
  const file = join(temporaryFolder(), 'sync.log')
  const log = await open({ SYNC_LOG: 'trace', SYNC_LOG_FILE: file }, createSecrets('hunter-2'))
  log.bind({ command: 'hunter-2' })

  log.write('info', 'said', { text: 'it is hunter-2\u202e', deep: [{ password: 'anything' }] })

  expect(readFileSync(file, 'utf8')).not.toMatch(/hunter|anything|\u202e/)
})

test('a level that does not exist is refused with those that do', async () => {
  await expect(open({ SYNC_LOG: 'chatty' })).rejects.toMatchObject({
    code: 'usage',
    message: 'SYNC_LOG is "chatty", which is no level.',
    hints: [expect.stringContaining('trace, debug, info, warn, error')],
  })
})

test('only a regular file that is a log, or empty, is written to', async () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)
  writeFileSync(path('sync.yaml'), 'version: 1\n')
  mkdirSync(path('folder'))
  symlinkSync('/dev/null', path('link'))

  for (const name of ['sync.yaml', 'folder', 'link', '/dev/null'])
    await expect(open({ SYNC_LOG_FILE: name.startsWith('/') ? name : path(name) })).rejects.toMatchObject({
      code: 'log-unwritable',
    })
  expect(readFileSync(path('sync.yaml'), 'utf8')).toBe('version: 1\n')
})

test('a full disk is said once, and costs nothing but the log', () => {
  const full = openSync('/dev/full', 'w')
  const problems: string[] = []
  const write = untilItFails(
    (text) => void writeSync(full, text),
    'sync.log',
    (text) => void problems.push(text),
  )

  write('one')
  write('two')

  expect(problems).toEqual([
    expect.stringMatching(/^The log is not written to sync\.log any more: .*ENOSPC.* The command goes on\.$/),
  ])
})
