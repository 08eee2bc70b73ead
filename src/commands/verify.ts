import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { matchFlags } from '../cli/plan-flags.ts'
import { planRequest } from '../cli/planning.ts'
import type { CatalogueReport } from '../model/catalogue-report.ts'
import { ConfigError } from '../model/errors.ts'
import { verifyCatalogue } from '../services/catalogue.ts'
import { type Verification, verifyRun } from '../services/verify.ts'
import { renderCatalogue } from '../ui/catalogue.ts'
import { renderVerified } from '../ui/state.ts'

const ONLY = { dependsOn: ['catalogue'] }

export default class Verify extends SyncCommand<typeof Verify> {
  static override summary = 'Compare the account with what a run meant to write, or look through the whole catalogue.'
  static override description =
    `Reads back, in bulk, the products, links and definitions that the run has written: values, the order of our own images,
thumbnails, links, options. Exits with 1 when something differs. With --catalogue it looks through everything instead: what
was made from here and is not there any more, references to nothing, what no source lists, and duplicates; each with what
could be done. Exits with 1 when it finds any. Changes nothing.`

  static override examples = [
    '<%= config.bin %> verify 20261121T030000Z-3f2a',
    '<%= config.bin %> verify --catalogue',
    '<%= config.bin %> verify --catalogue --snapshot latest --json',
  ]

  static override args = { run: Args.string({ name: 'RUN', description: 'As "sync runs" lists it.' }) }

  static override flags = {
    catalogue: Flags.boolean({ description: 'Look through the catalogue, instead of at a run.' }),
    export: { ...matchFlags.export, ...ONLY },
    snapshot: { ...matchFlags.snapshot, ...ONLY },
    'allow-old-export': { ...matchFlags['allow-old-export'], ...ONLY },
    address: Flags.string({
      description: 'With --catalogue: only what is at this address; * stands for anything. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ADDRESS',
      ...ONLY,
    }),
  }

  async run(): Promise<Verification | CatalogueReport> {
    const { flags, args } = await this.input()
    const { run } = args
    const { catalogue = false } = flags
    if ((run === undefined) !== catalogue) throw eitherOr(catalogue)
    const session = await this.session(flags)
    try {
      if (run === undefined) {
        const { remark, signal } = this
        const report = await verifyCatalogue(await planRequest(session, flags, { remark, signal }), signal)
        return this.tell(report, renderCatalogue(report))
      }
      const { workspace, digest, state } = session
      const target = await session.target()
      const verification = await verifyRun({ run, state, workspace, digest, target }, this.signal)
      return this.tell(verification, renderVerified(verification))
    } finally {
      await session.close()
    }
  }

  private tell<T extends { ok: boolean }>(document: T, lines: string[]): T {
    this.print(lines)
    if (!document.ok) process.exitCode = 1
    return document
  }
}

function eitherOr(catalogue: boolean): ConfigError {
  return catalogue
    ? new ConfigError('usage', '--catalogue looks through everything, and takes no run.', { hints: ['Leave one out.'] })
    : new ConfigError('usage', 'Nothing says what to verify.', {
        hints: ['Name a run, such as sync verify latest, or look through everything: sync verify --catalogue.'],
      })
}
