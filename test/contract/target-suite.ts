import { afterEach, beforeEach, describe } from 'vitest'
import { describeDefinitions } from './definitions.ts'
import { describeLinks } from './links.ts'
import { describePictures, describeProducts } from './products.ts'
import { describeReading, describeStopping } from './reading.ts'
import { describeReferences } from './references.ts'
import { type Context, speakTo, type TargetFixture } from './vocabulary.ts'

/** What every target promises to planner and applier. `make` gives a connected target over a fresh account. */
export function describeTarget(name: string, make: () => Promise<TargetFixture>): void {
  describe(`the target ${name}`, () => {
    let fixture: TargetFixture
    let say: ReturnType<typeof speakTo>
    beforeEach(async () => {
      fixture = await make()
      say = speakTo(fixture)
    })
    afterEach(async () => {
      await fixture.target.close()
      await fixture.close()
    })
    const context = (): Context => ({ fixture, say })
    describeDefinitions(context)
    describeProducts(context)
    describePictures(context)
    describeReferences(context)
    describeLinks(context)
    describeReading(context)
    describeStopping(context)
  })
}
