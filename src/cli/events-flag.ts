import { Flags } from '@oclif/core'

/** `export`, `plan` and `apply` share it. */
export const eventsFlag = Flags.string({
  description: 'Append what happens, one JSON object a line.',
  helpValue: 'FILE',
})
