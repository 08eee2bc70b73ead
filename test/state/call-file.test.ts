import { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CallFile, callPlaces, readCalls } from '../../src/state/call-file.ts'
import { temporaryFolder } from '../config/workspace-files.ts'

const COMMAND = '20261121T030000Z-0001'
const RUN = '20261121T030005Z-00aa'
const header = { command: 'apply', started_at: '2026-11-21T03:00:00.000Z' }
const call = (endpoint: string) => ({ at: header.started_at, system: 'shop', endpoint, attempt: 1, status: 200, ms: 5 })

function open(folder: string, id = COMMAND) {
  const problems: string[] = []
  return { problems, file: new CallFile({ folder, id, header, onProblem: (reason) => problems.push(reason) }) }
}

test('calls before a run, in it and after it was gone on with stand together, with the run', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'runs', RUN), { recursive: true })
  const parts = [open(folder), open(folder, '20261121T040000Z-0002')]
  for (const { file } of parts) {
    file.add(call('plan'))
    file.flush()
    file.belongTo(RUN)
    file.add(call('write'))
    file.flush()
  }

  const places = callPlaces(folder, [RUN])

  expect(places.map(({ id, run }) => [id, run])).toEqual([[RUN, true]])
  const { headers, calls } = readCalls(places[0]?.path ?? '')
  expect(headers).toHaveLength(2)
  expect(calls.map(({ endpoint }) => endpoint)).toEqual(['plan', 'write', 'plan', 'write'])
})

test('a line that a crash cut off is left out, and only the owner reads the file', () => {
  const folder = temporaryFolder()
  const { file } = open(folder)
  file.add(call('list'))
  file.flush()
  const [place] = callPlaces(folder, [])
  appendFileSync(place?.path ?? '', '{"at":"2026-11-21T03:0')

  expect(readCalls(place?.path ?? '').calls).toEqual([call('list')])
  expect(statSync(place?.path ?? '').mode & 0o777).toBe(0o600)
})

test('what cannot be written is said once, and costs nothing else', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'calls'), 'a file where the folder should be')
  const { file, problems } = open(folder)

  for (let round = 0; round < 3; round += 1) {
    file.add(call('list'))
    file.flush()
  }

  expect(problems).toHaveLength(1)
})

test('a command that calls nobody leaves nothing', () => {
  const folder = temporaryFolder()
  open(folder)

  expect(existsSync(join(folder, 'calls'))).toBe(false)
})
