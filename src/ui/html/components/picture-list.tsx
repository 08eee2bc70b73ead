import { SIGNS } from '../../report/report.ts'
import type { PictureView } from '../operations/operation-view.ts'
import { Text } from './text.tsx'

/** Pictures with their slots and file names, which say the same where a picture cannot be fetched. */
export function PictureList({ pictures }: { pictures: PictureView[] }) {
  return (
    <ul class="pictures">
      {pictures.map(({ file, slot, change, source }) => (
        <li class={change}>
          {source !== null && (
            <span class="frame">
              <img src={source} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
            </span>
          )}
          <span class="caption">
            <span class={`sign ${change}`}>{SIGNS[change]}</span>{' '}
            {slot !== '' && (
              <strong>
                <Text of={slot} />
              </strong>
            )}{' '}
            <Text of={file} />
          </span>
        </li>
      ))}
    </ul>
  )
}
