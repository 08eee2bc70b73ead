import type { Action } from '../../../model/plan.ts'
import type { Phrase } from '../../report/report.ts'
import type { Link } from '../pages.ts'

/** A picture of a gallery that comes or goes. */
export interface PictureView {
  file: string
  slot: string
  change: 'add' | 'remove'
  /** Where it is fetched from, `null` where the plan does not say. */
  source: string | null
}

export interface FieldView {
  name: string
  /** `null`: there is no before, as it is made. */
  from: Phrase | null
  to: Phrase
  /** It is set with every write, and says nothing. */
  renewed: boolean
  /** Where the value comes from. */
  origin: string | null
  /** Why a reviewer has to look at it. */
  alarm: string | null
  pictures: PictureView[]
}

/** An operation as people look at it: plain data, so that any page can show it. */
export interface OperationView {
  id: string
  key: string
  name: string
  action: Action
  /** `3 values`, `20 values, 9 images`. */
  extent: string
  high: boolean
  /** It is made of an item, not a definition, a file or a link. */
  item: boolean
  reason: string
  /** Ids of the alarms that it belongs to. */
  alarms: string[]
  fields: FieldView[]
  links: Link[]
  remarks: string[]
}

/** The operations of one kind and action. */
export interface OperationGroup {
  id: string
  title: string
  /** The title without numbers. */
  label: string
  kind: string
  action: Action
  size: number
  operations: Iterable<OperationView>
}
