import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdFolder } from '../../src/database/hold.ts'
import { temporaryFolder } from '../config/workspace-files.ts'

const HOLDER = join(import.meta.dirname, 'holder.ts')

/** Another process that holds the folder until it is ended. */
async function otherHolder(folder: string) {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('a folder that another process holds is refused, with who holds it', async () => {
  const folder = join(temporaryFolder(), 'catalog')
  const other = await otherHolder(folder)
  try {
    expect(() => holdFolder(folder, 0)).toThrow(new RegExp(`process ${other.pid} `))
  } finally {
    other.kill('SIGKILL')
  }
})

test('a process that was killed holds nothing any more', async () => {
  const folder = join(temporaryFolder(), 'catalog')
  const other = await otherHolder(folder)
  const gone = once(other, 'exit')
  other.kill('SIGKILL')
  await gone

  const release = holdFolder(folder, 0)
  release()
})

test('one process cannot hold a folder twice, and can hold it again once it has let go', () => {
  const folder = join(temporaryFolder(), 'catalog')
  const release = holdFolder(folder, 0)

  expect(() => holdFolder(folder, 0)).toThrow(/is open in this command already, as its source or its target/)
  release()
  holdFolder(folder, 0)()
})
