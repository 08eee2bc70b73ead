import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { exportProgress } from '../cli/export-progress.ts'
import { exportAll } from '../services/export-all.ts'
import { exportsFolder } from '../services/sources.ts'
import { readTargetGtins } from '../services/target-gtins.ts'
import { exportDocument, renderExport } from '../ui/export.ts'

export default class Export extends SyncCommand<typeof Export> {
  static override summary = 'Read the source into state/.'
  static override description =
    `Reads every marketplace of sync.yaml. Brands and ASINs named here stand for those of sync.yaml.
What cannot be reached is counted and named; the export then says complete: false and exits with 0 all the same.
An export that asks for anything else than sync.yaml counts as incomplete; other commands take it with --export.`

  static override examples = [
    '<%= config.bin %> export',
    '<%= config.bin %> export --brand "Twisted X" --marketplace US --json',
    '<%= config.bin %> export --asin B07X8Z63ZL --asin B077QMJFG9',
    '<%= config.bin %> export --asins-file asins.txt --no-parents --out some.ndjson',
    '<%= config.bin %> export --resume',
  ]

  static override flags = {
    brand: Flags.string({
      description: 'Brand to read. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
    marketplace: Flags.string({
      description: 'Only this marketplace. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CODE',
    }),
    asin: Flags.string({
      description: 'Listing to read, whatever its brand. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ASIN',
    }),
    'asins-file': Flags.string({ description: 'The same, one a line; # begins a comment.', helpValue: 'FILE' }),
    'no-parents': Flags.boolean({ description: 'Leave out parents and siblings that the search did not return.' }),
    'no-gtins': Flags.boolean({ description: "Do not look up the codes of the target's products." }),
    limit: Flags.integer({ description: 'At most so many listings.', min: 1, helpValue: 'N' }),
    out: Flags.string({ description: 'Write to this file instead.', helpValue: 'FILE' }),
    resume: Flags.boolean({ description: 'Go on with an export that was interrupted.' }),
  }

  protected override get costOfEnding(): string {
    return 'the call in flight has to be made again. What was answered before is kept, and "sync export --resume" goes on.'
  }

  async run(): Promise<object> {
    const { flags } = await this.input()
    const session = this.session(flags)
    const meter = exportProgress(session, (lines) => this.remark(lines))
    this.signal.addEventListener('abort', () => {
      meter.clear()
      this.remark([
        'Stopping: the calls in flight finish first, which takes a minute at most. Once more ends the program at once.',
      ])
    })
    try {
      const exports = await exportAll(
        {
          settings: session.workspace.settings,
          choice: {
            brands: flags.brand ?? [],
            asins: flags.asin ?? [],
            asinsFile: flags['asins-file'] ?? null,
            parents: !flags['no-parents'],
            gtins: !flags['no-gtins'],
            limit: flags.limit ?? null,
          },
          marketplaces: flags.marketplace ?? [],
          folder: exportsFolder(session.folder),
          out: flags.out === undefined ? null : resolve(flags.out),
          resume: flags.resume,
          clock: session.clock,
          open: session.source,
          gtins: () => readTargetGtins(session.workspace.settings, session.target, this.signal),
          progress: meter.show,
          onExport: async (exported) => {
            meter.clear()
            await session.state.exports.remember({ path: exported.file, header: exported.header })
            this.print(renderExport(exported))
          },
        },
        this.signal,
      )
      return exportDocument(exports)
    } finally {
      meter.clear()
      await session.close()
    }
  }
}
