import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs'
import type { OutputKind } from './output-kind.ts'
import { refusal } from './output-refusal.ts'

/** Only what is empty or of the same kind is replaced. @throws ConfigError */
export function refuseOthers(path: string, file: string, kind: OutputKind): void {
  accessSync(file, constants.W_OK)
  const start = startOf(file)
  if (start === '' || kind.begins.test(start)) return
  throw refusal(path, kind, {
    reason: `there is another file in its place, which is no ${kind.one}`,
    hint: 'It is left as it is: name another file, or move it away.',
  })
}

const START = 64 * 1024

function startOf(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(START)
    return buffer.toString('utf8', 0, readSync(descriptor, buffer))
  } finally {
    closeSync(descriptor)
  }
}
