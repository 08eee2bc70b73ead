DROP INDEX IF EXISTS idx_master_products_name_trgm;

DROP INDEX idx_platform_mappings_sync_status;

DROP INDEX idx_master_product_variants_gtin;

DROP INDEX idx_master_products_gtin;

DROP INDEX idx_master_products_name_search;
