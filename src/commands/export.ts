import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { eventsFlag } from '../cli/events-flag.ts'
import { logExport } from '../cli/export-log.ts'
import { exportOutputs } from '../cli/github-outputs.ts'
import { ITEM_ID, ITEM_IDS_FILE, SHOP } from '../model/edge-names.ts'
import { exportAll } from '../services/export-all.ts'
import { exportsFolder } from '../services/sources.ts'
import { readTargetGtins } from '../services/target-gtins.ts'
import { exportDocument, renderExport, renderFailedExport } from '../ui/export.ts'

export default class Export extends SyncCommand<typeof Export> {
  static override summary = 'Read the source into state/.'
  static override description =
    `Reads every source of sync.yaml. Brands and items named here stand for those of sync.yaml.
What cannot be reached is counted and named; the export then says complete: false and exits with 0 all the same.
An export that asks for anything else than sync.yaml counts as incomplete; other commands take it with --export.`

  static override examples = [
    '<%= config.bin %> export',
    `<%= config.bin %> export --brand "Twisted X" --${SHOP} US --json`,
    `<%= config.bin %> export --${ITEM_ID} B07X8Z63ZL --${ITEM_ID} B077QMJFG9`,
    `<%= config.bin %> export --${ITEM_IDS_FILE} items.txt --no-parents --out some.ndjson`,
    '<%= config.bin %> export --resume',
  ]

  static override flags = {
    brand: Flags.string({
      description: 'Brand to read. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
    [SHOP]: Flags.string({
      description: `Only this ${SHOP}. Repeatable.`,
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CODE',
    }),
    [ITEM_ID]: Flags.string({
      description: 'Listing to read, whatever its brand. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: ITEM_ID.toUpperCase(),
    }),
    [ITEM_IDS_FILE]: Flags.string({ description: 'The same, one a line; # begins a comment.', helpValue: 'FILE' }),
    'no-parents': Flags.boolean({ description: 'Leave out parents and siblings that the search did not return.' }),
    'no-gtins': Flags.boolean({ description: "Do not look up the codes of the target's products." }),
    limit: Flags.integer({ description: 'At most so many listings.', min: 1, helpValue: 'N' }),
    out: Flags.string({ description: 'Write to this file instead.', helpValue: 'FILE' }),
    resume: Flags.boolean({ description: 'Go on with an export that was interrupted.' }),
    events: eventsFlag,
  }

  protected override get costOfEnding(): string {
    return 'the call in flight has to be made again. What was answered before is kept, and "sync export --resume" goes on.'
  }

  async run(): Promise<object> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    const { signal } = this
    signal.addEventListener('abort', () => {
      this.remark([
        'Stopping: the calls in flight finish first, which takes a minute at most. Once more ends the program at once.',
      ])
    })
    try {
      const { exports, failed } = await exportAll(
        {
          settings: session.workspace.settings,
          providers: session.providers,
          choice: {
            brands: flags.brand ?? [],
            ids: flags[ITEM_ID] ?? [],
            idsFile: flags[ITEM_IDS_FILE] ?? null,
            relatives: !flags['no-parents'],
            codes: !flags['no-gtins'],
            limit: flags.limit ?? null,
          },
          shops: flags[SHOP] ?? [],
          folder: exportsFolder(session.folder),
          out: flags.out === undefined ? null : resolve(flags.out),
          resume: flags.resume,
          clock: session.clock,
          open: session.source,
          gtins: () => readTargetGtins(session.workspace, session.target, { signal, emit: session.emit }),
          emit: session.emit,
          calls: session.calls,
          onExport: async (exported) => {
            logExport(session, exported)
            if (exported.kept) await session.state.exports.remember({ path: exported.file, header: exported.header })
            this.print(renderExport(exported))
          },
          onFailure: (failure) => {
            this.remark(renderFailedExport(failure))
          },
        },
        signal,
      )
      await this.tellGithub({ outputs: exportOutputs(exports, failed.length) })
      return exportDocument(exports, failed)
    } finally {
      await session.close()
    }
  }
}
