"""What is over is deleted for good, and nothing else."""

import psycopg

from src.database import Database
from src.services.retention import LOCK, tidy_up
from tests.conftest import rows

FILL = """
INSERT INTO account (id, time_zone, created_at, email) VALUES
  ('00000000-0000-0000-0000-000000000001', 'UTC', now() - interval '1 year', 'a@example.com'),
  ('00000000-0000-0000-0000-000000000002', 'UTC', now() - interval '1 year', NULL),
  ('00000000-0000-0000-0000-000000000003', 'UTC', now() - interval '1 year', NULL),
  ('00000000-0000-0000-0000-000000000004', 'UTC', now(), NULL);
INSERT INTO login_session (id, account_id, token_hash, created_at, expires_at)
  SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000003', n, now(),
         now() + CASE n WHEN 1 THEN interval '1 day' ELSE interval '-1 day' END
  FROM generate_series(1, 3) n;
INSERT INTO access_token (id, account_id, token_hash, hint, name, scopes, created_at, expires_at)
  SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', n, '', '', '{}', now(),
         CASE n WHEN 1 THEN NULL ELSE now() - interval '1 day' END
  FROM generate_series(1, 2) n;
INSERT INTO idempotency_key (account_id, key, fingerprint, created_at)
  SELECT '00000000-0000-0000-0000-000000000001', n, '', now() - n * interval '1 day'
  FROM generate_series(1, 3) n;
INSERT INTO rate_limit VALUES ('old', now() - interval '2 days', 1), ('new', now(), 1);
INSERT INTO task (id, account_id, title, notes, due_sort, priority, version, created_at, updated_at,
                  deleted_at)
  SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', n, '', now(), 3, 1, now(),
         now(), CASE WHEN n > 1 THEN now() - n * interval '1 second' - interval '30 days' END
  FROM generate_series(1, 1200) n;
"""
COUNTS = """
SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM login_session),
       (SELECT count(*) FROM access_token), (SELECT count(*) FROM idempotency_key),
       (SELECT count(*) FROM rate_limit), (SELECT count(*) FROM task)
"""


async def test_only_what_is_over_goes_and_all_of_it(database: Database, database_url: str) -> None:
    rows(database_url, FILL)
    assert await tidy_up(database) == 1199 + 2 + 1 + 2 + 1 + 1
    assert rows(database_url, COUNTS) == [(3, 1, 1, 1, 1, 1)]
    assert await tidy_up(database) == 0


async def test_one_replica_tidies_up_at_a_time(database: Database, database_url: str) -> None:
    rows(database_url, FILL)
    with psycopg.connect(database_url) as other:
        other.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        assert await tidy_up(database) == 0
    assert await tidy_up(database) > 0
