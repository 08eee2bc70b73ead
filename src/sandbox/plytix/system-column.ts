import type { Json } from '../../model/json.ts'
import type { Call } from './call.ts'
import { audits } from './product-stamp.ts'
import { systemValue } from './product-values.ts'
import type { Product } from './records.ts'
import { formatTime } from './times.ts'

/** A column that is no attribute and no relationship; undefined when it is unknown. */
export function systemColumn(call: Call, product: Product, column: string): Json | undefined {
  switch (column) {
    case 'label':
    case 'gtin':
    case 'status':
      return product[column]
    case 'created':
    case 'modified':
      return formatTime(product[column], call.version)
    case 'thumbnail':
    case 'assets':
    case 'categories':
      return systemValue(call, product, column)
    case 'created_user_audit':
    case 'modified_user_audit':
      return audits(call)[column]
    default:
      return undefined
  }
}
