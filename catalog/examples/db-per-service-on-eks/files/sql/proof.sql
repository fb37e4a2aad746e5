-- The pipeline runs each statement as the user above it, and fails unless it ends as told.

-- as orders_service: allowed
SELECT COUNT(*) FROM orders.orders;
-- as catalog_service: allowed
SELECT COUNT(*) FROM catalog.products;
-- as orders_service: refused
SELECT name, price FROM catalog.products; -- step 7
-- as orders_service: refused
SELECT orders.id, products.name FROM orders.orders JOIN catalog.products ON products.id = orders.product_id; -- step 7
-- as catalog_service: refused
INSERT INTO orders.orders (id, product_id, product, price) VALUES ('1', '1', 'pen', 1); -- step 7
-- as orders_service: refused
DROP TABLE orders.orders;
-- as orders_migration: refused
CREATE TABLE catalog.copy (id CHAR(36));
