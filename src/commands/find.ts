import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { withDatabase } from '../cli/with-database.ts'
import type { FindQuery, Found } from '../model/target-database.ts'
import { renderFound } from '../ui/database.ts'

const MOST = 10_000

export default class Find extends SyncCommand<typeof Find> {
  static override summary = "Search the target's catalogue by its indexes."
  static override description =
    'All that is said has to hold. Without anything all products are listed. It reads the database alone: no plan, no source.'

  static override examples = [
    '<%= config.bin %> find --name "felt boot"',
    '<%= config.bin %> find --sku BOOT-1001-38',
    '<%= config.bin %> find --gtin 4012345678901 --json',
    '<%= config.bin %> find --sync-status error --limit 100',
  ]

  static override flags = {
    name: Flags.string({ description: 'Words that are all in the name, whole and in any case.', helpValue: 'WORDS' }),
    sku: Flags.string({ description: 'The SKU of a product or of one of its variants, exactly.', helpValue: 'SKU' }),
    gtin: Flags.string({ description: 'A GTIN, EAN or UPC, with or without zeros in front.', helpValue: 'GTIN' }),
    status: Flags.string({ description: 'The status of the product.', helpValue: 'STATUS' }),
    'sync-status': Flags.string({
      description: 'The status of one of its listings: pending, synced, error or disabled.',
      helpValue: 'STATUS',
    }),
    limit: Flags.integer({ description: 'Products shown at most.', default: 20, min: 1, max: MOST }),
  }

  async run(): Promise<Found> {
    const { flags } = await this.input()
    const { name, sku, gtin, status, limit, 'sync-status': syncStatus } = flags
    const asked = { name, sku, gtin, status, syncStatus }
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    const query: FindQuery = { ...given, limit }
    const session = await this.session(flags)
    const found = await withDatabase(session, (database) => database.find(query, this.signal))
    this.print(renderFound(found))
    return found
  }
}
