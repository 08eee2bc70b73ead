import type { Inspection } from '../../config/index.ts'
import { type Check, failedBy, passed, warned } from '../../model/check.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import type { Group } from './group.ts'
import type { SystemsRequest } from './request.ts'

/** What `sync validate` finds, but for the environment. */
export function filesGroup(inspection: Inspection | ConfigError): Group {
  return {
    id: 'workspace',
    title: 'Workspace',
    async *checks() {
      yield inspection instanceof ConfigError ? failedBy('files', inspection) : filesCheck(inspection)
    },
  }
}

function filesCheck({ root, files, diagnostics, errors }: Inspection): Check {
  const number = `${files.length} ${files.length === 1 ? 'file' : 'files'} in ${root}`
  if (errors > 0) {
    const mistakes = errors === 1 ? 'a mistake' : `${grouped(errors)} mistakes`
    const message = `There ${errors === 1 ? 'is' : 'are'} ${mistakes} in the files of ${root}; what follows is as far as they can be read.`
    return {
      name: 'files',
      severity: 'error',
      message,
      hint: 'Correct them; sync validate checks again, offline.',
      diagnostics,
    }
  }
  if (diagnostics.length === 0) return passed('files', `${number}, without mistakes.`)
  const message = `${number}, without mistakes, and with ${diagnostics.length} ${diagnostics.length === 1 ? 'remark' : 'remarks'}.`
  return { ...warned('files', message, 'Look at the remarks; sync validate repeats them, offline.'), diagnostics }
}

/** The account that is chosen, and the workspace's `.env`. */
export function environmentGroup({ environment, findings }: SystemsRequest): Group {
  return {
    id: 'environment',
    title: 'Environment',
    async *checks() {
      if (environment instanceof ConfigError) yield failedBy('account', environment)
      else if (environment.account !== null) yield passed('account', accountText(environment.account))
      yield dotEnvCheck(findings)
    },
  }
}

function accountText(account: string): string {
  return `The account is ${account}: all variables of systems begin with ${account.toUpperCase()}_.`
}

function dotEnvCheck(diagnostics: Diagnostic[]): Check {
  if (diagnostics.length === 0) return passed('dot-env', 'Nothing is odd about .env.')
  const isRead = diagnostics.every(({ severity }) => severity !== 'error')
  const odd = diagnostics.filter(({ severity }) => severity !== 'info')
  if (odd.length === 0) return { ...passed('dot-env', '.env also holds what is not for this program.'), diagnostics }
  return {
    name: 'dot-env',
    severity: isRead ? 'warning' : 'error',
    message: isRead
      ? `${odd.length === 1 ? 'A line' : `${odd.length} lines`} of .env will not do what was meant.`
      : '.env cannot be read.',
    hint: 'Correct it as said.',
    diagnostics,
  }
}
