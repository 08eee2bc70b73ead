import { visible } from '../ui/visible.ts'
import { appendLines, NoFile, type Outputs, outputLines, sizeOf } from './github-file.ts'

/** GitHub takes so many bytes of each step, and nothing of a step that has more. */
const MOST_BYTES = 1024 * 1024
/** With less a report says nothing. */
const LEAST_BYTES = 1_000
/** Set by GitHub Actions; they name a file of the step that runs. */
const VARIABLES = { outputs: 'GITHUB_OUTPUT', summary: 'GITHUB_STEP_SUMMARY' } as const

interface Told {
  outputs: Outputs
  /** Markdown in pieces, in so many bytes at most. */
  summary?: (maxBytes: number) => Iterable<string> | Promise<Iterable<string>>
}

interface Place {
  env: { [name: string]: string | undefined }
  remark: (lines: string[]) => void
}

/** Tells GitHub Actions, where it asks for it, what a command came to. What cannot be told is remarked, and no failure. */
export async function tellGithub({ outputs, summary }: Told, { env, remark }: Place): Promise<void> {
  const place = (name: string) => env[name] || null
  const [outputFile, summaryFile] = [place(VARIABLES.outputs), place(VARIABLES.summary)]
  if (outputFile !== null)
    await orRemark(VARIABLES.outputs, remark, () => appendLines(outputFile, outputLines(outputs)))
  if (summaryFile !== null && summary) {
    await orRemark(VARIABLES.summary, remark, () => appendSummary(summaryFile, summary))
  }
}

async function appendSummary(file: string, summary: NonNullable<Told['summary']>): Promise<void> {
  // For the end of a line that another program left out.
  const room = MOST_BYTES - sizeOf(file) - 1
  if (room < LEAST_BYTES) throw new NoFile('the summary of this step is full')
  const text = [...(await summary(room))].join('')
  if (Buffer.byteLength(text) > room)
    throw new NoFile('what must not be left out does not fit into what is left of 1 MiB')
  appendLines(file, text)
}

async function orRemark(variable: string, remark: Place['remark'], write: () => void | Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof NoFile) && !(error instanceof Error && 'code' in error)) throw error
    remark([visible(`Nothing was added to the file of ${variable}: ${error.message}.`)])
  }
}
