import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Everything by which a file system is changed here. */
const SYNC = ['openSync', 'closeSync', 'writeFileSync', 'fsyncSync', 'chmodSync', 'mkdirSync', 'rmSync'] as const
const LATER = ['open', 'writeFile', 'rename', 'rm'] as const

type Work = (...args: unknown[]) => unknown

/** Ends the process, as a loss of power does, at its step of that number: none is there to be told. */
export function dieAt(step: number): { step: (name: string) => void; taken: () => string[] } {
  const names: string[] = []
  const reach = (name: string): void => {
    names.push(name)
    if (names.length === step) process.kill(process.pid, 'SIGKILL')
  }
  const around = (owner: Record<string, Work>, name: string, later: boolean) => {
    const work = owner[name] as Work
    owner[name] = (...args) => {
      reach(`before ${name}`)
      const result = work.apply(owner, args)
      if (!later) reach(`after ${name}`)
      return later ? (result as Promise<unknown>).finally(() => reach(`after ${name}`)) : result
    }
  }
  for (const name of SYNC) around(fs as unknown as Record<string, Work>, name, false)
  for (const name of LATER) around(fs.promises as unknown as Record<string, Work>, name, true)
  syncBuiltinESMExports()
  return { step: reach, taken: () => names }
}
