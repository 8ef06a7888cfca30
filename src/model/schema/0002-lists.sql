-- Lists of clients by source and by tag, and orders that know the status and whose move it is without a look at
-- the row itself. Only derived tables change, which are made anew at the next opening.

ALTER TABLE client_state ADD COLUMN source_key TEXT;
ALTER TABLE client_state ADD COLUMN tag_key TEXT;

DROP INDEX client_state_name;
DROP INDEX client_state_segment;
DROP INDEX client_state_owner;
DROP INDEX client_state_city;
DROP INDEX client_state_next;
DROP INDEX client_state_last;
DROP INDEX client_state_due;
DROP INDEX client_state_status;
DROP INDEX client_state_turn;
CREATE INDEX client_state_name ON client_state (listed, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_status ON client_state (listed, status_rank, sort_key, client_id, turn);
CREATE INDEX client_state_turn ON client_state (listed, turn, sort_key, client_id, status_rank);
CREATE INDEX client_state_segment ON client_state (listed, segment_position, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_owner ON client_state (listed, owner_key, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_city ON client_state (listed, city_key, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_next ON client_state (listed, next_touch, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_last ON client_state (listed, last_touch, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_due ON client_state (listed, touch_due, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_source ON client_state (listed, source_key, sort_key, client_id, status_rank, turn);
CREATE INDEX client_state_tag ON client_state (listed, tag_key, sort_key, client_id, status_rank, turn);
