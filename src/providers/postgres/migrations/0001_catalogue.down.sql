-- loses: master_products, master_product_variants, platform_mappings, raw_import_data, attribute_definitions, categories, assets, catalog_changes

DROP VIEW import_batches;

DROP TABLE catalog_changes;

DROP TABLE platform_mappings;

DROP TABLE raw_import_data;

DROP TABLE master_product_variants;

DROP TABLE product_images;

DROP TABLE master_products;

DROP TABLE attribute_definitions;

DROP TABLE assets;

DROP TABLE categories;

DROP SEQUENCE catalog_ids;

DROP FUNCTION raise_version();

DROP TABLE catalog_identity;

DROP TABLE catalog_migrations;
