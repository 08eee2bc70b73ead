import { ConfigError } from '../model/errors.ts'
import type { SourceItems } from '../model/source.ts'
import type { Connection, TargetTraits } from '../model/target.ts'

/**
 * What would be made of an account's resources in the account itself would be listed the next time, and be made again.
 * Exports of a provider that is a target as well say in their query which account they are of.
 * @throws ConfigError
 */
export function refuseOwnAccount(
  sources: readonly Pick<SourceItems, 'header'>[],
  { name, title }: Pick<TargetTraits, 'name' | 'title'>,
  { account }: Pick<Connection, 'account'>,
): void {
  if (!sources.some(({ header: { provider, query } }) => provider === name && query.account === account)) return
  throw new ConfigError(
    'same-account',
    `The account of ${title} that is read is the one that would be written: ${account}.`,
    {
      hints: [
        'Give source and target credentials of two accounts: an entry of a source may name the prefix of its variables.',
      ],
    },
  )
}
