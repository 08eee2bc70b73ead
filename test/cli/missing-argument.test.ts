import { Args, Command, Flags } from '@oclif/core'
import { expect, test } from 'vitest'
import { describeFailure } from '../../src/cli/failure.ts'

class Take extends Command {
  static override args = {
    run: Args.string({
      required: true,
      description: `What is to be taken, ${'in words that no terminal holds in one line, '.repeat(4)}or the newest.`,
    }),
    other: Args.string({ required: true }),
  }
  static override flags = { address: Flags.string({ multiple: true }) }

  async run(): Promise<void> {
    await this.parse(Take)
  }
}

test('an argument that is missing is named with what it is, whatever flags there are', async () => {
  const error = await Take.run([], import.meta.url).catch((thrown: unknown) => thrown)

  const { message } = describeFailure(error)

  expect(message).toMatch(/^An argument is missing: RUN \(What is to be taken, in words .* or the newest\.\); OTHER$/)
})
