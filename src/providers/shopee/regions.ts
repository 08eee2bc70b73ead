interface Region {
  currency: string
  /** Where people see a product. */
  host: string
}

/** Shopee's markets (developer guide); prices of ID, TH, VN, PH, TW, CO and CL have no decimals. */
export const REGIONS: { readonly [code: string]: Region } = {
  ID: { currency: 'IDR', host: 'shopee.co.id' },
  MY: { currency: 'MYR', host: 'shopee.com.my' },
  SG: { currency: 'SGD', host: 'shopee.sg' },
  TH: { currency: 'THB', host: 'shopee.co.th' },
  VN: { currency: 'VND', host: 'shopee.vn' },
  PH: { currency: 'PHP', host: 'shopee.ph' },
  TW: { currency: 'TWD', host: 'shopee.tw' },
  BR: { currency: 'BRL', host: 'shopee.com.br' },
  MX: { currency: 'MXN', host: 'shopee.com.mx' },
  CO: { currency: 'COP', host: 'shopee.com.co' },
  CL: { currency: 'CLP', host: 'shopee.cl' },
  PL: { currency: 'PLN', host: 'shopee.pl' },
  ES: { currency: 'EUR', host: 'shopee.es' },
  AR: { currency: 'ARS', host: 'shopee.com.ar' },
}

export const REGION_CODES = Object.keys(REGIONS)
