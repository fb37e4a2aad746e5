-- One schema per service; each service's user can use its own only. Statements that MySQL 8 and SQLite share.
-- In every schema: what has been done and undone, by transaction id.
CREATE TABLE local_transactions (transaction_id VARCHAR(64) PRIMARY KEY, state VARCHAR(8) NOT NULL); -- step 12

-- order
CREATE TABLE orders (
  id VARCHAR(64) PRIMARY KEY,
  customer VARCHAR(64) NOT NULL,
  item VARCHAR(64) NOT NULL,
  quantity INTEGER NOT NULL,
  state VARCHAR(16) NOT NULL
);

-- stock
CREATE TABLE stock (item VARCHAR(64) PRIMARY KEY, available INTEGER NOT NULL CHECK (available >= 0));

-- payment
CREATE TABLE accounts (customer VARCHAR(64) PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));

-- delivery
CREATE TABLE areas (area VARCHAR(64) PRIMARY KEY);
CREATE TABLE deliveries (transaction_id VARCHAR(64) PRIMARY KEY, area VARCHAR(64) NOT NULL);
