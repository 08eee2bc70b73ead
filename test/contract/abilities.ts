import type { TargetTraits } from '../../src/model/target.ts'
import { imageKind, mainKind, partKind } from '../../src/model/target-kinds.ts'

/** What a target can do beside holding values, by its traits. */
export function abilitiesOf(traits: TargetTraits) {
  const main = mainKind(traits)
  return {
    definitions: traits.kinds.some(({ madeOf }) => madeOf === 'definition'),
    parts: partKind(traits) !== null,
    pictures: imageKind(traits) !== null && main.images !== undefined,
    constant: (main.constants ?? []).length > 0,
    relations: traits.kinds.some(({ owner }) => owner !== undefined),
    /** Any field has to be defined before it can be written. */
    lacking: main.field(main.pathOf('any')).definedBy !== undefined,
  }
}
