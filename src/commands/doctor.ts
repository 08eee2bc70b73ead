import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { doctorRequest } from '../cli/doctor.ts'
import { type DoctorReport, examine } from '../services/doctor/index.ts'
import { renderCheck, renderGroup, renderVerdict } from '../ui/doctor.ts'

export default class Doctor extends SyncCommand<typeof Doctor> {
  static override summary = 'Look for everything that would stop a plan, in one go.'
  static override description =
    `Looks at this machine, the workspace files, the environment, each source and target (sign-in, reachability,
permissions, limits, definitions, clock) and the state, and says what to do about each finding.
Reads a little, and without --probe writes nothing to any account. Exits with 1 when a plan or an apply would be refused as things are;
warnings do not count.`

  static override examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --probe',
    '<%= config.bin %> doctor --account acme --json',
  ]

  static override flags = {
    probe: Flags.boolean({
      description:
        'Also make reads that cost a little more and show permissions that nothing else shows, and find out whether the target tells of every change: it makes products of its own, changes and deletes them.',
    }),
  }

  async run(): Promise<DoctorReport> {
    const { flags } = await this.input()
    const { config, account, probe } = flags
    const request = await doctorRequest({
      config,
      account,
      probe,
      version: this.config.version,
      onWait: this.announceWait,
      onFindings: this.tellFindings,
      log: this.diary,
      secrets: this.secrets,
    })
    let shown = ''
    const report = await examine(
      {
        ...request,
        onCheck: (check, { title }) => {
          this.print([...(title === shown ? [] : renderGroup(title)), ...renderCheck(check)])
          shown = title
        },
      },
      this.signal,
    )
    this.print(renderVerdict(report.checks))
    if (!report.ok) process.exitCode = 1
    return report
  }
}
