import { join } from 'node:path'
import { ConfigError } from '../model/errors.ts'

const DEFAULT = 'default'

/** The account in lower case, as folders are named for it; `null` when none is given. @throws ConfigError */
export function accountName(account: string | undefined): string | null {
  if (account === undefined || account === '') return null
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(account)) {
    throw new ConfigError('account', 'The account name may hold only letters, digits, - and _.', {
      hints: ['It is the prefix of the variables: with --account acme they begin with ACME_.'],
    })
  }
  const name = account.toLowerCase().replaceAll('-', '_')
  if (name !== DEFAULT) return name
  throw new ConfigError('account', `The account name ${DEFAULT} stands for no account at all.`, {
    hints: ['Leave --account and SYNC_ACCOUNT out, or choose another name.'],
  })
}

/** Absolute folder of what this program writes for an account. */
export function stateFolder(root: string, account: string | null): string {
  return join(root, 'state', account ?? DEFAULT)
}
