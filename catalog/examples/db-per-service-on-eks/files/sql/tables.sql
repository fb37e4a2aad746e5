-- The first migration of each service: each part is run by that service's migration user.

-- as orders_migration
CREATE TABLE orders.orders ( -- step 3
    id         CHAR(36)       NOT NULL PRIMARY KEY,
    product_id CHAR(36)       NOT NULL, -- a product of the catalog service: no foreign key leaves the schema
    product    VARCHAR(200)   NOT NULL, -- its name at the time of the order, as the catalog's API told it
    price      DECIMAL(12, 2) NOT NULL,
    placed_at  TIMESTAMP      NOT NULL DEFAULT CURRENT_TIMESTAMP,
    INDEX by_product (product_id)
);

-- as catalog_migration
CREATE TABLE catalog.products ( -- step 3
    id    CHAR(36)       NOT NULL PRIMARY KEY,
    name  VARCHAR(200)   NOT NULL,
    price DECIMAL(12, 2) NOT NULL
);
