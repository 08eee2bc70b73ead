import { afterEach, beforeEach, describe } from 'vitest'
import { describeDefinitions } from './definitions.ts'
import { describeLinks } from './links.ts'
import { describePictures, describeProducts } from './products.ts'
import { describeMissing, describeReading, describeStopping } from './reading.ts'
import { describeAbsence, describeReferences } from './references.ts'
import { type Context, speakTo, type TargetFixture } from './vocabulary.ts'

/** What a target has besides its main kind; what it does not claim is not asked of it. */
export interface Claims {
  definitions: boolean
  pictures: boolean
  relations: boolean
}

const ALL: Claims = { definitions: true, pictures: true, relations: true }

/** What every target promises to planner and applier. `make` gives a connected target over a fresh account. */
export function describeTarget(name: string, make: () => Promise<TargetFixture>, claims: Claims = ALL): void {
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
    if (claims.definitions) describeDefinitions(context)
    describeProducts(context)
    if (claims.pictures) describePictures(context)
    describeAbsence(context)
    if (claims.definitions && claims.pictures) describeReferences(context)
    if (claims.relations) describeLinks(context)
    describeReading(context)
    if (claims.definitions) describeMissing(context)
    describeStopping(context)
  })
}
