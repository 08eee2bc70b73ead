import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KindTraits } from '../../src/model/kinds.ts'
import type { TargetTraits } from '../../src/model/target.ts'
import { abilitiesOf } from './abilities.ts'
import { describeDefinitions } from './definitions.ts'
import { describeLinks } from './links.ts'
import { describeParts } from './parts.ts'
import { describeConstant, describePictures } from './pictures.ts'
import { describeReading, describeStopping } from './reading.ts'
import { describeReferences, describeUnknownDefinitions, describeUnknownMembers } from './references.ts'
import { describeRemovals } from './removals.ts'
import { describeResources } from './resources.ts'
import { type Context, speakTo } from './speaker.ts'
import type { TargetFixture } from './vocabulary.ts'

/**
 * What every target promises to planner and applier, as far as its traits say that it can do it. `make` gives a
 * connected target over a fresh account.
 */
export function describeTarget(name: string, traits: TargetTraits, make: () => Promise<TargetFixture>): void {
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
    const context = (): Context => ({ fixture, words: fixture.words, say })
    const can = abilitiesOf(traits)

    test('is spoken to of all that its traits say that it can do, and of nothing else', () => {
      const { words, target } = fixture
      expect(abilitiesOf(target.traits)).toEqual(can)
      const spoken = Object.keys(can).map((ability) => [ability, words[ability as keyof typeof can] !== undefined])
      expect(Object.fromEntries(spoken)).toEqual(can)
    })

    describeResources(context)
    describeReading(context)
    describeStopping(context)
    describeReferences(context)
    if (can.definitions) describeDefinitions(context)
    if (traits.kinds.some(grows)) describeUnknownDefinitions(context)
    if (can.parts) describeParts(context)
    if (can.pictures) describePictures(context)
    if (can.constant) describeConstant(context)
    if (can.relations) describeLinks(context)
    if (can.relations) describeUnknownMembers(context)
    describeRemovals(traits, context)
  })
}

/** A definition with a list that is added to. */
function grows({ madeOf, can }: KindTraits): boolean {
  return madeOf === 'definition' && can.includes('update')
}
