import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import { type Machine, machineGroup } from '../../../src/services/doctor/machine.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'

async function look(machine: Partial<Machine>): Promise<Check[]> {
  const group = machineGroup({ node: '24.11.0', env: {}, program: '/opt/run.js', ...machine })
  return Array.fromAsync(group.checks(new AbortController().signal))
}

/** A folder for the PATH with a `sync` in it. */
function folderWith(content: string | Buffer, mode = 0o755): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'sync'), content)
  chmodSync(join(folder, 'sync'), mode)
  return folder
}

const pathCheck = async (machine: Partial<Machine>) =>
  (await look(machine)).find(({ name }) => name === 'path')?.message

test('a program that is no script is the one that flushes disks', async () => {
  const folder = folderWith(Buffer.from('7f454c4602010100', 'hex'))

  expect(await pathCheck({ env: { PATH: folder } })).toBe(
    `A bare sync is ${folder}/sync, the system's own program that flushes disks; this one is started as npx sync, or as catalog-sync.`,
  )
})

test('the first sync on the PATH that can be started counts', async () => {
  const folders = [folderWith('#!/bin/sh\n', 0o644), temporaryFolder(), folderWith('#!/bin/sh\necho other\n')]

  const message = await pathCheck({ env: { PATH: ['', ...folders].join(delimiter) } })

  expect(message).toContain(`${folders[2]}/sync, another program;`)
})

test('a link to this program, and a script that starts it, are this program', async () => {
  const folder = realpathSync(temporaryFolder())
  const program = join(folder, 'run.js')
  writeFileSync(program, '')
  chmodSync(program, 0o755)
  mkdirSync(join(folder, 'bin'))
  symlinkSync(program, join(folder, 'bin/sync'))
  const script = folderWith(`#!/bin/sh\nexec node '${program}' "$@"\n`)

  for (const path of [join(folder, 'bin'), script]) {
    expect(await pathCheck({ program, env: { PATH: path } })).toBe(`A bare sync is this program (${path}/sync).`)
  }
})

test('no sync at all is said too', async () => {
  expect(await pathCheck({ env: { PATH: temporaryFolder() } })).toMatch(/^No sync is on the PATH; /)
})

test('a Node that is too old, and a proxy that is not used, are found', async () => {
  const checks = await look({ node: '20.19.0', env: { HTTPS_PROXY: 'http://user:secret@proxy:3128' } })

  expect(checks.map(({ name, severity }) => [name, severity])).toEqual([
    ['node', 'error'],
    ['path', 'info'],
    ['proxy', 'warning'],
  ])
  expect(JSON.stringify(checks)).not.toContain('secret')
})
