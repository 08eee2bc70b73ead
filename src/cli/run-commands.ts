import { shellQuoted } from '../services/sandbox-run.ts'

interface Place {
  config?: string | undefined
  account?: string | undefined
}

/** The exact commands about a run, for the workspace and account that this one was about. */
export function runCommands(bin: string, place: Place) {
  const command =
    (...words: string[]) =>
    (run: string) =>
      [bin, ...words, run, ...flagsOf(place)].join(' ')
  return { resume: command('apply', '--resume'), retry: command('apply', '--retry-failed'), undo: command('undo') }
}

/** The exact command that applies a saved plan. */
export function applyCommand(bin: string, file: string, place: Place): string {
  return [bin, 'apply', word(file), ...flagsOf(place)].join(' ')
}

/** The command that shows all of a plan; it needs no workspace. */
export function showCommand(file: string | undefined): string {
  return ['sync', 'show', file === undefined ? 'PLANFILE' : word(file), '--details'].join(' ')
}

function flagsOf({ config, account }: Place): string[] {
  return [
    ...(config === undefined ? [] : ['--config', word(config)]),
    ...(account === undefined || account === '' ? [] : ['--account', word(account)]),
  ]
}

function word(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : shellQuoted(text)
}
