import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases, PATIENCE } from '../support/world-desk.ts'
import { lives, problemOf } from './lives.ts'

test(
  'whatever becomes of things, what people did stands, nothing is left to plan, and undoing puts back',
  async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        expect(await problemOf(life)).toBeNull()
      }),
      cases(40),
    )
  },
  PATIENCE,
)
