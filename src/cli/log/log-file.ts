import { constants, fstatSync, openSync, writeSync } from 'node:fs'
import { openedOutput } from '../../state/output-file.ts'
import type { OutputKind } from '../../state/output-kind.ts'
import { refusal } from '../../state/output-refusal.ts'

const LOG: OutputKind = {
  code: 'log-unwritable',
  name: 'log',
  one: 'log',
  begins: /^\{"level":"/,
}

const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants

/** Only its owner reads it: it tells what the catalogue holds. */
const OWNER_ONLY = 0o600

/** Adds to the end of a log. @throws ConfigError when the path is that of anything but a log, or cannot be written */
export function logFile(path: string): (text: string) => void {
  return openedOutput(path, LOG, (place) => {
    if (place.type !== 'file') throw refusal(path, LOG, NO_FILE)
    const file = openSync(place.path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, OWNER_ONLY)
    if (!fstatSync(file).isFile()) throw refusal(path, LOG, NO_FILE)
    return (text) => void writeSync(file, text)
  })
}

const NO_FILE = {
  reason: 'this is no regular file',
  hint: 'Name a regular file in SYNC_LOG_FILE, or set only SYNC_LOG, which writes to standard error.',
}
