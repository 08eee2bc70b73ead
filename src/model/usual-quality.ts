/** What a new workspace demands of what a shop sells, each as a line of `specs/quality.yaml`. */
export const SHOP_QUALITY: readonly string[] = [
  '{ id: name-required, field: item_name, check: required, severity: reject }',
  '{ id: parent-name-required, field: item_name, check: required, severity: reject, on: parents }',
  '{ id: price-money, field: price, check: money, severity: reject } # an amount above 0',
  '{ id: image-https, field: "images[].url", check: https_url, severity: warn }',
  '{ id: code-gtin, field: "[gtin, ean, upc][]", check: gtin, severity: warn }',
]
