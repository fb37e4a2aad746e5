-- Run by the pipeline as the master user of the services' cluster; a second run changes nothing.
-- Compared byte by byte, but for blanks at the end: the customer c-1 is not C-1.
CREATE SCHEMA IF NOT EXISTS `order` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE SCHEMA IF NOT EXISTS stock CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE SCHEMA IF NOT EXISTS payment CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE SCHEMA IF NOT EXISTS delivery CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A service changes rows of its own schema, makes no tables and sees no other schema. Locked: nobody can log in yet.
CREATE USER IF NOT EXISTS 'order_service'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'stock_service'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'payment_service'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'delivery_service'@'%' ACCOUNT LOCK;
GRANT SELECT, INSERT, UPDATE, DELETE ON `order`.* TO 'order_service'@'%'; -- steps 2, 4, 5, 6
GRANT SELECT, INSERT, UPDATE, DELETE ON stock.* TO 'stock_service'@'%'; -- steps 2, 4, 5, 6
GRANT SELECT, INSERT, UPDATE, DELETE ON payment.* TO 'payment_service'@'%'; -- steps 2, 4, 5, 6
GRANT SELECT, INSERT, UPDATE, DELETE ON delivery.* TO 'delivery_service'@'%'; -- steps 2, 4, 5, 6

-- Aurora MySQL alone: a login needs a token of IAM, over TLS. There is no password to keep or to rotate.
ALTER USER 'order_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
ALTER USER 'stock_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
ALTER USER 'payment_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
ALTER USER 'delivery_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
