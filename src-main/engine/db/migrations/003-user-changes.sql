-- Which users each revision changed, as a bitmap; empty: nobody, null: everybody. Only the newest are kept.
-- Readers that hold columns in memory read again what changed.
CREATE TABLE user_change (
  revision INTEGER PRIMARY KEY,
  users BLOB
) STRICT;
