CREATE TABLE t (id bigint PRIMARY KEY, @{word} text NOT NULL);
-- name: Get :one
SELECT * FROM t WHERE id = $1;
