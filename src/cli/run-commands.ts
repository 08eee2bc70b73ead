import { shellQuoted } from '../services/sandbox-run.ts'

interface Place {
  config?: string | undefined
  account?: string | undefined
}

/** The exact commands about a run, for the workspace and account that this one was about. */
export function runCommands(bin: string, { config, account }: Place) {
  const place = [
    ...(config === undefined ? [] : ['--config', word(config)]),
    ...(account === undefined || account === '' ? [] : ['--account', word(account)]),
  ]
  const command = (option: string) => (run: string) => [bin, 'apply', option, run, ...place].join(' ')
  return { resume: command('--resume'), retry: command('--retry-failed') }
}

function word(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : shellQuoted(text)
}
