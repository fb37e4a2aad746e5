-- Run by the pipeline as the master user. MySQL 8 and MariaDB both take it; a second run changes nothing.
-- Compared byte by byte, but for blanks at the end: the customer c-1 is not C-1.
-- No `_` in a schema's name: in GRANT it stands for any character.
CREATE SCHEMA IF NOT EXISTS orders CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; -- step 2
CREATE SCHEMA IF NOT EXISTS catalog CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; -- step 2

-- Users without a password, and locked: nobody can log in as them until open-users.sql says by which proof.
CREATE USER IF NOT EXISTS 'orders_service'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'orders_migration'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'catalog_service'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'catalog_migration'@'%' ACCOUNT LOCK;

-- A service changes rows and no tables; its migrations change tables. Neither sees another schema.
GRANT SELECT, INSERT, UPDATE, DELETE ON orders.* TO 'orders_service'@'%'; -- step 2
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON orders.* TO 'orders_migration'@'%'; -- step 3
GRANT SELECT, INSERT, UPDATE, DELETE ON catalog.* TO 'catalog_service'@'%'; -- step 2
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON catalog.* TO 'catalog_migration'@'%'; -- step 3
