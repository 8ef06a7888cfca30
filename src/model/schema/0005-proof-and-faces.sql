-- A picture of a person, as a client has one: `avatar` names a file of the workspace by its hash, whatever its size
-- (who shows it scales it). What proves an agreement beside an entry: a file kept with the client, a link.

ALTER TABLE contact ADD COLUMN avatar TEXT;

ALTER TABLE agreement ADD COLUMN proof_file_id INTEGER REFERENCES attachment (id) ON DELETE SET NULL;
ALTER TABLE agreement ADD COLUMN proof_link TEXT;
CREATE INDEX agreement_proof_file ON agreement (proof_file_id) WHERE proof_file_id IS NOT NULL;
