-- Aurora MySQL alone: from here on a login needs a token of IAM, over TLS. There is no password to keep or to rotate.
ALTER USER 'orders_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK; -- step 5
ALTER USER 'orders_migration'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
ALTER USER 'catalog_service'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK; -- step 5
ALTER USER 'catalog_migration'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL ACCOUNT UNLOCK;
