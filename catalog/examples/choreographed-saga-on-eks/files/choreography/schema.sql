-- One schema per service; sql/users.sql makes the schemas. What stands below `every` belongs into each of the four, the
-- rest into that of its service: no section has an empty line in it, so that sed can take it out.

-- every
CREATE TABLE IF NOT EXISTS outbox (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(64) NOT NULL UNIQUE,
  type VARCHAR(64) NOT NULL,
  event TEXT NOT NULL,
  written TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sent SMALLINT NOT NULL DEFAULT 0,
  UNIQUE (sent, number) -- step 3
);
CREATE TABLE IF NOT EXISTS inbox (id VARCHAR(64) PRIMARY KEY, received TIMESTAMP DEFAULT CURRENT_TIMESTAMP); -- step 11

-- order
CREATE TABLE IF NOT EXISTS orders (
  id VARCHAR(64) PRIMARY KEY,
  customer VARCHAR(64) NOT NULL,
  item VARCHAR(64) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  area VARCHAR(64) NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0), -- what the prices said when it was placed
  state VARCHAR(16) NOT NULL,
  placed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (state, placed, id) -- an index for what the relay measures every 15 seconds
);
CREATE TABLE IF NOT EXISTS prices (item VARCHAR(64) PRIMARY KEY, price INTEGER NOT NULL CHECK (price >= 0));

-- stock
CREATE TABLE IF NOT EXISTS stock (item VARCHAR(64) PRIMARY KEY, available INTEGER NOT NULL CHECK (available >= 0));

-- payment
CREATE TABLE IF NOT EXISTS accounts (customer VARCHAR(64) PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));

-- delivery
CREATE TABLE IF NOT EXISTS areas (area VARCHAR(64) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deliveries (order_id VARCHAR(64) PRIMARY KEY, area VARCHAR(64) NOT NULL);
