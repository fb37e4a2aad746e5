-- One schema per service; each service's user can use its own only. MySQL 8; SQLite needs the type of
-- `outbox.number` as INTEGER PRIMARY KEY AUTOINCREMENT (the tests change that one line).
-- In every schema: what is still to be published, and what has been received.
CREATE TABLE outbox (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(64) NOT NULL UNIQUE,
  type VARCHAR(64) NOT NULL,
  event TEXT NOT NULL,
  sent SMALLINT NOT NULL DEFAULT 0
);
CREATE INDEX outbox_to_send ON outbox (sent, number); -- step 3
CREATE TABLE inbox (id VARCHAR(64) PRIMARY KEY, received TIMESTAMP DEFAULT CURRENT_TIMESTAMP); -- step 11

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
CREATE TABLE deliveries (order_id VARCHAR(64) PRIMARY KEY, area VARCHAR(64) NOT NULL);
